import type pg from 'pg'
import { customersAfter, isInLedger } from './customers.ts'
import type { Finding } from './types/finance.ts'
import { UNIT_PRICES } from './verify-prices.ts'
import { RULES } from './verify-rules.ts'

/** So many customers are looked at in one snapshot, so that none is kept open for long. */
const CUSTOMERS_AT_ONCE = 100

/**
 * Checks every invariant, without a lock: each group of customers in a snapshot of its own.
 *
 * @param customer alone; nothing is looked at where the ledger has nothing of them
 * @param onProgress is told how many customers have been looked at
 */
export async function* verify(
  pool: pg.Pool,
  customer?: string,
  onProgress?: (customers: number) => void,
): AsyncGenerator<Finding> {
  if (customer === undefined) yield* (await pool.query<Finding>(UNIT_PRICES)).rows
  let looked = 0
  let customers = await firstOf(pool, customer)
  while (customers.length > 0) {
    // oxlint-disable-next-line no-await-in-loop -- one group after another, so that little is held in memory
    const findings = await verifyCustomers(pool, customers)
    looked += customers.length
    onProgress?.(looked)
    yield* findings
    // oxlint-disable-next-line no-await-in-loop
    customers =
      customer === undefined ? await customersAfter(pool, customers.at(-1) ?? '', CUSTOMERS_AT_ONCE) : []
  }
}

async function firstOf(pool: pg.Pool, customer: string | undefined): Promise<string[]> {
  if (customer === undefined) return await customersAfter(pool, '', CUSTOMERS_AT_ONCE)
  return (await isInLedger(pool, customer)) ? [customer] : []
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
