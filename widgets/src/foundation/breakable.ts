import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'

/** Characters that fit into the narrowest card beside a title. */
const SHORT = 14

/** A number that is too long for a line may be broken after the separators of its digits, and nowhere else. */
export function breakable(number: string): string | TemplateResult {
  if (number.length <= SHORT) return number
  const parts = number.split(/(?<=\d\D)(?=\d)/)
  return html`<span class="long"
    >${parts.map((part, index) => html`${index ? html`<wbr />` : nothing}${part}`)}</span
  >`
}
