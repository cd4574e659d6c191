import type { Ledger, LedgerOptions } from './types/ledger.ts'

/** Opens the ledger on a database whose migrations have run. */
export async function createLedger(options: LedgerOptions): Promise<Ledger> {
  await options.pool.query('select 1')
  throw new Error('The ledger is not built yet.')
}
