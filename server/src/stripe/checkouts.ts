import type { Stripe } from 'stripe'
import type { Checkout, CheckoutLine, CheckoutRequest } from '../top-ups/index.ts'
import { callStripe, expectObject } from './errors.ts'
import { readPayment } from './payments.ts'
import { idOf, readReference, referenceMetadata } from './reference.ts'

const EXPAND = ['line_items', 'payment_intent.latest_charge', 'invoice']

/** How far back a lost page is looked for: a customer has few. */
const MOST_LISTED = 100

export async function createCheckout(stripe: Stripe, request: CheckoutRequest): Promise<Checkout> {
  const session = await callStripe(() =>
    stripe.checkout.sessions.create(sessionParameters(request), { idempotencyKey: request.idempotencyKey }),
  )
  return readCheckout(expectObject(session, 'checkout.session'))
}

export async function retrieveCheckout(stripe: Stripe, sessionId: string): Promise<Checkout> {
  const session = await callStripe(() => stripe.checkout.sessions.retrieve(sessionId, { expand: EXPAND }))
  return readCheckout(expectObject(session, 'checkout.session'))
}

export async function findCheckout(
  stripe: Stripe,
  paymentCustomer: string,
  orderId: string,
): Promise<Checkout | null> {
  const sessions = await callStripe(() =>
    stripe.checkout.sessions.list({ customer: paymentCustomer, limit: MOST_LISTED }).autoPagingToArray({
      limit: MOST_LISTED,
    }),
  )
  const ofOrder = sessions.filter((session) => session.client_reference_id === orderId)
  const best =
    ofOrder.find(({ status }) => status === 'complete') ?? ofOrder.find(({ status }) => status === 'open')
  const found = best ?? ofOrder[0]
  return found ? await retrieveCheckout(stripe, found.id) : null
}

export async function expireCheckout(stripe: Stripe, sessionId: string): Promise<void> {
  const session = await callStripe(() => stripe.checkout.sessions.retrieve(sessionId))
  if (expectObject(session, 'checkout.session').status !== 'open') return
  try {
    await stripe.checkout.sessions.expire(sessionId)
  } catch (error) {
    // It may have been paid or have expired in between: both are an end.
    const { status } = await callStripe(() => stripe.checkout.sessions.retrieve(sessionId))
    if (status === 'open')
      await callStripe(() => Promise.reject(error instanceof Error ? error : new Error('expire')))
  }
}

function sessionParameters(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = referenceMetadata(request)
  return {
    mode: 'payment',
    customer: request.paymentCustomer,
    client_reference_id: request.orderId,
    line_items: [lineItem(request)],
    metadata,
    // Again on the payment: refunds and disputes find their way back by it.
    payment_intent_data: { metadata },
    invoice_creation: { enabled: request.invoice },
    // The money of the order is the money that is paid.
    adaptive_pricing: { enabled: false },
    allow_promotion_codes: request.promotionCodes,
    automatic_tax: { enabled: request.automaticTax },
    ...(request.automaticTax && { customer_update: { address: 'auto', name: 'auto' } }),
    // The customer is asked on the page, and the card is kept only on a yes.
    saved_payment_method_options: { payment_method_save: 'enabled' },
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
    ...pages(request),
  }
}

function lineItem(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    price_data: {
      currency: request.moneyCurrency,
      unit_amount: Number(request.unitAmount),
      product_data: { name: request.name },
    },
    quantity: 1,
    ...(request.maximumQuantity > 1 && {
      adjustable_quantity: { enabled: true, minimum: 1, maximum: request.maximumQuantity },
    }),
  }
}

function pages(request: CheckoutRequest): Partial<Stripe.Checkout.SessionCreateParams> {
  if (request.mode === 'embedded') {
    return { ui_mode: 'embedded_page', redirect_on_completion: 'if_required', return_url: request.returnUrl }
  }
  return { ui_mode: 'hosted_page', success_url: request.returnUrl, cancel_url: request.cancelUrl }
}

function readCheckout(session: Stripe.Checkout.Session): Checkout {
  const reference = readReference(session.metadata)
  const payment = typeof session.payment_intent === 'object' ? session.payment_intent : null
  const invoice = typeof session.invoice === 'object' ? session.invoice : null
  const read = payment && readPayment(payment)
  return {
    id: session.id,
    livemode: session.livemode,
    status: readStatus(session),
    paymentStatus: readPaymentStatus(session),
    url: session.url,
    clientSecret: session.client_secret,
    expiresAt: new Date(session.expires_at * 1000),
    // Both say the same on a page that we made.
    reference: reference?.orderId === session.client_reference_id ? reference : null,
    paymentCustomer: idOf(session.customer),
    moneyCurrency: session.currency ?? '',
    amountSubtotal: BigInt(session.amount_subtotal ?? 0),
    amountTotal: BigInt(session.amount_total ?? 0),
    amountTax: BigInt(session.total_details?.amount_tax ?? 0),
    lines: session.line_items?.data.map(readLine) ?? [],
    payment: read,
    receiptUrl: invoice?.hosted_invoice_url ?? read?.receiptUrl ?? null,
  }
}

function readLine(line: Stripe.LineItem): CheckoutLine {
  return {
    unitAmount: BigInt(line.price?.unit_amount ?? -1),
    moneyCurrency: line.currency,
    quantity: line.quantity ?? 0,
    amountSubtotal: BigInt(line.amount_subtotal),
  }
}

const SETTLED = ['complete', 'expired'] as const
const PAID = ['paid', 'no_payment_required'] as const

// A word that Stripe may add one day must not become a grant: what is not known to be over is open, and what is
// not known to be paid is unpaid.
function readStatus(session: Stripe.Checkout.Session): Checkout['status'] {
  return SETTLED.find((known) => known === session.status) ?? 'open'
}

function readPaymentStatus(session: Stripe.Checkout.Session): Checkout['paymentStatus'] {
  return PAID.find((known) => known === session.payment_status) ?? 'unpaid'
}
