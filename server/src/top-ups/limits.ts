import type { Queryable } from '../database/pool.ts'

// A refunded purchase still counts: a welcome offer is not to be had again by giving it back.
const BOUGHT = `
  select package_id as "packageId", sum(quantity)::integer as bought
  from creditkit.orders
  where customer = $1::text and package_id is not null
    and status in ('processing', 'paid', 'granted', 'partly_refunded', 'refunded', 'disputed')
  group by package_id`

const OPEN = `
  select id from creditkit.orders
  where customer = $1::text and package_id = $2::text and status in ('created', 'open') and id <> $3::uuid`

/** How many of each package the customer has bought, counting payments that are still settling. */
export async function boughtByPackage(database: Queryable, customer: string): Promise<Map<string, number>> {
  const { rows } = await database.query<{ packageId: string; bought: number }>(BOUGHT, [customer])
  return new Map(rows.map((row) => [row.packageId, row.bought]))
}

/** The customer's other orders of a package that could still be paid. */
export async function otherOpenOrders(
  database: Queryable,
  customer: string,
  packageId: string,
  orderId: string,
): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(OPEN, [customer, packageId, orderId])
  return rows.map((row) => row.id)
}
