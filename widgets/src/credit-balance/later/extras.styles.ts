import { css } from 'lit'

export const extrasStyles = css`
  .badge {
    margin-block: -0.2em;
  }
  .negative .number {
    color: var(--_bad);
  }
  .notes {
    display: grid;
    gap: var(--_unit);
    margin-block-start: calc(var(--_unit) * 2.5);
    font-size: 0.893em;
    color: var(--_muted);
  }
  .notes li {
    display: flex;
    gap: 0.5em;
    align-items: center;
  }
  svg {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .invitation {
    margin-block-start: calc(var(--_unit) * 3);
    text-wrap: pretty;
  }
  .negative .invitation {
    color: var(--_bad);
  }
  .facts > p {
    flex-basis: 100%;
    padding: 0 var(--_pad) calc(var(--_unit) * 3);
    text-wrap: pretty;
  }
  .facts + .stale {
    margin: 0 calc(var(--_pad) * -1) calc(var(--_pad) * -1);
    padding: calc(var(--_unit) * 3) var(--_pad);
    border-block-start: 1px solid var(--_line);
  }
  .how {
    place-items: center;
    place-content: center;
    padding: 0;
    border: 0;
    border-radius: 99px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .how:hover,
  .how[aria-expanded='true'] {
    color: var(--_accent);
  }
`
