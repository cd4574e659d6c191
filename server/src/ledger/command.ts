import type pg from 'pg'
import { type Command, runCommand } from '../command.ts'
import { isInLedger } from './customers.ts'

/** Runs a command on a ledger that is there. The exit code is 2 where it could not be done. */
export async function runOnLedger({ name, usage, work }: Omit<Command, 'failed'>): Promise<void> {
  await runCommand({
    name,
    usage,
    failed: 2,
    work: async (pool, values) => {
      await requireLedger(pool)
      return await work(pool, values)
    },
  })
}

async function requireLedger(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ there: boolean }>(
    `select to_regclass('creditkit.pools') is not null as there`,
  )
  if (rows[0]?.there !== true) {
    throw new Error('There is no ledger there yet. Check DATABASE_URL or CREDITKIT_DATA_DIR.')
  }
}

/** @throws Error for a customer of whom the ledger has nothing; without one there is nothing to check. */
export async function requireCustomer(pool: pg.Pool, customer: string | undefined): Promise<void> {
  if (customer !== undefined && !(await isInLedger(pool, customer))) {
    throw new Error(`There is no customer "${customer}" in this ledger.`)
  }
}
