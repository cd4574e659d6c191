/** What can be bought, as one group of radio buttons, the custom amount among them. */
import type { Catalogue, Package } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from '../foundation/credit-element.ts'
import { add } from '../foundation/format/arithmetic.ts'
import { isZero } from '../foundation/format/decimal.ts'
import type { Format } from '../foundation/format/format.ts'
import { writeUnitPrice } from '../foundation/format/unit-price.ts'
import { renderLater } from '../foundation/later.ts'
import type { enTopUp } from '../foundation/localize/en/top-up.ts'
import { buying } from './parts.ts'
import { CUSTOM, sorted } from './choice.ts'
import type { ChoiceController } from './choice-controller.ts'

export interface PackagesView {
  host: CreditElement
  messages: typeof enTopUp
  format: Format
  choice: ChoiceController
}

export function packages(catalogue: Catalogue, view: PackagesView): TemplateResult {
  return html`<fieldset class="packages" part="packages">
    <legend class="hidden">${view.messages.legend}</legend>
    ${sorted(catalogue).map((each) => option(each, view))}
    ${catalogue.custom ? custom(catalogue.custom, view) : nothing}
  </fieldset>`
}

function radio(id: string, { choice }: PackagesView, disabled = false): TemplateResult {
  return html`<input
    type="radio"
    name="package"
    .value=${id}
    ?disabled=${disabled}
    .checked=${choice.id === id}
    @change=${() => choice.choose(id)}
  />`
}

function option(each: Package, view: PackagesView): TemplateResult {
  const { messages: t, format: f } = view
  const { price, per } = writeUnitPrice(each.unitPrice, f)
  const { bonusCredits, purchasable, savingPercent } = each
  return html`<label class="package" part="package" title=${each.name}>
    ${radio(each.id, view, !purchasable)}
    <span>
      <b>${f.credits(add(each.credits, bonusCredits))}</b>
      ${savingPercent > 0 ? html`<span class="badge good">${t.saving(savingPercent, f)}</span>` : nothing}
      <span class="faint">
        ${purchasable ? t.unitPrice(price, per) : t.unavailable}${
          isZero(bonusCredits) ? nothing : t.bonus(bonusCredits, f)
        }
      </span>
    </span>
    <b>${f.money(each.price)}</b>
  </label>`
}

function custom({ minimum, maximum }: NonNullable<Catalogue['custom']>, view: PackagesView): TemplateResult {
  const { host, messages: t, format: f, choice } = view
  return html`<div class="package custom">
    <label>
      ${radio(CUSTOM, view)}
      <span><b>${t.other}</b><span class="faint" id="range">${t.range(minimum, maximum, f)}</span></span>
    </label>
    ${choice.isCustom ? renderLater(host, buying, (part) => choice.custom && part.customField(host, choice.custom), fieldBones) : nothing}
  </div>`
}

const fieldBones = (): TemplateResult => html`<div class="field"><div class="input"></div></div>`
