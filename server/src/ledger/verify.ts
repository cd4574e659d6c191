import type pg from 'pg'
import type { Finding } from './types/finance.ts'
import { UNIT_PRICES } from './verify-prices.ts'
import { RULES } from './verify-rules.ts'

/** So many customers are looked at in one snapshot, so that none is kept open for long. */
const CUSTOMERS_AT_ONCE = 100

// Step by step along the indexes, also of entries whose pool is gone.
const CUSTOMERS = `
  with recursive step as (
    select $1::text as customer
    union all
    select least(
      (select min(p.customer) from creditkit.pools as p where p.customer > step.customer),
      (select min(e.customer) from creditkit.entries as e where e.customer > step.customer))
    from step where step.customer is not null
  )
  select customer from step where customer > $1::text limit ${CUSTOMERS_AT_ONCE}`

/**
 * Checks every invariant, without a lock: each group of customers in a snapshot of its own.
 *
 * @param onProgress is told how many customers have been looked at.
 */
export async function* verify(
  pool: pg.Pool,
  customer?: string,
  onProgress?: (customers: number) => void,
): AsyncGenerator<Finding> {
  if (customer === undefined) yield* (await pool.query<Finding>(UNIT_PRICES)).rows
  let customers = customer === undefined ? await listCustomers(pool, '') : [customer]
  let looked = 0
  while (customers.length > 0) {
    // oxlint-disable-next-line no-await-in-loop -- one group after another, so that little is held in memory
    yield* await verifyCustomers(pool, customers)
    looked += customers.length
    onProgress?.(looked)
    // oxlint-disable-next-line no-await-in-loop
    customers = customer === undefined ? await listCustomers(pool, customers.at(-1) ?? '') : []
  }
}

async function listCustomers(pool: pg.Pool, after: string): Promise<string[]> {
  return (await pool.query<{ customer: string }>(CUSTOMERS, [after])).rows.map((row) => row.customer)
}

async function verifyCustomers(pool: pg.Pool, customers: readonly string[]): Promise<Finding[]> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const findings: Finding[] = []
    for (const rule of RULES) {
      // oxlint-disable-next-line no-await-in-loop -- one connection takes one statement at a time
      const { rows } = await client.query<Finding>(rule, [customers])
      findings.push(...rows.map((row) => ({ ...row, resource: row.resource === '' ? null : row.resource })))
    }
    return findings
  } finally {
    await client.query('rollback')
    client.release()
  }
}
