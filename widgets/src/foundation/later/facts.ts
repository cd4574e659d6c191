/** The facts of what was opened in a list, and the looks of a list that somebody turns to. */
import { css, html } from 'lit'
import type { TemplateResult } from 'lit'

export const factStyles = css`
  .filters .input:hover {
    border-color: var(--_outline);
  }
  /* Not its cells: where a row is a card, there is room between them. */
  .item:hover {
    background: color-mix(in srgb, var(--_raised) 70%, transparent);
  }
  .opener:focus-visible {
    outline: none;
  }
  .opener:focus-visible::after {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
    border-radius: var(--_radius-small);
  }
  .opener[aria-expanded='true'] svg {
    rotate: 90deg;
  }
  [dir='rtl'] .opener[aria-expanded='true'] svg {
    rotate: -90deg;
  }
  .detail td {
    padding: 0 0 calc(var(--_unit) * 4);
    padding-inline-start: 1.1em;
    border: 0;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(11.5em, 1fr));
    gap: calc(var(--_unit) * 3) calc(var(--_unit) * 4);
    padding-block: var(--_unit) calc(var(--_unit) * 3);
    overflow-wrap: anywhere;
  }
  .facts dt {
    font-size: 0.893em;
    color: var(--_faint);
  }
  @container (inline-size < 40em) {
    .detail,
    .detail td {
      display: block;
    }
  }
`

/** One fact of what was opened. */
export function fact(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`
}
