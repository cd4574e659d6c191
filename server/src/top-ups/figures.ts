import type pg from 'pg'
import type { OrderStatus } from './orders.ts'

/** What an operator watches. */
export interface TopUpFigures {
  readonly ordersByStatus: Readonly<Record<OrderStatus, number>>
  /** Differences between Stripe and the orders that a person has to look at. */
  readonly drift: number
}

const STATUSES = [
  'created',
  'open',
  'processing',
  'paid',
  'granted',
  'expired',
  'failed',
  'partly_refunded',
  'refunded',
  'disputed',
] as const satisfies OrderStatus[]

const COUNT = `select status, count(*)::integer as count from creditkit.orders group by status`

const DRIFT = `select count(*)::integer as count from creditkit.reconciler_findings where not repaired`

/** Counts everything: for a scrape now and then, not for every request. */
export async function readFigures(pool: pg.Pool): Promise<TopUpFigures> {
  const orders = await pool.query<{ status: OrderStatus; count: number }>(COUNT)
  const drift = await pool.query<{ count: number }>(DRIFT)
  const counts = new Map(orders.rows.map((row) => [row.status, row.count]))
  const ordersByStatus = Object.fromEntries(STATUSES.map((status) => [status, counts.get(status) ?? 0]))
  return {
    ordersByStatus: ordersByStatus as Record<OrderStatus, number>,
    drift: drift.rows[0]?.count ?? 0,
  }
}
