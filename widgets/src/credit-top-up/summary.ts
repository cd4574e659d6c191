/** What it comes to, and the button that pays. */
import type { Amount, PaymentMethod } from '@creditkit/sdk'
import { html, nothing, svg } from 'lit'
import type { TemplateResult } from 'lit'
import { add } from '../foundation/format/arithmetic.ts'
import type { CreditElement } from '../foundation/credit-element.ts'
import type { Format } from '../foundation/format/format.ts'
import { renderLater } from '../foundation/later.ts'
import type { enTopUp } from '../foundation/localize/en/top-up.ts'
import { buying } from './parts.ts'
import { cardName, DOTS, readable } from './card.ts'
import type { CardsController } from './cards-controller.ts'
import type { Offer } from './choice.ts'

const lock = svg`<rect x="3.2" y="7" width="9.6" height="6.6" rx="1.6"/><path d="M5.3 7V5a2.7 2.7 0 0 1 5.4 0v2"/>`

export interface SummaryView {
  host: CreditElement
  messages: typeof enTopUp
  format: Format
  offer: Offer | undefined
  balance: Amount | undefined
  /** The payment page is on its way. */
  busy: boolean
  /** What went wrong, as the customer is told. */
  failure: string | undefined
  promotionCodes: boolean
  cards: CardsController
  /** Shows all ways to pay. */
  showWays: () => void
}

const line = (name: string, value: unknown): TemplateResult =>
  html`<div class="row muted">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`

export function summary(view: SummaryView): TemplateResult {
  const { host, messages: t, format: f, offer, balance, busy, failure, cards } = view
  const price = offer?.price
  const card = cards.chosen
  return html`<div class="summary" part="summary">
    <dl>
      ${line(
        t.newBalance,
        offer && balance !== undefined ? f.credits(add(balance, offer.totalCredits)) : '–',
      )}
      ${offer?.saving ? line(t.youSave, f.money(offer.saving)) : nothing}
      <div class="row total" part="total">
        <dt>${t.total}</dt>
        <dd aria-busy=${offer !== undefined && !price}>${price ? f.money(price) : '–'}</dd>
      </div>
    </dl>
    ${
      cards.open && cards.saved.length
        ? renderLater(
            host,
            buying,
            ({ waysToPay }) => waysToPay(host, cards),
            () => waysBones(cards),
          )
        : nothing
    }
    ${failure ? html`<p class="failure bad" role="alert" part="error">${failure}</p>` : nothing}
    <button
      class="button wide"
      part="pay"
      type="submit"
      aria-disabled=${busy || (offer !== undefined && !price)}
    >
      ${busy ? (card ? t.paying : t.opening) : readable(payLabel(price && f.money(price), card, t))}
    </button>
    ${
      cards.open || !cards.saved.length
        ? nothing
        : html`<p class="small-print other-way">
            <button class="link" type="button" @click=${view.showWays}>
              ${card ? t.otherWay : t.savedCards}
            </button>
          </p>`
    }
    <p class="small-print faint">
      <span><svg viewBox="0 0 16 16" aria-hidden="true">${lock}</svg>${t.secure}</span>
      ${offer ? html`<span>${validity(offer, t, f)}</span>` : nothing}
      ${view.promotionCodes && !card ? html`<span>${t.promotion}</span>` : nothing}
    </p>
  </div>`
}

/** As many lines as there are ways, and the heading. */
const waysBones = ({ saved }: CardsController): TemplateResult =>
  html`<div class="ways">${[...saved, 0, 0].map(() => html`<p class="way">${DOTS}</p>`)}</div>`

function payLabel(price: string | undefined, card: PaymentMethod | undefined, t: typeof enTopUp): string {
  if (!price) return t.payNothing
  return card ? t.payWith(price, cardName(card)) : t.pay(price)
}

function validity({ validDays, validUntil }: Offer, t: typeof enTopUp, f: Format): string {
  if (validUntil) return t.validUntil(f.date(validUntil))
  return validDays === undefined ? '' : t.validFor(validDays, f)
}
