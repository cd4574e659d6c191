/** What every element's shadow root starts with: box model, type, the card, rows, hidden text. */
import { css } from 'lit'

export const base = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--_text);
    font-family: var(--credit-font, inherit);
    font-size: var(--_font-size);
    line-height: 1.45;
    text-align: start;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  /* Not those before and after: every element would have its styles made three times. */
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
    list-style: none;
  }
  h2 {
    font-size: 1.0715em;
    font-weight: 600;
  }
  .card {
    position: relative;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: var(--_shadow);
    --_pad: calc(var(--_unit) * 5);
    padding: var(--_pad);
    font-variant-numeric: tabular-nums;
  }
  .row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_unit) * 3);
  }
  .muted {
    color: var(--_muted);
  }
  .faint {
    color: var(--_faint);
    font-size: 0.893em;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @container (inline-size < 23em) {
    .card {
      --_pad: calc(var(--_unit) * 4);
    }
  }
`
