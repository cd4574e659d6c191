/** What makes a dialog of the card. */
import { html, svg } from 'lit'
import type { TemplateResult } from 'lit'

const cross = svg`<path d="M4 4l8 8M12 4l-8 8"/>`

export function closeButton(label: string, close: () => void): TemplateResult {
  return html`<button class="close" type="button" aria-label=${label} @click=${close}>
    <svg viewBox="0 0 16 16" aria-hidden="true">${cross}</svg>
  </button>`
}

export function inDialog(card: TemplateResult, title: string, close: () => void): TemplateResult {
  // A click on the dialog itself, and not on what is in it, is one beside the card.
  const beside = ({ target, currentTarget }: Event): void => {
    if (target === currentTarget) close()
  }
  return html`<dialog aria-label=${title} @click=${beside}><div class="frame">${card}</div></dialog>`
}
