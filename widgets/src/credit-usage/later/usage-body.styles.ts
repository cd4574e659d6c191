/** The looks of what stands below the headline. */
import { css } from 'lit'

export const bodyStyles = css`
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_unit) * 1.5);
    margin-inline-start: calc(var(--_unit) * -1.5);
    color: var(--_muted);
  }
  .toggle:hover,
  .actions :is(button, select):hover {
    background: var(--_raised);
    color: var(--_text);
  }
  .toggle[aria-pressed='false'] {
    text-decoration: line-through;
  }
  .toggle[aria-pressed='false'] .swatch {
    opacity: 0.25;
  }
  .marked {
    cursor: default;
  }
  .marked i {
    inline-size: 0.9em;
    block-size: 2px;
    background: var(--_text);
  }
  .actions [aria-pressed='true'] {
    color: var(--_accent);
    font-weight: 550;
  }
  .bones :is(.fill, .slot.active) {
    fill: var(--_line) !important;
  }
  .bones :is(text, .grid, .swatch) {
    visibility: hidden;
  }
  .bones .legend {
    margin-inline-start: 0;
  }
`
