import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { createLedger } from './index.ts'
import type { Ledger, LedgerOptions } from './index.ts'

export interface TestLedger {
  readonly ledger: Ledger
  readonly database: TestDatabase
  /** Sets the ledger's clock for all connections; null lets it run. */
  setClock(at: Date | null): Promise<void>
  /** Closes the ledger and removes the database. */
  close(): Promise<void>
}

// A setting would hold for one connection; a table holds for all of them.
const CONTROLLED_CLOCK = `
  create table creditkit.test_clock (at timestamptz);
  create or replace function creditkit.now_ms() returns timestamptz language sql volatile as $$
    select date_trunc('milliseconds', coalesce((select at from creditkit.test_clock), clock_timestamp()))
  $$;`

/**
 * A ledger on a database of its own, with the currencies `credits` (scale 2) and `tokens` (scale 0), and the features
 * `image` (20 credits each), `text` (0.001 a character) and `search` (no rate).
 */
export async function createTestLedger(options: Partial<LedgerOptions> = {}): Promise<TestLedger> {
  const database = await createTestDatabase()
  await database.pool.query(CONTROLLED_CLOCK)
  const ledger = await createLedger({ pool: database.pool, connectionString: database.url, ...options })
  await ledger.currencies.put({ id: 'credits', name: { singular: 'credit', plural: 'credits' }, scale: 2 })
  await ledger.currencies.put({ id: 'tokens', name: { singular: 'token', plural: 'tokens' }, scale: 0 })
  await ledger.features.put({ id: 'image', name: 'Images' })
  await ledger.features.put({ id: 'text', name: 'Texts' })
  await ledger.features.put({ id: 'search', name: 'Searches' })
  const effectiveAt = new Date('2020-01-01T00:00:00Z')
  await ledger.rates.add({ feature: 'image', currency: 'credits', price: '20', effectiveAt })
  await ledger.rates.add({ feature: 'text', currency: 'credits', price: '1', per: '1000', effectiveAt })
  return {
    ledger,
    database,
    async setClock(at) {
      await database.pool.query('delete from creditkit.test_clock')
      await database.pool.query('insert into creditkit.test_clock values ($1::timestamptz)', [at])
    },
    async close() {
      await ledger.close()
      await database.drop()
    },
  }
}

/** An idempotency key, or a customer, that no other test has. */
export function unique(prefix = 'key'): string {
  return `${prefix}-${crypto.randomUUID()}`
}

/** The error that a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('This should have been refused.')
}
