import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { type Order, viewOrder } from './order-view.ts'
import { findOrder, ORDER_COLUMNS, type OrderRow, type OrderStatus } from './orders.ts'

export interface OrdersQuery {
  readonly customer: string
  readonly currency?: string | undefined
  readonly resource?: string | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

export interface OrderPage {
  data: Order[]
  nextCursor: string | null
}

/** A step of an order's history. */
export interface OrderStep {
  from: OrderStatus | null
  to: OrderStatus
  cause: string
  at: string
}

// The ids are in the order of their creation.
const LIST = `
  select ${ORDER_COLUMNS} from creditkit.orders
  where customer = $1::text
    and ($2::text is null or currency = $2::text)
    and ($3::text is null or resource = $3::text)
    and ($4::uuid is null or id < $4::uuid)
  order by id desc limit $5::integer`

const STEPS = `
  select from_status as "from", to_status as "to", cause, at
  from creditkit.order_steps where customer = $1::text and order_id = $2::uuid order by number`

// Read with every balance, so Postgres plans it once for a connection.
const PENDING_NAME = 'creditkit.pending'
const PENDING = `
  select coalesce(sum((credits + bonus_credits) * quantity), 0)::bigint as pending
  from creditkit.orders
  where customer = $1::text and currency = $2::text and resource = $3::text and status in ('processing', 'paid')`

const UUID = /^[0-9a-f-]{36}$/

/** One of the customer's orders. @throws TopUpError `not_found`, also for another customer's */
export async function readOrder(context: Context, customer: string, id: string): Promise<Order> {
  const order = await findOrder(context.pool, { customer, id })
  if (!order) throw new TopUpError('not_found', 'There is no such top-up.')
  return viewOrder(order)
}

/** The customer's orders, newest first. */
export async function listOrders(context: Context, query: OrdersQuery): Promise<OrderPage> {
  const limit = query.limit ?? 25
  if (query.cursor !== undefined && !UUID.test(query.cursor)) {
    throw new TopUpError('invalid_value', 'Use the nextCursor of the page before.', { path: 'cursor' })
  }
  const { rows } = await context.pool.query<OrderRow>(LIST, [
    query.customer,
    query.currency ?? null,
    query.resource ?? null,
    query.cursor ?? null,
    limit + 1,
  ])
  const data = rows.slice(0, limit).map(viewOrder)
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null }
}

/** Every step that an order took, oldest first. */
export async function listSteps(context: Context, customer: string, id: string): Promise<OrderStep[]> {
  const order = await readOrder(context, customer, id)
  const { rows } = await context.pool.query<Omit<OrderStep, 'at'> & { at: Date }>(STEPS, [customer, order.id])
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Credits that are paid for or settling, and not granted yet, in the smallest unit. */
export async function pendingCredits(
  context: Context,
  key: {
    readonly customer: string
    readonly currency: string
    readonly resource?: string | null | undefined
  },
): Promise<bigint> {
  const { rows } = await context.pool.query<{ pending: bigint }>({
    name: PENDING_NAME,
    text: PENDING,
    values: [key.customer, key.currency, key.resource ?? ''],
  })
  return rows[0]?.pending ?? 0n
}
