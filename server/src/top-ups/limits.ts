import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'
import { TopUpError } from './errors.ts'
import type { OrderRow, Terms } from './orders.ts'
import { findPackage } from './packages.ts'

// A refunded purchase still counts: a welcome offer is not to be had again by giving it back.
const BOUGHT = `
  select package_id as "packageId", sum(quantity)::integer as bought
  from creditkit.orders
  where customer = $1::text and package_id is not null
    and status in ('processing', 'paid', 'granted', 'partly_refunded', 'refunded', 'disputed')
  group by package_id`

// A charge of a saved card cannot be called back once it is asked for, as a payment page can be closed.
const BEING_CHARGED = `
  select count(*)::integer as count from creditkit.orders
  where customer = $1::text and package_id = $2::text
    and status in ('created', 'open') and checkout_mode = 'saved_card'`

const OLDER_OPEN = `
  select id from creditkit.orders
  where customer = $1::text and package_id = $2::text and status in ('created', 'open')
    and checkout_mode <> 'saved_card'
    and created_at < (select created_at from creditkit.orders where customer = $1::text and id = $3::uuid)`

const LOCK = `select pg_advisory_xact_lock(hashtextextended($1::text || chr(10) || 'package ' || $2::text, 0))`

/** How many of each package the customer has bought, counting payments that are still settling. */
export async function boughtByPackage(database: Queryable, customer: string): Promise<Map<string, number>> {
  const { rows } = await database.query<{ packageId: string; bought: number }>(BOUGHT, [customer])
  return new Map(rows.map((row) => [row.packageId, row.bought]))
}

/** How many of the package the customer has bought. */
export async function boughtOf(database: Queryable, customer: string, packageId: string): Promise<number> {
  return (await boughtByPackage(database, customer)).get(packageId) ?? 0
}

/** How many of a package a customer may buy at most, or null where that is not limited. */
export async function limitOf(database: Queryable, packageId: string | null): Promise<number | null> {
  if (packageId === null) return null
  return (await findPackage(database, packageId))?.perCustomerLimit ?? null
}

/**
 * Within the transaction that places an order: the terms with no more of the package than the customer may still
 * have. Orders of one customer for a limited package are placed one after another.
 *
 * @throws TopUpError `limit_reached`, and `conflict` while the last of them is being charged
 */
export async function withinLimit(client: pg.PoolClient, customer: string, terms: Terms): Promise<Terms> {
  const { packageId } = terms
  const limit = await limitOf(client, packageId)
  if (packageId === null || limit === null) return terms
  await client.query(LOCK, [customer, packageId])
  const { rows } = await client.query<{ count: number }>(BEING_CHARGED, [customer, packageId])
  const notBought = limit - (await boughtOf(client, customer, packageId))
  if (notBought <= 0) throw limitReached()
  const left = notBought - (rows[0]?.count ?? 0)
  if (left <= 0) {
    throw new TopUpError('conflict', 'A payment for this package is under way. Finish it, or wait for it.')
  }
  return { ...terms, maximumQuantity: Math.min(terms.maximumQuantity, left) }
}

/** The customer's payment pages for a package that are older than the order and could still be paid. */
export async function olderOpenOrders(database: Queryable, order: OrderRow): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(OLDER_OPEN, [
    order.customer,
    order.packageId,
    order.id,
  ])
  return rows.map((row) => row.id)
}

export function limitReached(): TopUpError {
  return new TopUpError('limit_reached', 'You have bought this package as often as it is offered.', {
    path: 'packageId',
  })
}
