import type pg from 'pg'
import { withTransaction } from '../database/transaction.ts'
import type { Context } from './context.ts'
import { viewOrder } from './order-view.ts'
import type { OrderRow } from './orders.ts'

const INSERT = `
  insert into creditkit.outbox (customer, kind, payload) values ($1::text, 'order', $2::jsonb)`

/** Tells of an order's step, within the transaction of the step itself: the order as a customer sees it. */
export async function writeOrderEvent(client: pg.PoolClient, order: OrderRow): Promise<void> {
  const payload = { type: 'order.changed', order: viewOrder(order), at: order.updatedAt.toISOString() }
  await client.query(INSERT, [order.customer, JSON.stringify(payload)])
}

/** Wakes whoever passes the outbox on. After the commit only: inside, it takes a lock on the whole database. */
export async function notifyOutbox(pool: pg.Pool): Promise<void> {
  await pool.query(`select pg_notify('creditkit_outbox', '')`)
}

/** A transaction whose changes are passed on as soon as it has committed. */
export async function changeAndNotify<Result>(
  context: Context,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const result = await withTransaction(context.patientPool, work)
  await notifyOutbox(context.pool)
  return result
}
