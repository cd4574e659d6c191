/** The looks of what `states.ts` renders: skeleton, error, stale note. */
import { css } from 'lit'

export const states = css`
  .bone {
    display: inline-block;
    color: transparent;
    border-radius: 0.3em;
    background: var(--_line);
    animation: bone 1.4s ease-in-out infinite alternate;
    user-select: none;
  }
  @keyframes bone {
    to {
      opacity: 0.45;
    }
  }
  .problem {
    display: grid;
    gap: calc(var(--_unit) * 3);
    justify-items: start;
  }
  .stale {
    margin-block-start: calc(var(--_unit) * 3);
    color: var(--_warn);
    font-size: 0.893em;
  }
`
