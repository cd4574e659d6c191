import type pg from 'pg'
import type { Finding } from './types/finance.ts'
import { RULES } from './verify-rules.ts'

/** So many customers are looked at in one snapshot, so that none is kept open for long. */
const CUSTOMERS_AT_ONCE = 100

const CUSTOMERS = `
  select distinct customer from creditkit.pools
  where ($1::text is null or customer > $1::text) and ($2::text is null or customer = $2::text)
  order by customer limit ${CUSTOMERS_AT_ONCE}`

/** Checks every invariant, without a lock: each group of customers in a snapshot of its own. */
export async function* verify(pool: pg.Pool, customer?: string): AsyncGenerator<Finding> {
  let last: string | null = null
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one group after another, so that little is held in memory
    const customers: string[] = await listCustomers(pool, last, customer)
    if (customers.length === 0) return
    // oxlint-disable-next-line no-await-in-loop
    yield* await verifyCustomers(pool, customers)
    last = customers.at(-1) ?? null
  }
}

async function listCustomers(pool: pg.Pool, after: string | null, customer?: string): Promise<string[]> {
  return (await pool.query<{ customer: string }>(CUSTOMERS, [after, customer])).rows.map(
    (row) => row.customer,
  )
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
