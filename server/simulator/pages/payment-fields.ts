import type Stripe from 'stripe'
import { TEST_NUMBERS } from '../payments/test-numbers.ts'
import type { TestNumber } from '../payments/test-numbers.ts'
import { idOf } from '../payments/find.ts'
import type { World } from '../world.ts'
import type { Shown } from './checkout-view.ts'
import { html } from './html.ts'
import type { Markup } from './html.ts'

const METHOD_NAMES: Readonly<Record<string, string>> = {
  card: 'Card',
  us_bank_account: 'US bank account',
  sepa_debit: 'SEPA direct debit',
  bacs_debit: 'Bacs direct debit',
}

/** `4242424242424242` → `4242 4242 4242 4242` */
const spaced = (number: string): string =>
  /^\d{15,16}$/.test(number) ? number.replaceAll(/(.{4})(?=.)/g, '$1 ') : number

const numbersFor = (kind: string): TestNumber[] => TEST_NUMBERS.filter((known) => known.kind === kind)

/** The first of each kind is what the form is filled in with. */
const suggestion = (kind: string, shown: Shown): string =>
  shown.number !== undefined && (shown.method ?? 'card') === kind
    ? shown.number
    : (numbersFor(kind)[0]?.number ?? '')

const testNumberList = (kind: string, label: string): Markup =>
  html`<details class="tests" open>
    <summary>${label}</summary>
    <ul>
      ${numbersFor(kind).map(
        (known) =>
          html`<li>
            <a href="?method=${kind}&number=${known.number}"
              ><span>${known.label}</span> <code>${spaced(known.number)}</code></a
            >
          </li>`,
      )}
    </ul>
  </details>`

const cardFields = (shown: Shown, year: number): Markup => {
  const isWrong = shown.field === 'number'
  return html`<div class="method-fields" data-method="card">
    <div class="field">
      <label for="number">Card number</label>
      <input
        id="number"
        name="number"
        inputmode="numeric"
        autocomplete="off"
        list="test-cards"
        value="${spaced(suggestion('card', shown))}"
        ${isWrong ? html` aria-invalid="true"` : null}
      />
      <datalist id="test-cards">
        ${numbersFor('card').map((known) => html`<option value="${spaced(known.number)}">${known.label}</option>`)}
      </datalist>
    </div>
    <div class="pair">
      <div class="field">
        <label for="expiry">Expires</label
        ><input
          id="expiry"
          name="expiry"
          inputmode="numeric"
          autocomplete="off"
          value="12 / ${String(year).slice(2)}"
        />
      </div>
      <div class="field">
        <label for="cvc">Security code</label
        ><input id="cvc" name="cvc" inputmode="numeric" autocomplete="off" value="123" />
      </div>
    </div>
    ${testNumberList('card', 'Test cards')}
  </div>`
}

const debitFields = (kind: string, shown: Shown): Markup =>
  html`<div class="method-fields" data-method="${kind}">
    <div class="field">
      <label for="${kind}">${kind === 'sepa_debit' ? 'IBAN' : 'Account number'}</label>
      <input id="${kind}" name="${kind}" autocomplete="off" value="${suggestion(kind, shown)}" />
    </div>
    <p class="muted">Bank debits are not paid at once: they settle, or fail, a little later.</p>
    ${testNumberList(kind, 'Test accounts')}
  </div>`

const savedCards = (world: World, session: Stripe.Checkout.Session): Stripe.PaymentMethod[] => {
  const customer = idOf(session.customer)
  const filters: readonly string[] = session.saved_payment_method_options?.allow_redisplay_filters ?? [
    'always',
  ]
  return world.state.paymentMethods
    .newestFirst()
    .filter((method) => customer !== null && idOf(method.customer) === customer && method.card !== undefined)
    .filter((method) => filters.includes(method.allow_redisplay ?? 'unspecified'))
}

const methodChoice = (value: string, label: string, isChosen: boolean): Markup =>
  html`<label class="choice"
    ><input type="radio" name="method" value="${value}" ${isChosen ? html` checked` : null} />
    <span>${label}</span></label
  >`

/** The ways to pay that the session offers, saved cards first; each shows its fields when chosen. */
export const paymentFields = (world: World, session: Stripe.Checkout.Session, shown: Shown): Markup => {
  const saved = savedCards(world, session)
  const types = session.payment_method_types
  const chosen = shown.method ?? saved[0]?.id ?? types[0]
  const year = new Date(world.milliseconds()).getUTCFullYear() + 4
  const asks =
    session.saved_payment_method_options?.payment_method_save === 'enabled' && session.mode === 'payment'
  return html`<fieldset class="methods">
      <legend>Pay with</legend>
      ${saved.map((method) => methodChoice(method.id, `${method.card?.brand ?? 'Card'} ending in ${method.card?.last4 ?? ''}`, method.id === chosen))}
      ${types.map((type) => methodChoice(type, METHOD_NAMES[type] ?? type, type === chosen))}
      ${types.map((type) => (type === 'card' ? cardFields(shown, year) : debitFields(type, shown)))}
    </fieldset>
    ${asks ? html`<label class="check"><input type="checkbox" name="save" value="yes" /> <span>Save this card for next time</span></label>` : null}`
}

const COUNTRIES = [
  'AT',
  'AU',
  'BR',
  'CA',
  'CH',
  'DE',
  'ES',
  'FR',
  'GB',
  'IE',
  'IN',
  'IT',
  'JP',
  'NL',
  'NZ',
  'PL',
  'SE',
  'SG',
  'US',
]

/** What the session asks of a person besides the payment method: an e-mail address, a country for the tax. */
export const setupFields = (session: Stripe.Checkout.Session, customer: Stripe.Customer | null): Markup => {
  const email = customer?.email ?? session.customer_email
  const country = session.customer_details?.address?.country ?? 'US'
  const names = new Intl.DisplayNames('en', { type: 'region' })
  return html`${
    email
      ? html`<p class="muted payer">${email}</p>`
      : html`<div class="field">
          <label for="email">E-mail</label
          ><input id="email" name="email" type="email" autocomplete="off" value="customer@example.com" />
        </div>`
  }${
    session.automatic_tax.enabled || session.billing_address_collection === 'required'
      ? html`<div class="field">
          <label for="country">Country</label
          ><select id="country" name="country">
            ${COUNTRIES.map(
              (code) =>
                html`<option value="${code}" ${code === country ? html` selected` : null}>
                  ${names.of(code)}
                </option>`,
            )}
          </select>
        </div>`
      : null
  }`
}
