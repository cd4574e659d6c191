/** The button in a row that opens what is below it. The row's first cell; the whole row can be pressed. */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'

export function opener(text: string, open: boolean, toggle: () => void): TemplateResult {
  return html`<button
    class="opener"
    aria-expanded=${open}
    aria-controls=${open ? 'detail' : nothing}
    @click=${toggle}
  >
    <svg viewBox="0 0 8 8" aria-hidden="true"><path d="M2 0.5 6 4 2 7.5" /></svg
    ><span class="figure">${text}</span>
  </button>`
}
