import type Stripe from 'stripe'
import { completeWithoutPayment, needsPayment, paySession } from '../checkout/complete.ts'
import type { PaymentOutcome, Person } from '../checkout/complete.ts'
import { checkTotal } from '../checkout/create.ts'
import { findCode } from '../checkout/discounts.ts'
import { saveForSetup } from '../checkout/setup.ts'
import { updateTotals } from '../checkout/totals.ts'
import { setQuantity } from '../checkout/update.ts'
import { Refusal } from '../http/errors.ts'
import type { FormFields } from '../http/forms.ts'
import { idOf } from '../payments/find.ts'
import { createPaymentMethod } from '../payments/payment-method-object.ts'
import { findTestNumber } from '../payments/test-numbers.ts'
import type { World } from '../world.ts'
import type { Shown } from './checkout-view.ts'

const text = (fields: FormFields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** Applies the code or the quantities that were typed. Returns what was wrong with them. */
export const changeOrder = (world: World, session: Stripe.Checkout.Session, fields: FormFields): Shown => {
  const lines = world.state.sessionDetails.get(session.id)?.lines ?? []
  const before = { discounts: session.discounts, quantities: lines.map((line) => line.quantity) }
  // Enter in the field of the code presses the form's first button, which may be that of the quantities.
  const isCode = text(fields, 'action') === 'apply' || text(fields, 'code') !== ''
  try {
    if (text(fields, 'action') === 'remove_code') session.discounts = []
    if (isCode) {
      const code = findCode(world, text(fields, 'code'), idOf(session.customer))
      if (!code || !session.allow_promotion_codes)
        return { error: 'This code is not valid.', field: 'code', code: text(fields, 'code') }
      session.discounts = [{ coupon: idOf(code.promotion.coupon), promotion_code: code.id }]
    }
    const { quantity: quantities = {} } = fields
    for (const line of lines) {
      const typed = typeof quantities === 'object' ? quantities[line.id] : undefined
      if (typed !== undefined && line.adjustable_quantity?.enabled)
        setQuantity(line, Number(typed), 'quantity')
    }
    updateTotals(world, session, lines)
    checkTotal(session)
    return {}
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    session.discounts = before.discounts
    lines.forEach((line, index) => {
      line.quantity = before.quantities[index] ?? null
    })
    updateTotals(world, session, lines)
    return { error: error.body.message, field: isCode ? 'code' : 'quantity' }
  }
}

const cardProblem = (fields: FormFields, now: Date): Shown | null => {
  const number = text(fields, 'number')
  const [month = '', year = ''] = text(fields, 'expiry')
    .split('/')
    .map((part) => part.trim())
  if (findTestNumber(number)?.kind !== 'card') {
    return {
      error: 'Your card number is not a test card. Choose one from the list.',
      field: 'number',
      number,
    }
  }
  if (!/^\d{1,2}$/.test(month) || Number(month) < 1 || Number(month) > 12 || !/^(\d{2}|\d{4})$/.test(year)) {
    return {
      error: "Your card's expiration date is incomplete. Write it as 12 / 34.",
      field: 'expiry',
      number,
    }
  }
  const full = Number(year) < 100 ? 2000 + Number(year) : Number(year)
  if (full < now.getUTCFullYear())
    return { error: "Your card's expiration year is in the past.", field: 'expiry', number }
  if (!/^\d{3,4}$/.test(text(fields, 'cvc')))
    return { error: "Your card's security code is incomplete.", field: 'cvc', number }
  return null
}

const personOf = (fields: FormFields): Person => ({
  email: text(fields, 'email') || null,
  country: text(fields, 'country') || null,
})

/** The method that was chosen: a saved one, or a new one from what was typed. */
const methodOf = (
  world: World,
  session: Stripe.Checkout.Session,
  fields: FormFields,
): Stripe.PaymentMethod | Shown => {
  const choice = text(fields, 'method') || 'card'
  const saved = world.state.paymentMethods.get(choice)
  if (saved && idOf(saved.customer) !== null && idOf(saved.customer) === idOf(session.customer)) return saved
  if (!session.payment_method_types.includes(choice))
    return { error: 'Choose how you want to pay.', field: 'method' }
  const person = personOf(fields)
  const customer = world.state.customers.get(idOf(session.customer) ?? '')
  const known = customer && !customer.deleted ? customer : null
  const billing = {
    email: person.email ?? known?.email ?? null,
    name: known?.name ?? null,
    address: {
      city: null,
      country: person.country ?? 'US',
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    },
  }
  if (choice === 'card') {
    const problem = cardProblem(fields, new Date(world.milliseconds()))
    if (problem) return { ...problem, method: 'card' }
  }
  const number = text(fields, choice === 'card' ? 'number' : choice)
  const test = findTestNumber(number)
  if (test?.kind !== choice)
    return {
      error: 'This is not a test account. Choose one from the list.',
      field: choice,
      method: choice,
      number,
    }
  const [month, year] = text(fields, 'expiry')
    .split('/')
    .map((part) => Number(part.trim()))
  return createPaymentMethod(world, test, {
    billing,
    ...(choice === 'card' && month && year ? { month, year: year < 100 ? 2000 + year : year } : {}),
    allowRedisplay: 'limited',
  })
}

/** Pays the session with what was typed. What was wrong with it is returned to be shown. */
export const submitPayment = (
  world: World,
  session: Stripe.Checkout.Session,
  fields: FormFields,
): PaymentOutcome | Shown => {
  const lines = world.state.sessionDetails.get(session.id)?.lines ?? []
  const person = personOf(fields)
  if (session.automatic_tax.enabled && session.automatic_tax.status !== 'complete') {
    if (!person.country)
      return { error: 'Choose your country, so that the tax can be worked out.', field: 'country' }
    session.automatic_tax.status = 'complete'
    updateTotals(world, session, lines)
    return { error: 'The tax has been added. Please check the new total and pay.', field: 'country' }
  }
  if (session.mode === 'payment' && !needsPayment(session)) {
    completeWithoutPayment(world, session, person)
    return { type: 'complete' }
  }
  const method = methodOf(world, session, fields)
  if (!('object' in method)) return method
  if (session.mode === 'setup') return saveForSetup(world, session, method, person)
  return paySession(world, session, {
    ...person,
    method,
    saves: method.type === 'card' && text(fields, 'save') === 'yes',
  })
}
