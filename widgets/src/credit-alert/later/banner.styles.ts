import { css } from 'lit'

export const bannerStyles = css`
  .alert {
    display: flex;
    align-items: center;
    gap: calc(var(--_unit) * 3);
    padding: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
    /* Seen under forced colours alone. */
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.84);
    font-weight: 500;
    font-variant-numeric: tabular-nums;
    animation: appear 0.2s ease-out;
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  p {
    flex: 1;
    text-wrap: pretty;
  }
  svg {
    flex: none;
    inline-size: 1.29em;
    /* In the middle of the first line. */
    block-size: 1lh;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .dismiss {
    display: grid;
    place-items: center;
    inline-size: 2em;
    block-size: 2em;
    /* As high as a line of the text. */
    margin-block: calc((1lh - 2em) / 2);
    margin-inline-end: calc(var(--_unit) * -1.5);
    padding: 0;
    border: 0;
    border-radius: var(--_radius-small);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .dismiss:hover {
    background: color-mix(in oklab, currentColor 12%, transparent);
  }
  .dismiss svg {
    inline-size: 1.14em;
  }
  @container (inline-size < 31.5em) {
    .alert {
      display: grid;
      grid-template-columns: auto 1fr auto;
      align-items: start;
    }
    .alert .button {
      grid-area: 2 / 2 / auto / -1;
      justify-self: start;
    }
  }
`
