import type Stripe from 'stripe'
import { createCustomer } from '../customers/customers.ts'
import { createInvoice } from '../invoices/invoice-object.ts'
import { attemptPayment } from '../payments/attempt.ts'
import type { Decline } from '../payments/attempt.ts'
import { idOf } from '../payments/find.ts'
import { createIntent } from '../payments/intent-object.ts'
import { pathOf } from '../pages/place.ts'
import type { World } from '../world.ts'
import { couponOf } from './totals.ts'

/** Who pays, as far as the page asked. */
export interface Person {
  email?: string | null
  name?: string | null
  country?: string | null
}

/** What a person gives on the payment page. */
export interface PaymentChoice extends Person {
  method: Stripe.PaymentMethod
  /** Keep the method for later. */
  saves: boolean
}

/** How a payment on the page went. */
export type PaymentOutcome =
  | { type: 'complete' }
  | { type: 'action'; url: string }
  | { type: 'declined'; decline: Decline }

const customerFor = (
  world: World,
  session: Stripe.Checkout.Session,
  choice: PaymentChoice,
): string | null => {
  const known = idOf(session.customer)
  if (known !== null) return known
  if (session.customer_creation !== 'always' && !session.invoice_creation?.enabled) return null
  const email = choice.email ?? session.customer_email
  const customer = createCustomer(world, {
    ...(email ? { email } : {}),
    ...(choice.name ? { name: choice.name } : {}),
  })
  session.customer = customer.id
  return customer.id
}

const recordDetails = (session: Stripe.Checkout.Session, choice: Person): void => {
  const country = choice.country ?? session.customer_details?.address?.country ?? null
  session.customer_details = {
    address: { city: null, country, line1: null, line2: null, postal_code: null, state: null },
    business_name: null,
    email: choice.email ?? session.customer_details?.email ?? session.customer_email,
    individual_name: null,
    name: choice.name ?? session.customer_details?.name ?? null,
    phone: session.customer_details?.phone ?? null,
    tax_exempt: 'none',
    tax_ids: [],
  }
}

const intentFor = (
  world: World,
  session: Stripe.Checkout.Session,
  customer: string | null,
  saves: boolean,
): Stripe.PaymentIntent => {
  const data = world.state.sessionDetails.get(session.id)?.intent ?? {}
  const existing = world.state.paymentIntents.get(idOf(session.payment_intent) ?? '')
  const future = data.setup_future_usage ?? (saves ? 'on_session' : null)
  if (existing) {
    existing.amount = session.amount_total ?? 0
    existing.setup_future_usage = future
    return existing
  }
  const intent = createIntent(world, {
    amount: session.amount_total ?? 0,
    currency: session.currency ?? 'usd',
    customer,
    description: data.description ?? null,
    metadata: { ...(data.metadata as Stripe.Metadata | undefined) },
    payment_method_types: session.payment_method_types,
    receipt_email: data.receipt_email ?? null,
    setup_future_usage: future,
    statement_descriptor: data.statement_descriptor ?? null,
    statement_descriptor_suffix: data.statement_descriptor_suffix ?? null,
  })
  session.payment_intent = intent.id
  return intent
}

/** Whether there is anything to pay for, as opposed to a total of nothing. */
export const needsPayment = (session: Stripe.Checkout.Session): boolean =>
  session.mode === 'payment' && (session.amount_total ?? 0) > 0

/** Pays an open session as its page does. The session has its final quantities, discount and tax by now. */
export const paySession = (
  world: World,
  session: Stripe.Checkout.Session,
  choice: PaymentChoice,
): PaymentOutcome => {
  recordDetails(session, choice)
  const customer = customerFor(world, session, choice)
  if (choice.saves) choice.method.allow_redisplay = 'always'
  const intent = intentFor(world, session, customer, choice.saves)
  const decline = attemptPayment(world, intent, choice.method, {
    isOffSession: false,
    returnUrl: `${world.settings.baseUrl}${pathOf(session)}/authenticated`,
  })
  return closeAfterAttempt(world, session, intent, decline)
}

/** What becomes of the session after its payment was attempted, or the bank's question was answered. */
export const closeAfterAttempt = (
  world: World,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  decline: Decline | null,
): PaymentOutcome => {
  if (decline) {
    const details = world.state.sessionDetails.get(session.id)
    if (details) details.declines += 1
    return { type: 'declined', decline }
  }
  if (intent.status === 'requires_action') {
    return { type: 'action', url: intent.next_action?.redirect_to_url?.url ?? '' }
  }
  completeSession(world, session, intent.status === 'succeeded' ? 'paid' : 'unpaid')
  return { type: 'complete' }
}

/** Closes a session on which nothing is due. */
export const completeWithoutPayment = (
  world: World,
  session: Stripe.Checkout.Session,
  person: Person,
): void => {
  recordDetails(session, person)
  completeSession(world, session, 'no_payment_required')
}

/** Closes a session in `setup` mode whose method is saved. */
export const closeSetup = (world: World, session: Stripe.Checkout.Session, person: Person): void => {
  recordDetails(session, person)
  completeSession(world, session, 'no_payment_required')
}

const completeSession = (
  world: World,
  session: Stripe.Checkout.Session,
  status: Stripe.Checkout.Session['payment_status'],
): void => {
  session.status = 'complete'
  session.payment_status = status
  session.url = null
  countRedemption(world, session)
  if (status === 'paid') invoiceFor(world, session)
  world.emit('checkout.session.completed', session)
}

const countRedemption = (world: World, session: Stripe.Checkout.Session): void => {
  const coupon = couponOf(world, session)
  if (coupon) coupon.times_redeemed += 1
  const code = world.state.promotionCodes.get(idOf(session.discounts?.[0]?.promotion_code) ?? '')
  if (code) code.times_redeemed += 1
}

const invoiceFor = (world: World, session: Stripe.Checkout.Session): void => {
  if (session.invoice_creation?.enabled) session.invoice = createInvoice(world, session).id
}

/** A bank debit of a session has settled or failed. Does nothing for payments without a session. */
export const closeAsynchronously = (world: World, intent: Stripe.PaymentIntent): void => {
  const session = world.state.sessions.all().find((candidate) => idOf(candidate.payment_intent) === intent.id)
  if (!session) return
  if (intent.status === 'succeeded') {
    session.payment_status = 'paid'
    invoiceFor(world, session)
    world.emit('checkout.session.async_payment_succeeded', session)
  } else {
    world.emit('checkout.session.async_payment_failed', session)
  }
}
