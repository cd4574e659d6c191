import type pg from 'pg'
import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { type Checkout, GatewayError } from './gateway.ts'
import { grantOrder, type Paid } from './grant-order.ts'
import { findMismatch } from './match-checkout.ts'
import { pageOf } from './open-checkout.ts'
import { findKeyBySession, lockOrder, type OrderKey, type OrderRow } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { findPaymentCustomer } from './payment-customer.ts'
import { takeBack } from './take-back.ts'

/** What came of looking at a payment: the order as it is now, or why it was left alone. */
export type Outcome =
  | { readonly kind: 'settled'; readonly order: OrderRow }
  | { readonly kind: 'set_aside'; readonly reason: string }

/**
 * Brings an order to where Stripe says that its payment page is: the one way to credits. Called by the webhook
 * worker, the return page and the reconciler alike, any number of times and at once; credits are granted once.
 *
 * @param cause who calls, for the audit trail
 */
export async function fulfil(context: Context, sessionId: string, cause: string): Promise<Outcome> {
  return await changeAndNotify(context, (client) => fulfilIn(context, client, sessionId, cause))
}

/** The same within the caller's transaction, which then notifies the outbox after its commit. */
export async function fulfilIn(
  context: Context,
  client: pg.PoolClient,
  sessionId: string,
  cause: string,
): Promise<Outcome> {
  const key = (await findKeyBySession(client, sessionId)) ?? (await readReference(context, sessionId))
  const order = key && (await lockOrder(client, key))
  if (!order) return { kind: 'set_aside', reason: 'No order of ours belongs to this payment page.' }
  // Asked after the lock: an answer from before could undo what a newer one has brought about.
  const checkout = await context.gateway.retrieveCheckout(sessionId)
  const mismatch = findMismatch(order, checkout, await expectedCustomer(client, order))
  if (mismatch !== null) return await setAside(context, client, order, checkout, mismatch)
  return { kind: 'settled', order: await applyCheckout(context, client, order, checkout, cause) }
}

/** The order named on a page that no order has recorded: its webhook was faster than the answer to our call. */
async function readReference(context: Context, sessionId: string): Promise<OrderKey | null> {
  try {
    const { reference } = await context.gateway.retrieveCheckout(sessionId)
    return reference && { customer: reference.customer, id: reference.orderId }
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'not_found') return null
    throw error
  }
}

/** The counterpart that a page has to name; asked for only where the order has not recorded its page yet. */
async function expectedCustomer(client: pg.PoolClient, order: OrderRow): Promise<string | null> {
  if (order.sessionId !== null) return null
  const counterpart = await findPaymentCustomer(client, order.customer, order.livemode)
  return counterpart?.paymentCustomer ?? null
}

async function applyCheckout(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  checkout: Checkout,
  cause: string,
): Promise<OrderRow> {
  const payable = ['created', 'open', 'processing', 'expired', 'failed', 'paid'].includes(order.status)
  if (payable && checkout.status === 'complete' && checkout.paymentStatus !== 'unpaid') {
    const granted = await grantOrder(context, client, order, paidBy(checkout), cause)
    return await reverse(context, client, granted, checkout, cause)
  }
  const seen = await changeOrder(client, order, { cause, ...pageOf(checkout) })
  if (!payable) return await reverse(context, client, seen, checkout, cause)
  if (checkout.status === 'complete') return await settleLater(client, seen, checkout, cause)
  return await followPage(client, seen, checkout.status, cause)
}

/** Nobody has paid: the page is still there, or closed. */
async function followPage(
  client: pg.PoolClient,
  order: OrderRow,
  page: 'open' | 'expired',
  cause: string,
): Promise<OrderRow> {
  const over = order.status === 'expired' || order.status === 'failed'
  const changes = page === 'expired' ? !over : order.status === 'created'
  return changes ? await changeOrder(client, order, { cause, status: page }) : order
}

/** The customer is through, but the money is not there yet: it comes days later, or not at all. */
async function settleLater(
  client: pg.PoolClient,
  order: OrderRow,
  checkout: Checkout,
  cause: string,
): Promise<OrderRow> {
  const quantity = checkout.lines[0]?.quantity ?? order.quantity
  const status = checkout.payment?.status
  if (status !== 'requires_payment' && status !== 'canceled') {
    return await changeOrder(client, order, { cause, status: 'processing', quantity })
  }
  if (order.status === 'failed') return order
  return await changeOrder(client, order, {
    cause,
    status: 'failed',
    failureCode: checkout.payment?.failure?.code ?? 'payment_failed',
    failureMessage:
      checkout.payment?.failure?.message ?? 'The payment did not go through. Nothing was charged.',
  })
}

function paidBy(checkout: Checkout): Paid {
  return {
    page: pageOf(checkout),
    // Where a code made it free there is no payment: the page itself is what is granted for once.
    paymentId: checkout.payment?.id ?? checkout.id,
    quantity: checkout.lines[0]?.quantity ?? 1,
    amount: checkout.amountTotal,
    tax: checkout.amountTax,
    receiptUrl: checkout.receiptUrl,
  }
}

async function reverse(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  checkout: Checkout,
  cause: string,
): Promise<OrderRow> {
  const reversed = checkout.payment?.reversed === true || order.takenBackCredits > 0n
  return reversed ? await takeBack(context, client, order, cause) : order
}

/** Never a grant. Money that did arrive on the order's own page is shown, for a person to look at. */
async function setAside(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  checkout: Checkout,
  mismatch: string,
): Promise<Outcome> {
  context.log.warn({ order: order.id, session: checkout.id, mismatch }, 'A payment page was set aside.')
  const paid = checkout.status === 'complete' && checkout.paymentStatus !== 'unpaid'
  if (paid && order.sessionId === checkout.id && order.grantId === null) {
    await changeOrder(client, order, {
      cause: 'mismatch',
      status: 'paid',
      failureCode: 'review_needed',
      failureMessage: 'The payment has arrived and is being looked at.',
    })
  }
  return { kind: 'set_aside', reason: `Order ${order.id}: ${mismatch}.` }
}
