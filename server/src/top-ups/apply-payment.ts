import type pg from 'pg'
import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import type { Outcome } from './fulfil.ts'
import type { Payment } from './gateway.ts'
import { grantOrder } from './grant-order.ts'
import type { OrderRow } from './orders.ts'
import { takeBack } from './take-back.ts'

/** Brings a locked one-click order to where its payment is: what `fulfil` is for a payment page. */
export async function applyPayment(
  context: Context,
  client: pg.PoolClient,
  locked: OrderRow,
  payment: Payment,
  cause: string,
): Promise<Outcome> {
  const mismatch = findMismatch(locked, payment)
  if (mismatch !== null) return { kind: 'set_aside', reason: `Order ${locked.id}: ${mismatch}.` }
  const order = await changeOrder(client, locked, { cause, paymentId: payment.id })
  const granted = order.grantId === null ? await advance(context, client, order, payment, cause) : order
  const reversed = payment.reversed || granted.takenBackCredits > 0n
  return {
    kind: 'settled',
    order: reversed ? await takeBack(context, client, granted, cause) : granted,
  }
}

function findMismatch(order: OrderRow, payment: Payment): string | null {
  const { reference } = payment
  if (payment.livemode !== order.livemode) return 'the mode is not the order’s'
  if (reference?.orderId !== order.id || reference.customer !== order.customer) {
    return 'the reference is not the order’s'
  }
  if (order.paymentId !== null && order.paymentId !== payment.id) return 'the order has another payment'
  if (payment.moneyCurrency !== order.moneyCurrency || payment.amount !== order.price) {
    return 'the price is not the one quoted'
  }
  return null
}

async function advance(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  payment: Payment,
  cause: string,
): Promise<OrderRow> {
  const { status, amountReceived, receiptUrl } = payment
  if (status === 'succeeded') {
    const paid = { paymentId: payment.id, quantity: 1, amount: amountReceived, tax: 0n, receiptUrl }
    return await grantOrder(context, client, order, paid, cause)
  }
  if (status === 'processing') return await changeOrder(client, order, { cause, status })
  if (status === 'requires_action') return await askForProof(client, order, payment, cause)
  return await end(client, order, payment, cause)
}

/** The bank wants to hear from the customer: 3-D Secure, on a page of its own. */
async function askForProof(
  client: pg.PoolClient,
  order: OrderRow,
  payment: Payment,
  cause: string,
): Promise<OrderRow> {
  const checkoutUrl = payment.actionUrl
  return await changeOrder(client, order, {
    cause,
    checkoutUrl,
    ...(order.status === 'created' && { status: 'open' as const }),
  })
}

async function end(
  client: pg.PoolClient,
  order: OrderRow,
  payment: Payment,
  cause: string,
): Promise<OrderRow> {
  if (order.status === 'failed' || order.status === 'expired') return order
  // Nobody proved anything in time, and we gave the payment up.
  if (payment.status === 'canceled') return await changeOrder(client, order, { cause, status: 'expired' })
  return await changeOrder(client, order, {
    cause,
    status: 'failed',
    declines: order.declines + 1,
    failureCode: payment.failure?.code ?? 'payment_failed',
    failureMessage: payment.failure?.message ?? 'The payment did not go through. Nothing was charged.',
  })
}
