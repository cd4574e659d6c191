/** The choice, what it comes to, and the way to pay. */
import type { Amount, Catalogue } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { choice as chooseFrom } from '../foundation/choice.ts'
import { buying } from './parts.ts'
import type { Offer } from './choice.ts'
import { packages } from './packages.ts'
import type { PackagesView } from './packages.ts'
import { summary } from './summary.ts'
import type { SummaryView } from './summary.ts'

interface FormView extends PackagesView, Omit<SummaryView, 'promotionCodes'> {
  offer: Offer | undefined
  balance: Amount | undefined
  pay: (event: SubmitEvent) => void
  payIn: (moneyCurrency: string) => void
}

/** A currency of money by its code, which is what its users know it by. */
const named = (code: string): [string, string] => [code, code.toUpperCase()]

export function form(catalogue: Catalogue, view: FormView): TemplateResult {
  const { host, messages: t, pay, payIn } = view
  const want = (): void => buying.want(host)
  const { packages: onSale, custom, moneyCurrencies, moneyCurrency, promotionCodes } = catalogue
  if (!onSale.length && !custom) return html`<p class="muted nothing">${t.nothingOnSale}</p>`
  return html`<form class="form" novalidate @submit=${pay} @pointerenter=${want} @focusin=${want}>
    ${
      moneyCurrencies.length > 1
        ? chooseFrom(t.money, moneyCurrency, moneyCurrencies.map(named), payIn)
        : nothing
    }
    ${packages(catalogue, view)} ${summary({ ...view, promotionCodes })}
  </form>`
}
