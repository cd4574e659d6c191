import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { OrderKey } from './orders.ts'

/** Who asked for a refund over our own API, and why. */
export interface RefundAsked {
  readonly reason: string | null
  readonly actor: string | null
}

const LIST = `
  select idempotency_key as "idempotencyKey", reason, actor from creditkit.refund_requests
  where customer = $1::text and order_id = $2::uuid`

/** What a request is found by on the refund that Stripe made for it. */
export function refundReference(orderId: string, idempotencyKey: string): string {
  // The host's key may hold anything; Stripe's may not be longer than 255 characters.
  const digest = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)
  return `${orderId}:${digest}`
}

/**
 * The request that a refund came from, or null. It is kept before Stripe is asked, so whoever hears of the refund
 * first, and in whatever way, finds it.
 */
export async function findRefundAsked(
  client: pg.PoolClient,
  { customer, id }: OrderKey,
  reference: string | null,
): Promise<RefundAsked | null> {
  if (reference === null) return null
  const { rows } = await client.query<RefundAsked & { idempotencyKey: string }>(LIST, [customer, id])
  return rows.find(({ idempotencyKey }) => refundReference(id, idempotencyKey) === reference) ?? null
}
