import type { Stripe } from 'stripe'
import type { Payment, SavedCardRequest } from '../top-ups/index.ts'
import { callStripe, expectObject } from './errors.ts'
import { idOf, readReference, referenceMetadata } from './reference.ts'

const EXPAND = ['latest_charge']

export async function retrievePayment(stripe: Stripe, paymentId: string): Promise<Payment> {
  const intent = await callStripe(() => stripe.paymentIntents.retrieve(paymentId, { expand: EXPAND }))
  return readPayment(expectObject(intent, 'payment_intent'))
}

/** Charges a saved card while its owner is there: the bank may ask for a proof, for which there is a way back. */
export async function payWithSavedCard(stripe: Stripe, request: SavedCardRequest): Promise<Payment> {
  const parameters: Stripe.PaymentIntentCreateParams = {
    amount: Number(request.amount),
    currency: request.moneyCurrency,
    customer: request.paymentCustomer,
    payment_method: request.paymentMethod,
    description: request.description,
    metadata: referenceMetadata(request),
    confirm: true,
    automatic_payment_methods: { enabled: true },
    return_url: request.returnUrl,
    expand: EXPAND,
  }
  const { idempotencyKey } = request
  const intent = await callStripe(() => stripe.paymentIntents.create(parameters, { idempotencyKey }))
  return readPayment(expectObject(intent, 'payment_intent'))
}

/** How far back a lost payment is looked for. */
const MOST_LISTED = 100

export async function findPayment(
  stripe: Stripe,
  paymentCustomer: string,
  orderId: string,
): Promise<Payment | null> {
  const intents = await callStripe(() =>
    stripe.paymentIntents
      .list({ customer: paymentCustomer, limit: MOST_LISTED })
      .autoPagingToArray({ limit: MOST_LISTED }),
  )
  const found = intents.find((intent) => readReference(intent.metadata)?.orderId === orderId)
  return found ? await retrievePayment(stripe, found.id) : null
}

export async function cancelPayment(stripe: Stripe, paymentId: string): Promise<void> {
  if (isOver(await retrievePayment(stripe, paymentId))) return
  try {
    await callStripe(() => stripe.paymentIntents.cancel(paymentId))
  } catch (error) {
    // The customer may have confirmed it in between.
    if (!isOver(await retrievePayment(stripe, paymentId))) throw error
  }
}

function isOver({ status }: Payment): boolean {
  return status === 'succeeded' || status === 'canceled' || status === 'processing'
}

export async function* listSucceededPayments(stripe: Stripe, from: Date, to: Date): AsyncIterable<Payment> {
  const created = { gte: Math.floor(from.getTime() / 1000), lt: Math.ceil(to.getTime() / 1000) }
  const list = stripe.paymentIntents.list({ created, limit: 100, expand: ['data.latest_charge'] })
  for await (const intent of list) {
    if (intent.status === 'succeeded') yield readPayment(intent)
  }
}

export function readPayment(intent: Stripe.PaymentIntent): Payment {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const failure = intent.last_payment_error
  return {
    id: intent.id,
    livemode: intent.livemode,
    status: readStatus(intent.status),
    reference: readReference(intent.metadata),
    paymentCustomer: idOf(intent.customer),
    moneyCurrency: intent.currency,
    amount: BigInt(intent.amount),
    amountReceived: BigInt(intent.amount_received),
    reversed: charge !== null && (charge.refunded || charge.disputed || charge.amount_refunded > 0),
    receiptUrl: charge?.receipt_url ?? null,
    actionUrl: intent.next_action?.redirect_to_url?.url ?? null,
    failure: failure
      ? {
          code: failure.decline_code ?? failure.code ?? 'payment_failed',
          message: failure.message ?? 'The payment did not go through.',
        }
      : null,
  }
}

const KNOWN = ['succeeded', 'processing', 'requires_action', 'canceled'] as const

function readStatus(status: string): Payment['status'] {
  return KNOWN.find((known) => known === status) ?? 'requires_payment'
}
