/** The looks of a skeleton, as `states.ts` renders it. Text is hidden in a skeleton; `.bone`, `.figure`, `b`, badges and buttons are drawn as bars. */
import { css } from 'lit'

export const states = css`
  .bones * {
    forced-color-adjust: none;
    color: transparent !important;
    border-color: var(--_line);
  }
  .bones
    :is(h2, p, li, small, b, label, dt, dd, .faint, .figure, .badge):not(:has(:not(i, button, svg, svg *))) {
    inline-size: fit-content;
    background: var(--_line);
    clip-path: inset(0.25em 0 round 0.3em);
  }
  .bones :is(i, .button, .input) {
    background: var(--_line) !important;
    border-color: transparent;
  }
`
