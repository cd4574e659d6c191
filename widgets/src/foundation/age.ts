/** How old what is shown is, said where it may be out of date. */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from './credit-element.ts'
import { formatFor } from './format/format.ts'
import { enAge } from './localize/en/age.ts'
import type { ResourceController } from './resource-controller.ts'

export function ageNote(
  { scope }: CreditElement,
  { snapshot: { stale, updatedAt } }: ResourceController<unknown>,
): TemplateResult | typeof nothing {
  if (!stale) return nothing
  const text = scope.messages('common', enAge).asOf(updatedAt, formatFor(scope.locale))
  return html`<p class="stale" part="stale">${text}</p>`
}
