/**
 * What every element's shadow root starts with: box model, type, the card, rows, hidden text, focus,
 * and the answers to reduced motion, more contrast and print.
 */
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
    -webkit-font-smoothing: antialiased;
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
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  @container (inline-size < 320px) {
    .card {
      --_pad: calc(var(--_unit) * 4);
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_line: var(--_outline);
      --_muted: var(--_text);
      --_faint: var(--_text);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      /* Not a short one: it would set every property of every element in motion. */
      transition-duration: 0s !important;
    }
  }
  @media print {
    /* Paper is light, whatever the screen is. */
    :host {
      color-scheme: light;
    }
    .card {
      box-shadow: none;
      break-inside: avoid;
    }
    /* Those that say something stay: the row that opens, the series of a legend. */
    button:not(.opener, .toggle) {
      display: none !important;
    }
  }
`
