import type pg from 'pg'
import { applyPayment } from './apply-payment.ts'
import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { GatewayError, type Payment } from './gateway.ts'
import { attempt, nextAttempt, RETURN_PATH, unavailable } from './open-checkout.ts'
import { lockOrder, type OrderRow } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { findPaymentCustomer } from './payment-customer.ts'
import { settlePaymentIn } from './review-payment.ts'

/**
 * One click: charges the saved card of an order that has no payment yet. The customer is there, so where the
 * bank asks for a proof the order gets the address to give it at.
 *
 * @throws TopUpError `stripe_unavailable` when there is no answer; the same click again asks under the same key
 */
export async function payWithSavedCard(context: Context, order: OrderRow): Promise<OrderRow> {
  const counterpart = await findPaymentCustomer(context.pool, order.customer, order.livemode)
  const paymentCustomer = counterpart?.paymentCustomer
  if (!paymentCustomer || order.paymentMethod === null) throw noCard()
  const { paymentMethod } = order
  try {
    const payment = await context.gateway.payWithSavedCard({
      customer: order.customer,
      orderId: order.id,
      paymentCustomer,
      paymentMethod,
      amount: order.price,
      moneyCurrency: order.moneyCurrency,
      description: order.packageName ?? 'Credits',
      returnUrl: `${context.publicUrl}${RETURN_PATH}`,
      idempotencyKey: `order:${order.id}:${order.attempt}`,
    })
    return await record(context, order, payment)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    return await recover(context, order, paymentCustomer, error)
  }
}

async function recover(
  context: Context,
  order: OrderRow,
  paymentCustomer: string,
  error: GatewayError,
): Promise<OrderRow> {
  // A decline, like an answer that was lost, has left a payment behind: that one says what became of it.
  const found = await context.gateway.findPayment(paymentCustomer, order.id).catch(() => undefined)
  if (found) return await record(context, order, found)
  if (error.code === 'unavailable') {
    // As for a payment page: another key only because we know that nothing was charged under this one.
    if (found === null && error.keySpent) await nextAttempt(context, order)
    throw unavailable(error)
  }
  return await changeAndNotify(context, async (client) => {
    const locked = await lockOrder(client, order)
    if (locked?.status !== 'created') return locked ?? order
    return await changeOrder(client, locked, {
      cause: 'customer',
      status: 'failed',
      declines: locked.declines + 1,
      failureCode: error.declineCode ?? 'payment_refused',
      failureMessage: 'The card was not accepted. Nothing was charged. Use another card.',
    })
  })
}

/**
 * The order of a charge that was asked for long ago: what became of it, where there is one. Nothing is charged.
 *
 * @returns null where no card was charged
 * @throws TopUpError `stripe_unavailable` while nobody can tell
 */
export async function findLostPayment(context: Context, order: OrderRow): Promise<OrderRow | null> {
  const counterpart = await findPaymentCustomer(context.pool, order.customer, order.livemode)
  const paymentCustomer = counterpart?.paymentCustomer
  if (!paymentCustomer) return null
  return await attempt(async () => {
    const found = await context.gateway.findPayment(paymentCustomer, order.id)
    return found && (await record(context, order, found))
  })
}

/** An order whose payment is known: never asked for again, since Stripe forgets a key after a day. */
export async function lookAtPayment(context: Context, order: OrderRow, isOver: boolean): Promise<OrderRow> {
  const { paymentId } = order
  if (paymentId === null) return order
  return await attempt(async () => {
    if (isOver) await context.gateway.cancelPayment(paymentId)
    const work = (client: pg.PoolClient) => settlePaymentIn(context, client, paymentId, 'customer')
    const outcome = await changeAndNotify(context, work)
    return outcome.kind === 'settled' ? outcome.order : order
  })
}

async function record(context: Context, key: OrderRow, payment: Payment): Promise<OrderRow> {
  return await changeAndNotify(context, async (client) => {
    const order = await lockOrder(client, key)
    if (!order) throw new TopUpError('not_found', 'There is no such top-up.')
    // Asked again under the lock: a webhook may have been faster, and an answer from before must not undo it.
    const current = await context.gateway.retrievePayment(payment.id)
    const outcome = await applyPayment(context, client, order, current, 'customer')
    return outcome.kind === 'settled' ? outcome.order : order
  })
}

function noCard(): TopUpError {
  return new TopUpError('not_found', 'There is no such saved card.', { path: 'paymentMethod' })
}
