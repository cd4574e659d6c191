import type pg from 'pg'
import type { FinancePeriod, FinanceQuery } from './types/finance.ts'

/** Money paid for credits, and what became of it. */
export class Finance {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async report(query: FinanceQuery): Promise<FinancePeriod[]> {
    await this.#pool.query('select 1')
    throw new Error(`The report from ${query.from.toISOString()} is not built yet.`)
  }
}
