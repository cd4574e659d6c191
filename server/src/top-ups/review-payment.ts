import type pg from 'pg'
import { applyPayment } from './apply-payment.ts'
import type { Context } from './context.ts'
import { fulfilIn, type Outcome } from './fulfil.ts'
import { GatewayError } from './gateway.ts'
import { findKeyByPayment, findOrder, lockOrder, type OrderKey } from './orders.ts'
import { findPaymentCustomer } from './payment-customer.ts'
import { takeBack } from './take-back.ts'

/**
 * Brings the order of a payment to where Stripe says that the payment is, whether it was made on a payment page
 * or with a saved card. Any number of times, as `fulfil`.
 */
export async function settlePaymentIn(
  context: Context,
  client: pg.PoolClient,
  paymentId: string,
  cause: string,
): Promise<Outcome> {
  const key = (await findKeyByPayment(client, paymentId)) ?? (await readReference(context, paymentId))
  const order = key && (await findOrder(client, key))
  if (!order) return { kind: 'set_aside', reason: 'No order of ours belongs to this payment.' }
  if (order.checkoutMode === 'saved_card') return await settleCard(context, client, order, paymentId, cause)
  const sessionId = order.sessionId ?? (await findSession(context, client, order))
  if (sessionId === null) return { kind: 'set_aside', reason: `The order ${order.id} has no payment page.` }
  return await fulfilIn(context, client, sessionId, cause)
}

/**
 * For what happens to a payment after it was made: a refund, a dispute, and the end of either. Grants first where
 * that is still to do, in the same transaction, so that nothing is ever taken back before it was given.
 */
export async function reviewPaymentIn(
  context: Context,
  client: pg.PoolClient,
  paymentId: string,
  cause: string,
): Promise<Outcome> {
  const outcome = await settlePaymentIn(context, client, paymentId, cause)
  // Not paid yet, or not by this payment: then there is nothing of it to take back.
  if (outcome.kind === 'set_aside' || outcome.order.paymentId !== paymentId) return outcome
  return { kind: 'settled', order: await takeBack(context, client, outcome.order, cause) }
}

async function settleCard(
  context: Context,
  client: pg.PoolClient,
  key: OrderKey,
  paymentId: string,
  cause: string,
): Promise<Outcome> {
  const order = await lockOrder(client, key)
  if (!order) return { kind: 'set_aside', reason: 'The order is not there any more.' }
  const payment = await context.gateway.retrievePayment(paymentId)
  return await applyPayment(context, client, order, payment, cause)
}

async function readReference(context: Context, paymentId: string): Promise<OrderKey | null> {
  try {
    const { reference } = await context.gateway.retrievePayment(paymentId)
    return reference && { customer: reference.customer, id: reference.orderId }
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'not_found') return null
    throw error
  }
}

/** For an order whose page was made without our hearing of it. */
async function findSession(context: Context, client: pg.PoolClient, order: OrderKey): Promise<string | null> {
  const counterpart = await findPaymentCustomer(client, order.customer, context.gateway.livemode)
  if (!counterpart?.paymentCustomer) return null
  return (await context.gateway.findCheckout(counterpart.paymentCustomer, order.id))?.id ?? null
}
