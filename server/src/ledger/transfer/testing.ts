import type pg from 'pg'
import { expect, vi } from 'vitest'

const WAITING = `
  select from pg_locks
  where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`

const LOCK_ORDER = `
  select customer, creditkit.pool_lock_number(customer, 'tokens', '') as lock_number
  from unnest($1::text[]) as customer order by lock_number`

interface Locked {
  readonly customer: string
  readonly lock_number: bigint
}

/** Two customers as an import locks their pools of tokens, one after the other. */
export async function inLockOrder(pool: pg.Pool, customers: [string, string]): Promise<[Locked, Locked]> {
  const [first, second] = (await pool.query<Locked>(LOCK_ORDER, [customers])).rows
  if (first === undefined || second === undefined) throw new Error('There are two of them.')
  return [first, second]
}

/** Resolves once so many transactions of this database wait for the lock of a pool. */
export async function untilWaiting(pool: pg.Pool, count = 1): Promise<void> {
  await vi.waitFor(async () => {
    expect((await pool.query(WAITING)).rowCount).toBe(count)
  })
}
