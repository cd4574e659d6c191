import { css } from 'lit'

export const bodyStyles = css`
  .title {
    font-weight: 550;
  }
  .compact {
    font-variant-numeric: tabular-nums;
  }
  .number {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .big .number {
    font-weight: 650;
    letter-spacing: -0.025em;
  }
  .facts b {
    overflow-wrap: break-word;
    text-wrap: balance;
    font-weight: 550;
  }
  .meter {
    display: flex;
    gap: 2px;
    overflow: hidden;
  }
  .title,
  .big small,
  .legend {
    color: var(--_muted);
  }
  .meter i {
    inline-size: var(--share);
    background: var(--_series-1);
    transition: inline-size 0.5s ease-out;
  }
  .dot {
    display: inline-block;
    inline-size: 0.62em;
    block-size: 0.62em;
    margin-inline-end: 0.5em;
    border-radius: 0.22em;
    background: var(--_series-1);
  }
  /* Told apart by its stripes too, whatever the colours. Without their space Firefox draws them as wide as it likes. */
  .meter .promotional,
  .dot.promotional {
    background: repeating-linear-gradient(
      in srgb 115deg,
      var(--_series-2) 0 4px,
      color-mix(in srgb, var(--_series-2) 55%, var(--_surface)) 4px 6px
    );
  }
  .badge {
    margin-block: -0.2em;
  }
  .negative {
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
    display: inline-grid;
    place-content: center;
    inline-size: max(24px, 2em);
    block-size: max(24px, 2em);
    margin: -0.6em -0.3em;
    padding: 0;
    vertical-align: middle;
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
  @media (forced-colors: active) {
    .meter {
      border: 1px solid;
      background: Canvas;
    }
    .meter i,
    .dot {
      forced-color-adjust: none;
    }
  }
  .meter,
  .dot {
    print-color-adjust: exact;
  }
`
