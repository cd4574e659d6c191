/** The field for an amount of one's own. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from '../../foundation/credit-element.ts'
import { enTopUp } from '../../foundation/localize/en/top-up.ts'
import { enBuying } from '../../foundation/localize/en/later/top-up.ts'
import type { CustomController } from './custom-controller.ts'

export function customField({ scope }: CreditElement, custom: CustomController): TemplateResult {
  const t = scope.messages('topUp', { ...enTopUp, ...enBuying })
  const { problemShown: problem, typed, type, leave } = custom
  return html`<div class="field">
    <div class="input">
      <input
        inputmode="decimal"
        autocomplete="off"
        aria-label=${t.other}
        aria-describedby=${problem ? 'problem' : 'range'}
        aria-invalid=${problem !== undefined}
        .value=${typed}
        @input=${(event: InputEvent) => type((event.target as HTMLInputElement).value)}
        @blur=${() => leave()}
      />
      <span class="unit" aria-hidden="true">${t.unit}</span>
    </div>
    <p class="field-error" id="problem">${problem}</p>
  </div>`
}
