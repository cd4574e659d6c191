/** The ways to pay, where cards are saved: each of them, and the payment page. */
import type { PaymentMethod } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from '../../foundation/credit-element.ts'
import { formatFor } from '../../foundation/format/format.ts'
import type { Format } from '../../foundation/format/format.ts'
import { enBuying } from '../../foundation/localize/en/later/top-up.ts'
import { cardName, DOTS, isExpired, readable } from '../card.ts'
import { ANOTHER } from '../cards-controller.ts'
import type { CardsController } from '../cards-controller.ts'
import { CardRemoval } from './card-removal.ts'

interface WaysView {
  messages: typeof enBuying
  format: Format
  cards: CardsController
  removal: CardRemoval
}

export function waysToPay(host: CreditElement, cards: CardsController): TemplateResult {
  const t = host.scope.messages('topUp', enBuying)
  const removal = (cards.removal ??= new CardRemoval(host, cards))
  const view = { messages: t, format: formatFor(host.scope.locale), cards, removal }
  const { error } = removal
  return html`<fieldset class="ways" part="ways">
    <legend class="muted" tabindex="-1">${t.payWay}</legend>
    ${cards.saved.map((card) => saved(card, view))}
    <label class="way">${radio(ANOTHER, view)}<span>${t.another}</span></label>
    ${error ? html`<p class="failure bad" role="alert">${t.removeFailed(error.code)}</p>` : nothing}
  </fieldset>`
}

function radio(id: string, { cards }: WaysView, disabled = false): TemplateResult {
  return html`<input
    type="radio"
    name="way"
    .value=${id}
    ?disabled=${disabled}
    .checked=${(cards.chosen?.id ?? ANOTHER) === id}
    @change=${() => cards.choose(id)}
  />`
}

function saved(card: PaymentMethod, view: WaysView): TemplateResult {
  const { messages: t, format: f, cards } = view
  const { id, expiryYear, expiryMonth } = card
  const expired = isExpired(card)
  const until = f.dateTime(new Date(expiryYear, expiryMonth - 1), { year: 'numeric', month: '2-digit' })
  return html`<div class="way">
    <label>
      ${radio(id, view, expired)}
      <span class="name"
        >${readable(cardName(card))} <span class="faint">${t.cardExpiry(until, expired)}</span></span
      >
    </label>
    ${cards.removable ? removeButton(card, view) : nothing}
  </div>`
}

function removeButton(card: PaymentMethod, { messages: t, removal }: WaysView): TemplateResult {
  const asks = removal.asking === card.id
  return html`<button
    class="link ${asks ? 'sure' : ''}"
    type="button"
    aria-label="${asks ? `${t.removeSure} ` : ''}${t.remove}: ${cardName(card).replace(DOTS, '')}"
    @click=${() => void removal.press(card.id)}
    @blur=${asks ? removal.keep : nothing}
  >
    ${asks ? t.removeSure : t.remove}
  </button>`
}
