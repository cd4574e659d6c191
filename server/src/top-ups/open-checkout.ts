import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { type Checkout, type CheckoutRequest, GatewayError } from './gateway.ts'
import { lockOrder, type OrderKey, type OrderRow } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { ensurePaymentCustomer, forgetPaymentCustomer } from './payment-customer.ts'
import { withCancelledOrder } from './return-url.ts'

/** The path of the page that a paid customer comes back over, on this server. */
export const RETURN_PATH = '/v1/checkout/return'

// A customer deleted in Stripe is made anew; more often than this it is not that.
const MOST_ATTEMPTS = 20

/**
 * Makes the payment page of an order that has none yet. No lock and no connection is held while Stripe works:
 * two clicks at once send the same key and get the same page, and a webhook that is faster finds the order by
 * the reference on the page.
 *
 * @throws TopUpError `stripe_unavailable` when there is no answer; the next click asks again under the same key
 */
export async function openCheckout(context: Context, order: OrderRow): Promise<OrderRow> {
  const paymentCustomer = await attempt(() => ensurePaymentCustomer(context, order.customer))
  try {
    const checkout = await context.gateway.createCheckout(checkoutRequest(context, order, paymentCustomer))
    return await recordCheckout(context, order, checkout)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    return await recover(context, order, paymentCustomer, error)
  }
}

function checkoutRequest(context: Context, order: OrderRow, paymentCustomer: string): CheckoutRequest {
  const query = order.checkoutMode === 'embedded' ? '?embedded=1&' : '?'
  return {
    customer: order.customer,
    orderId: order.id,
    paymentCustomer,
    mode: order.checkoutMode === 'embedded' ? 'embedded' : 'hosted',
    name: order.packageName ?? 'Credits',
    unitAmount: order.price,
    moneyCurrency: order.moneyCurrency,
    maximumQuantity: order.maximumQuantity,
    returnUrl: `${context.publicUrl}${RETURN_PATH}${query}session_id={CHECKOUT_SESSION_ID}`,
    cancelUrl: withCancelledOrder(order.returnUrl, order.id),
    expiresAt:
      order.sessionExpiresAt ?? new Date(order.createdAt.getTime() + context.checkoutMinutes * 60_000),
    promotionCodes: context.promotionCodes,
    automaticTax: context.automaticTax,
    invoice: context.invoices,
    idempotencyKey: `order:${order.id}:${order.attempt}`,
  }
}

async function recover(
  context: Context,
  order: OrderRow,
  paymentCustomer: string,
  error: GatewayError,
): Promise<OrderRow> {
  if (error.code === 'unavailable') return await findLostCheckout(context, order, paymentCustomer, error)
  if (error.code === 'customer_missing' && order.attempt < MOST_ATTEMPTS) {
    await forgetPaymentCustomer(context.pool, paymentCustomer, context.gateway.livemode)
    return await openCheckout(context, await nextAttempt(context, order))
  }
  await fail(context, order, error)
  throw new TopUpError(
    'conflict',
    'This top-up cannot be paid. Choose again, or tell support.',
    {},
    { cause: error },
  )
}

/** The page may have been made and only the answer lost. */
async function findLostCheckout(
  context: Context,
  order: OrderRow,
  paymentCustomer: string,
  error: GatewayError,
): Promise<OrderRow> {
  const found = await context.gateway.findCheckout(paymentCustomer, order.id).catch(() => undefined)
  if (found) return await recordCheckout(context, order, found)
  // A key whose answer Stripe has stored gives that answer for a day: the next click needs another one, and may
  // have it only because we know that no page was made.
  if (found === null && error.keySpent) await nextAttempt(context, order)
  throw unavailable(error)
}

async function recordCheckout(context: Context, key: OrderKey, checkout: Checkout): Promise<OrderRow> {
  const order = await changeAndNotify(context, async (client) => {
    const order = await lockOrder(client, key)
    if (!order) throw new TopUpError('not_found', 'There is no such top-up.')
    if (order.sessionId !== null && order.status !== 'created') return order
    return await changeOrder(client, order, {
      cause: 'customer',
      ...pageOf(checkout),
      ...(order.status === 'created' ? { status: 'open' } : {}),
    })
  })
  // Closed while its page was being made, so nobody was shown the page.
  if (order.status === 'expired' || order.status === 'failed')
    await context.gateway.expireCheckout(checkout.id)
  return order
}

/** What an order keeps of its payment page. */
export function pageOf(checkout: Checkout) {
  return {
    sessionId: checkout.id,
    checkoutUrl: checkout.url,
    clientSecret: checkout.clientSecret,
    sessionExpiresAt: checkout.expiresAt,
  }
}

/** Stripe keeps its answer for a key: the next call has another one. */
export async function nextAttempt(context: Context, key: OrderKey & { attempt: number }): Promise<OrderRow> {
  return await changeAndNotify(context, async (client) => {
    const order = await lockOrder(client, key)
    if (!order) throw new TopUpError('not_found', 'There is no such top-up.')
    if (order.attempt !== key.attempt) return order
    return await changeOrder(client, order, { cause: 'customer', attempt: order.attempt + 1 })
  })
}

async function fail(context: Context, key: OrderKey, error: GatewayError): Promise<void> {
  context.log.warn({ order: key.id, reason: error.message }, 'Stripe refused to make a payment page.')
  await changeAndNotify(context, async (client) => {
    const order = await lockOrder(client, key)
    if (order?.status !== 'created') return
    await changeOrder(client, order, {
      cause: 'customer',
      status: 'failed',
      failureCode: 'checkout_refused',
      failureMessage: 'The payment page could not be made.',
    })
  })
}

/** @throws TopUpError `stripe_unavailable` in place of any refusal of the gateway */
export async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof GatewayError) throw unavailable(error)
    throw error
  }
}

/** What a person is told where Stripe gave no answer. */
export function unavailable(cause: GatewayError): TopUpError {
  return new TopUpError(
    'stripe_unavailable',
    'The payment service did not answer. Try again in a moment, with the same key: nothing is paid twice.',
    { retryAfter: 5 },
    { cause },
  )
}
