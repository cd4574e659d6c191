import type Stripe from 'stripe'
import { couponOf } from '../checkout/totals.ts'
import { needsPayment } from '../checkout/complete.ts'
import { idOf } from '../payments/find.ts'
import { formatMoney } from '../state/money.ts'
import type { World } from '../world.ts'
import type { Page } from './document.ts'
import { notice } from './document.ts'
import { html } from './html.ts'
import type { Markup } from './html.ts'
import { isFramed, pathOf } from './place.ts'
import { paymentFields, setupFields } from './payment-fields.ts'

/** What a person had typed, and what was wrong with it. */
export interface Shown {
  error?: string
  /** Names the field that the error is about. */
  field?: string
  number?: string
  code?: string
  method?: string
}

const describe = (coupon: Stripe.Coupon | null, currency: string): string => {
  if (coupon === null) return 'Discount'
  const off =
    coupon.percent_off === null ? formatMoney(coupon.amount_off ?? 0, currency) : `${coupon.percent_off}%`
  return `${coupon.name ?? 'Discount'} (${off} off)`
}

const lineView = (line: Stripe.LineItem): Markup => {
  const unit = line.price?.unit_amount ?? null
  const detail = unit !== null && (line.quantity ?? 1) > 1 ? `${formatMoney(unit, line.currency)} each` : null
  const { adjustable_quantity: adjustable } = line
  return html`<li class="line">
    <div class="line-name">${line.description}${detail ? html`<small>${detail}</small>` : null}</div>
    <div class="line-amount">${formatMoney(line.amount_subtotal, line.currency)}</div>
    ${
      adjustable?.enabled
        ? html`<div class="line-quantity">
            <label for="quantity-${line.id}">Quantity</label>
            <input
              id="quantity-${line.id}"
              name="quantity[${line.id}]"
              type="number"
              inputmode="numeric"
              min="${Math.max(1, adjustable.minimum ?? 1)}"
              max="${adjustable.maximum ?? 99}"
              value="${line.quantity ?? 1}"
            />
          </div>`
        : (line.quantity ?? 1) > 1
          ? html`<div class="line-quantity">Quantity ${line.quantity}</div>`
          : null
    }
  </li>`
}

const row = (label: string, amount: string, isTotal = false): Markup =>
  html`<div class="${isTotal ? 'row total' : 'row'}">
    <dt>${label}</dt>
    <dd>${amount}</dd>
  </div>`

const totalsView = (world: World, session: Stripe.Checkout.Session): Markup => {
  const currency = session.currency ?? 'usd'
  const money = (amount: number | null | undefined): string => formatMoney(amount ?? 0, currency)
  const { amount_discount: discount = 0, amount_tax: tax = 0 } = session.total_details ?? {}
  const isWaiting = session.automatic_tax.status === 'requires_location_inputs'
  const isSplit = discount > 0 || tax > 0 || isWaiting
  return html`<dl class="totals">
    ${isSplit ? row('Subtotal', money(session.amount_subtotal)) : null}
    ${discount > 0 ? row(describe(couponOf(world, session), currency), `−${money(discount)}`) : null}
    ${isWaiting ? row('Tax', 'Enter your country') : tax > 0 ? row(`Tax (${world.settings.taxPercent}%)`, money(tax)) : null}
    ${row('Total due', money(session.amount_total), true)}
  </dl>`
}

const codeView = (session: Stripe.Checkout.Session, shown: Shown): Markup | null => {
  if (!session.allow_promotion_codes) return null
  const isWrong = shown.field === 'code'
  if (session.discounts?.length) {
    return html`<button class="secondary" name="action" value="remove_code">
      Remove the promotion code
    </button>`
  }
  return html`<div class="field">
    <label for="code">Promotion code</label>
    <div class="joined">
      <input
        id="code"
        name="code"
        autocomplete="off"
        autocapitalize="characters"
        value="${shown.code ?? ''}"
        ${isWrong ? html` aria-invalid="true" aria-describedby="code-error"` : null}
      />
      <button class="secondary" name="action" value="apply">Apply</button>
    </div>
    ${isWrong ? html`<p class="error" id="code-error">${shown.error}</p>` : null}
  </div>`
}

const orderView = (world: World, session: Stripe.Checkout.Session, action: string, shown: Shown): Markup => {
  const lines = world.state.sessionDetails.get(session.id)?.lines ?? []
  const isAdjustable = lines.some((line) => line.adjustable_quantity?.enabled)
  return html`<section class="card order" aria-labelledby="order-title">
    <h1 id="order-title">${session.mode === 'setup' ? 'Save a payment method' : 'Your order'}</h1>
    ${
      session.mode === 'setup'
        ? html`<p class="muted">Nothing is charged now.</p>`
        : html`<p class="amount">${formatMoney(session.amount_total ?? 0, session.currency ?? 'usd')}</p>
            <form method="post" action="${action}/order">
              <ul class="lines">
                ${lines.map(lineView)}
              </ul>
              ${isAdjustable ? html`<button class="secondary" name="action" value="quantities">Update quantities</button>` : null}
              ${codeView(session, shown)}
            </form>
            ${totalsView(world, session)}`
    }
    ${session.cancel_url ? html`<p class="back"><a href="${session.cancel_url}" rel="noreferrer">← Back without paying</a></p>` : null}
  </section>`
}

/** The page on which a person pays a session. */
export const checkoutPage = (world: World, session: Stripe.Checkout.Session, shown: Shown = {}): Page => {
  const action = pathOf(session)
  const amount = formatMoney(session.amount_total ?? 0, session.currency ?? 'usd')
  const customer = world.state.customers.get(idOf(session.customer) ?? '')
  const fields =
    session.mode === 'setup' || needsPayment(session)
      ? paymentFields(world, session, shown)
      : html`<p>Nothing is due. Confirm to complete your order.</p>`
  const label = session.mode === 'setup' ? 'Save' : needsPayment(session) ? `Pay ${amount}` : 'Complete order'
  const error = shown.error && shown.field !== 'code' ? shown.error : null
  return {
    title: `${label} · Stripe simulator`,
    isEmbedded: isFramed(session),
    leadsToShop: true,
    body: html`<main>
      ${notice}
      <div class="columns">
        ${orderView(world, session, action, shown)}
        <section class="card pay" aria-labelledby="pay-title">
          <h2 id="pay-title">${session.mode === 'setup' ? 'Your payment method' : 'Payment'}</h2>
          ${error ? html`<p class="alert" role="alert">${error}</p>` : null}
          <form method="post" action="${action}" novalidate>
            ${setupFields(session, customer && !customer.deleted ? customer : null)} ${fields}
            <button class="primary" name="action" value="pay">${label}</button>
          </form>
        </section>
      </div>
    </main>`,
  }
}
