import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'
import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import type { Outcome } from './fulfil.ts'
import { lockOrder } from './orders.ts'
import { settlePaymentIn } from './review-payment.ts'

/** A card thief tries many cards. After so many refusals of an order, or of a customer in an hour, it ends. */
const MOST_DECLINES = 10
const HOUR = 60 * 60

const RECENT = `
  select coalesce(sum(declines), 0)::integer as declines from creditkit.orders
  where customer = $1::text and declines > 0 and updated_at > creditkit.now_ms() - interval '1 hour'`

/** @throws TopUpError `rate_limited` for a customer whose cards were declined too often within an hour */
export async function refuseAfterDeclines(database: Queryable, customer: string): Promise<void> {
  const { rows } = await database.query<{ declines: number }>(RECENT, [customer])
  if ((rows[0]?.declines ?? 0) < MOST_DECLINES) return
  throw new TopUpError('rate_limited', 'Too many cards were declined. Try again in an hour.', {
    retryAfter: HOUR,
  })
}

/** A card was declined: the customer may try another one, but not without end. */
export async function countDeclineIn(
  context: Context,
  client: pg.PoolClient,
  paymentId: string,
  cause: string,
): Promise<Outcome> {
  const outcome = await settlePaymentIn(context, client, paymentId, cause)
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
