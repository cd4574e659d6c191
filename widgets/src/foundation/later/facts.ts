/** The facts of what was opened in a list. */
import { css, html } from 'lit'
import type { TemplateResult } from 'lit'

export const factStyles = css`
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
`

/** One fact of what was opened. */
export function fact(name: string, value: unknown): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}
