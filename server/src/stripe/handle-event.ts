import type pg from 'pg'
import type { Stripe } from 'stripe'
import type { Outcome, Settlement } from '../top-ups/index.ts'
import { isHandled } from './event-types.ts'
import { idOf } from './reference.ts'

/** null: applied. A text: why it was set aside. */
export type Handling = string | null

/**
 * Applies one event within the worker's transaction. The event only says what to look at; what is applied is
 * what Stripe says of it now, so order, repetition and age of events do not matter.
 */
export async function handleEvent(
  settlement: Settlement,
  client: pg.PoolClient,
  event: Stripe.Event,
): Promise<Handling> {
  if (!isHandled(event.type)) return null
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired':
      return handled(await settlement.fulfil(event.data.object.id, 'webhook', client))
    case 'payment_intent.succeeded':
    case 'payment_intent.requires_action':
      return handled(await settlement.settlePayment(event.data.object.id, 'webhook', client))
    case 'payment_intent.payment_failed':
      return handled(await settlement.countDecline(event.data.object.id, 'webhook', client))
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refunded':
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed':
    case 'charge.dispute.funds_withdrawn':
    case 'charge.dispute.funds_reinstated':
    case 'radar.early_fraud_warning.created':
      return await reviewPayment(settlement, client, idOf(event.data.object.payment_intent))
    case 'customer.deleted':
      await settlement.forgetCustomer(event.data.object.id, client)
      return null
    // Saved cards are read from Stripe each time: nothing of ours is to change.
    case 'payment_method.detached':
      return null
    default:
      return null
  }
}

async function reviewPayment(
  settlement: Settlement,
  client: pg.PoolClient,
  paymentId: string | null,
): Promise<Handling> {
  if (paymentId === null) return 'It names no payment.'
  return handled(await settlement.reviewPayment(paymentId, 'webhook', client))
}

function handled(outcome: Outcome): Handling {
  return outcome.kind === 'set_aside' ? outcome.reason : null
}
