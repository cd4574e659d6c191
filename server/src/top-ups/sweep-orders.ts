import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { fulfil } from './fulfil.ts'
import { type CheckoutMode, lockOrder, type OrderKey } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { findPaymentCustomer } from './payment-customer.ts'
import { settlePaymentIn } from './review-payment.ts'

// Twice as long after each look, up to an hour: a settling payment can take days. "skip locked" lets several
// servers sweep at once without looking at the same order.
const CLAIM = `
  update creditkit.orders o
  set checks = o.checks + 1,
    next_check_at = creditkit.now_ms() + least(interval '1 minute' * 2 ^ least(o.checks, 10), interval '1 hour')
  from (
    select customer, id from creditkit.orders
    where next_check_at <= creditkit.now_ms()
    order by next_check_at limit $1::integer
    for update skip locked
  ) due
  where o.customer = due.customer and o.id = due.id
  returning o.customer, o.id, o.session_id as "sessionId", o.session_expires_at as "sessionExpiresAt",
    o.payment_id as "paymentId", o.checkout_mode as "checkoutMode"`

interface Due extends OrderKey {
  readonly sessionId: string | null
  readonly sessionExpiresAt: Date | null
  readonly paymentId: string | null
  readonly checkoutMode: CheckoutMode
}

/**
 * Looks at orders that are not final and whose time has come, whatever webhooks told or did not tell.
 *
 * @returns how many were looked at
 */
export async function sweepOrders(context: Context, limit: number): Promise<number> {
  const { rows } = await context.pool.query<Due>(CLAIM, [limit])
  for (const due of rows) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one at a time, so that a sweep never floods Stripe
      await look(context, due)
    } catch (error) {
      context.log.warn(
        { error, order: due.id },
        'An open order could not be looked at; the sweep comes back to it.',
      )
    }
  }
  return rows.length
}

async function look(context: Context, due: Due): Promise<void> {
  const over = due.sessionExpiresAt !== null && due.sessionExpiresAt.getTime() < Date.now()
  const found =
    due.checkoutMode === 'saved_card' ? await lookAtCard(context, due, over) : await lookAtPage(context, due)
  if (found || !over) return
  await changeAndNotify(context, async (client) => {
    const order = await lockOrder(client, due)
    if (order?.status !== 'created') return
    await changeOrder(client, order, { cause: 'reconciler', status: 'expired' })
  })
}

/** @returns whether the order has a payment page */
async function lookAtPage(context: Context, due: Due): Promise<boolean> {
  const paymentCustomer = due.sessionId === null ? await counterpartOf(context, due) : null
  const lost = paymentCustomer === null ? null : await context.gateway.findCheckout(paymentCustomer, due.id)
  const sessionId = due.sessionId ?? lost?.id
  if (sessionId === undefined) return false
  await fulfil(context, sessionId, 'reconciler')
  return true
}

/** @returns whether the order has a payment */
async function lookAtCard(context: Context, due: Due, over: boolean): Promise<boolean> {
  const paymentCustomer = due.paymentId === null ? await counterpartOf(context, due) : null
  const lost = paymentCustomer === null ? null : await context.gateway.findPayment(paymentCustomer, due.id)
  const paymentId = due.paymentId ?? lost?.id
  if (paymentId === undefined) return false
  // Nobody answered the bank's question in time.
  if (over) await context.gateway.cancelPayment(paymentId)
  await changeAndNotify(context, (client) => settlePaymentIn(context, client, paymentId, 'reconciler'))
  return true
}

async function counterpartOf(context: Context, { customer }: Due): Promise<string | null> {
  const counterpart = await findPaymentCustomer(context.pool, customer, context.gateway.livemode)
  return counterpart?.paymentCustomer ?? null
}
