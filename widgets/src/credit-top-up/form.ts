/** The choice, what it comes to, and the way to pay. */
import type { Amount, Catalogue } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { choice as chooseFrom } from '../foundation/choice.ts'
import type { Format } from '../foundation/format/format.ts'
import type { Messages } from '../foundation/localize/messages.ts'
import type { CardsController } from './cards-controller.ts'
import type { ChoiceController } from './choice-controller.ts'
import type { Offer } from './choice.ts'
import { packages } from './packages.ts'
import type { PurchaseController } from './purchase-controller.ts'
import { summary } from './summary.ts'

interface FormView {
  messages: Messages['topUp']
  format: Format
  choice: ChoiceController
  cards: CardsController
  purchase: PurchaseController
  offer: Offer | undefined
  balance: Amount | undefined
  pay: (event: SubmitEvent) => void
  payIn: (moneyCurrency: string) => void
  showWays: () => void
}

/** A currency of money by its code, which is what its users know it by. */
const named = (code: string): [string, string] => [code, code.toUpperCase()]

export function form(catalogue: Catalogue, view: FormView): TemplateResult {
  const { messages: t, format, choice, cards, purchase, offer, balance, pay, payIn, showWays } = view
  const { packages: onSale, custom, moneyCurrencies, moneyCurrency, promotionCodes } = catalogue
  if (!onSale.length && !custom) return html`<p class="muted nothing">${t.nothingOnSale}</p>`
  const failed = purchase.error ?? choice.error
  return html`<form class="form" novalidate @submit=${pay}>
    ${
      moneyCurrencies.length > 1
        ? chooseFrom(t.money, moneyCurrency, moneyCurrencies.map(named), payIn)
        : nothing
    }
    ${packages(catalogue, { messages: t, format, choice })}
    ${summary({
      messages: t,
      format,
      offer,
      balance,
      busy: purchase.busy,
      failure: failed && t.failure(failed.code),
      promotionCodes,
      cards,
      showWays,
    })}
  </form>`
}
