import type pg from 'pg'
import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import type { Outcome } from './fulfil.ts'
import { lockOrder } from './orders.ts'
import { reviewPaymentIn } from './review-payment.ts'

/** A card thief tries many cards on one page. After so many refusals the page is closed. */
const MOST_DECLINES = 10

/** A card was declined: the customer may try another one, but not without end. */
export async function countDeclineIn(
  context: Context,
  client: pg.PoolClient,
  paymentId: string,
  cause: string,
): Promise<Outcome> {
  const outcome = await reviewPaymentIn(context, client, paymentId, cause)
  const order = outcome.kind === 'settled' ? await lockOrder(client, outcome.order) : null
  if (order?.status !== 'open') return outcome
  const declines = order.declines + 1
  if (declines < MOST_DECLINES || order.sessionId === null) {
    return { kind: 'settled', order: await changeOrder(client, order, { cause, declines }) }
  }
  await context.gateway.expireCheckout(order.sessionId)
  const locked = await changeOrder(client, order, {
    cause,
    declines,
    status: 'failed',
    failureCode: 'too_many_declines',
    failureMessage: 'Too many cards were declined. Try again later.',
  })
  return { kind: 'settled', order: locked }
}
