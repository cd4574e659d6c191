import type pg from 'pg'
import { checkInstant, checkTimeZone } from './checks.ts'
import { LedgerError } from './errors.ts'
import { FINANCE } from './finance-sql.ts'
import type { FinancePeriod, FinanceQuery } from './types/finance.ts'
import type { Upkeep } from './upkeep.ts'
import { translated } from './writes.ts'

const PERIODS = ['day', 'week', 'month']
const LONGEST = 4000 * 86_400_000

const COLUMNS = [
  'start',
  'end',
  'money',
  'scale',
  'opening',
  'sold',
  'recognised',
  'breakage',
  'refunded',
  'closing',
] as const

/** Money paid for credits, and what became of it. */
export class Finance {
  readonly #pool: pg.Pool
  readonly #upkeep: Upkeep

  constructor(pool: pg.Pool, upkeep: Upkeep) {
    this.#pool = pool
    this.#upkeep = upkeep
  }

  async report(query: FinanceQuery): Promise<FinancePeriod[]> {
    const { customer, period = 'month', timeZone = 'UTC' } = query
    const from = checkInstant(query.from, 'beginning')
    const to = checkInstant(query.to, 'end')
    if (from >= to || to.getTime() - from.getTime() > LONGEST) {
      throw new LedgerError(
        'invalid_time',
        'The end of the report lies after its beginning, by 4000 days at most.',
      )
    }
    if (!PERIODS.includes(period)) {
      throw new LedgerError('invalid_value', 'The period is "day", "week" or "month".')
    }
    // Where time has something to do it is done first, or what expired would be missing.
    await this.#upkeep.sweepWholly()
    const values = [customer, from, to, period, checkTimeZone(timeZone)]
    return (await translated(() => this.#pool.query<FinancePeriod>(FINANCE, values))).rows
  }
}

/** The report as CSV (RFC 4180), with a header. Money is in minor units of the currency, `scale` says how many. */
export function toFinanceCsv(periods: readonly FinancePeriod[]): string {
  const lines = periods.map((period) =>
    COLUMNS.map((column) => {
      const value = period[column]
      return value instanceof Date ? value.toISOString() : String(value)
    }).join(),
  )
  return [COLUMNS.join(), ...lines, ''].join('\r\n')
}
