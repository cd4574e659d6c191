/** The looks of what `states.ts` renders: skeleton, error, stale note. Text is hidden in a skeleton; `.bone`, `.figure`, `b`, badges and buttons are drawn as bars. */
import { css } from 'lit'

export const states = css`
  .bones * {
    color: transparent !important;
    border-color: var(--_line);
    user-select: none;
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
  .bones {
    animation: bones 1.4s ease-in-out infinite alternate;
  }
  /* A filter, since axe takes half-opaque transparent text for text that is hard to read. */
  @keyframes bones {
    to {
      filter: opacity(0.5);
    }
  }
  .problem {
    display: grid;
    gap: calc(var(--_unit) * 3);
    justify-items: start;
    text-wrap: balance;
  }
  .stale {
    margin-block-start: calc(var(--_unit) * 3);
    color: var(--_warn);
    font-size: 0.893em;
  }
`
