import type pg from 'pg'
import { expect, vi } from 'vitest'

const WAITING = `
  select from pg_locks
  where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`

/** Resolves once a transaction of this database waits for the lock of a pool. */
export async function untilOneWaits(pool: pg.Pool): Promise<void> {
  await vi.waitFor(async () => {
    expect((await pool.query(WAITING)).rowCount).toBe(1)
  })
}
