import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import type { Queryable } from '../database/pool.ts'
import { withinLimit } from './limits.ts'
import { type CheckoutMode, findOrder, ORDER_COLUMNS, type OrderRow, type Terms } from './orders.ts'
import { changeAndNotify, writeOrderEvent } from './outbox.ts'

/** What a click asks for, validated and priced. */
export interface Placement {
  readonly customer: string
  readonly terms: Terms
  readonly checkoutMode: CheckoutMode
  readonly paymentMethod: string | null
  readonly returnUrl: string
  readonly idempotencyKey: string
  /** Hash of the request as it came, to tell a retry from another request with the same key. */
  readonly requestHash: string
  readonly expiresAt: Date
}

const FIND_REQUEST = `
  select order_id as id, request_hash as "requestHash" from creditkit.order_requests
  where customer = $1::text and idempotency_key = $2::text`

const REMEMBER_REQUEST = `
  insert into creditkit.order_requests (customer, idempotency_key, request_hash, order_id)
  values ($1::text, $2::text, $3::text, $4::uuid)
  on conflict (customer, idempotency_key) do update set order_id = excluded.order_id`

const LOCK_KEY = `select pg_advisory_xact_lock(hashtextextended($1::text || chr(10) || $2::text, 0))`

// Of a customer's orders for one package none is as old as another: those of a limited one give way to later ones.
const INSERT = `
  insert into creditkit.orders (
    customer, cause, livemode, currency, scale, resource, package_id, package_name, credits, bonus_credits,
    money_currency, price, expires_after_days, priority, maximum_quantity, fingerprint, checkout_mode,
    payment_method, return_url, session_expires_at, created_at
  )
  values (
    $1::text, 'customer', $2::boolean, $3::text, $4::smallint, $5::text, $6::text, $7::text, $8::bigint, $9::bigint,
    $10::text, $11::bigint, $12::integer, $13::integer, $14::integer, $15::text, $16::text,
    $17::text, $18::text, $19::timestamptz,
    greatest(creditkit.now_ms(), (
      select max(o.created_at) + interval '1 millisecond' from creditkit.orders o
      where o.customer = $1::text and o.package_id = $6::text
    ))
  )
  on conflict (customer, fingerprint) where status in ('created', 'open') do nothing
  returning ${ORDER_COLUMNS}`

const FIND_OPEN = `
  select ${ORDER_COLUMNS} from creditkit.orders
  where customer = $1::text and fingerprint = $2::text and status in ('created', 'open')`

/** The order that an earlier request with this key led to, or null. @throws TopUpError `idempotency_key_reused` */
export async function findByRequest(
  database: Queryable,
  customer: string,
  idempotencyKey: string,
  requestHash: string,
): Promise<OrderRow | null> {
  const { rows } = await database.query<{ id: string; requestHash: string }>(FIND_REQUEST, [
    customer,
    idempotencyKey,
  ])
  const [row] = rows
  if (!row) return null
  if (row.requestHash !== requestHash) {
    throw new TopUpError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request. Use a new one.',
    )
  }
  return await findOrder(database, { customer, id: row.id })
}

/** How the order was come by: placed now, open for the same thing, or of an earlier request with the same key. */
export interface Placed {
  readonly order: OrderRow
  readonly by: 'placing' | 'sameness' | 'request'
}

/**
 * The order of an earlier request with this key, or the open order for the same thing, or a new one. Committed
 * before Stripe hears of it.
 *
 * @param closed an order that this request found open, and that turned out to be over: the key leads to the next one
 */
export async function placeOrder(
  context: Context,
  asked: Placement,
  closed: OrderRow | null = null,
): Promise<Placed> {
  const { customer, idempotencyKey, requestHash } = asked
  return await changeAndNotify(context, async (client) => {
    // Two requests at once with one key: the second waits here, and finds what the first one has placed.
    await client.query(LOCK_KEY, [customer, idempotencyKey])
    const earlier = await findByRequest(client, customer, idempotencyKey, requestHash)
    if (earlier && earlier.id !== closed?.id) return { order: earlier, by: 'request' }
    const open = await findOpen(client, customer, fingerprint(context, asked))
    const { order, isNew } = open ? { order: open, isNew: false } : await placeNew(context, client, asked)
    await client.query(REMEMBER_REQUEST, [customer, idempotencyKey, requestHash, order.id])
    return { order, by: isNew ? 'placing' : 'sameness' }
  })
}

async function placeNew(
  context: Context,
  client: pg.PoolClient,
  asked: Placement,
): Promise<{ order: OrderRow; isNew: boolean }> {
  const placement = { ...asked, terms: await withinLimit(client, asked.customer, asked.terms) }
  const inserted = await insertOrder(context, client, placement)
  const order = inserted ?? (await findOpen(client, asked.customer, fingerprint(context, placement)))
  // Rare: another click was faster, and its order was closed between the two statements.
  if (!order) throw new TopUpError('conflict', 'This top-up is being changed at this moment. Try again.')
  return { order, isNew: inserted !== null }
}

async function insertOrder(
  context: Context,
  client: pg.PoolClient,
  placement: Placement,
): Promise<OrderRow | null> {
  const { terms } = placement
  const { rows } = await client.query<OrderRow>(INSERT, [
    placement.customer,
    context.gateway.livemode,
    terms.currency,
    terms.scale,
    terms.resource,
    terms.packageId,
    terms.packageName,
    terms.credits,
    terms.bonusCredits,
    terms.moneyCurrency,
    terms.price,
    terms.expiresAfterDays,
    terms.priority,
    terms.maximumQuantity,
    fingerprint(context, placement),
    placement.checkoutMode,
    placement.paymentMethod,
    placement.returnUrl,
    placement.expiresAt,
  ])
  const [order] = rows
  if (!order) return null
  await writeOrderEvent(client, order)
  return order
}

async function findOpen(client: pg.PoolClient, customer: string, print: string): Promise<OrderRow | null> {
  const { rows } = await client.query<OrderRow>(FIND_OPEN, [customer, print])
  return rows[0] ?? null
}

/** Equal for two clicks that want the same, at the same price, paid in the same way, and back at the same page. */
function fingerprint(context: Context, placement: Placement): string {
  const { terms, checkoutMode, paymentMethod, returnUrl } = placement
  return hash([
    context.gateway.livemode,
    ...Object.values(sorted(terms)),
    checkoutMode,
    paymentMethod,
    returnUrl,
  ])
}

function sorted(terms: Terms): Record<string, unknown> {
  return Object.fromEntries(Object.entries(terms).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** SHA-256 over values, bigints as text. */
export function hash(values: readonly unknown[]): string {
  const text = JSON.stringify(values, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  )
  return createHash('sha256').update(text).digest('hex')
}
