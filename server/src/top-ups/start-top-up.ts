import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { fulfil } from './fulfil.ts'
import { refuseAfterDeclines } from './declines.ts'
import { makeRoom } from './make-room.ts'
import { attempt, openCheckout } from './open-checkout.ts'
import { lockOrder, type OrderRow } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { findByRequest, hash, type Placement, placeOrder } from './place-order.ts'
import { choose, type QuoteRequest } from './quote.ts'
import { findLostPayment, lookAtPayment, payWithSavedCard } from './pay-saved-card.ts'
import { requireSavedCard } from './saved-cards.ts'
import { buildReturnUrl } from './return-url.ts'

/** One click on "Add credits". The origin is the session's, allowed before; the rest may come from a browser. */
export interface StartRequest extends QuoteRequest {
  readonly origin: string
  readonly returnPath?: string | undefined
  readonly checkoutMode?: 'hosted' | 'embedded' | undefined
  /** A saved card to charge with one click, instead of a payment page. */
  readonly paymentMethod?: string | undefined
  readonly idempotencyKey: string
}

export interface Started {
  readonly order: OrderRow
  /** The order was there before this click. */
  readonly reused: boolean
}

/** A payment page is not shown again when it closes sooner than this. */
const LEAST_TIME_LEFT = 5 * 60_000
/** Stripe wants a page to be open for 30 minutes at least, from when it is made. */
const SHORTEST_PAGE = 31 * 60_000

/**
 * From a click to a payment page. The same click again, or another one for the same thing, finds the same order
 * and the same page; one that was paid meanwhile is shown as paid rather than sold twice.
 */
export async function startTopUp(context: Context, request: StartRequest): Promise<Started> {
  const returnUrl = buildReturnUrl(request.origin, request.returnPath ?? '/')
  const requestHash = hash([
    request.currency,
    request.moneyCurrency,
    request.resource,
    request.packageId,
    request.credits,
    request.checkoutMode,
    request.paymentMethod,
    returnUrl,
  ])
  const { customer, idempotencyKey } = request
  const earlier = await findByRequest(context.pool, customer, idempotencyKey, requestHash)
  if (earlier) return { order: await carryOn(context, earlier), reused: true }

  await refuseAfterDeclines(context.pool, customer)
  if (request.paymentMethod !== undefined) await requireSavedCard(context, customer, request.paymentMethod)
  const { terms } = await choose(context, request)
  return await placeAndOpen(context, {
    customer,
    terms,
    checkoutMode: request.paymentMethod === undefined ? (request.checkoutMode ?? 'hosted') : 'saved_card',
    paymentMethod: request.paymentMethod ?? null,
    returnUrl,
    idempotencyKey,
    requestHash,
    expiresAt: new Date(Date.now() + context.checkoutMinutes * 60_000),
  })
}

async function placeAndOpen(
  context: Context,
  placement: Placement,
  before: OrderRow | null = null,
): Promise<Started> {
  const { order, by } = await placeOrder(context, placement, before)
  if (by === 'placing') return { order: await beginPayment(context, order), reused: false }
  const current = await carryOn(context, order)
  // One that failed while this click looked on is the answer to it: another charge takes another click.
  const closed = current.status === 'expired' || (current.status === 'failed' && order.status !== 'created')
  if (!closed || by === 'request') return { order: current, reused: true }
  if (before) throw new TopUpError('conflict', 'This top-up is being changed at this moment. Try again.')
  return await placeAndOpen(context, placement, current)
}

/** An earlier order, as far along as it is in truth: Stripe is asked before a page is shown a second time. */
async function carryOn(context: Context, order: OrderRow): Promise<OrderRow> {
  const left = (order.sessionExpiresAt?.getTime() ?? 0) - Date.now()
  if (order.checkoutMode === 'saved_card') return await carryOnWithCard(context, order, left <= 0)
  if (order.status === 'created' && order.sessionId === null) {
    return left < SHORTEST_PAGE ? await giveUp(context, order) : await beginPayment(context, order)
  }
  if (order.status !== 'open' || order.sessionId === null) return order
  const { sessionId } = order
  if (left < LEAST_TIME_LEFT) await attempt(() => context.gateway.expireCheckout(sessionId))
  const outcome = await attempt(() => fulfil(context, sessionId, 'customer'))
  return outcome.kind === 'settled' ? outcome.order : order
}

/**
 * The card may have been charged and only the answer lost, so a charge is given up only where there is none, or where
 * the bank still waits for its proof when the order's time is over.
 */
async function carryOnWithCard(context: Context, order: OrderRow, isOver: boolean): Promise<OrderRow> {
  if (order.status === 'open') return await lookAtPayment(context, order, isOver)
  if (order.status !== 'created') return order
  if (!isOver) return await beginPayment(context, order)
  const found = (await findLostPayment(context, order)) ?? (await giveUp(context, order))
  return found.status === 'open' ? await lookAtPayment(context, found, true) : found
}

/** A payment page, or with a saved card the payment itself. */
async function beginPayment(context: Context, order: OrderRow): Promise<OrderRow> {
  // Every time: a second click must not overtake the first one here.
  await makeRoom(context, order)
  return order.checkoutMode === 'saved_card'
    ? await payWithSavedCard(context, order)
    : await openCheckout(context, order)
}

/** Too old to get a page under the key that it has: the next order gets one of its own. */
async function giveUp(context: Context, key: OrderRow): Promise<OrderRow> {
  return await changeAndNotify(context, async (client) => {
    const order = await lockOrder(client, key)
    if (order?.status !== 'created' || order.sessionId !== null) return order ?? key
    return await changeOrder(client, order, { cause: 'customer', status: 'expired' })
  })
}
