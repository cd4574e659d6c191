import type pg from 'pg'
import { readUsage } from './consume-request.ts'
import type { Currencies } from './currencies.ts'
import { priceRefusal } from './rates.ts'
import type { Check, CheckRequest } from './types/entry.ts'

const CHECK = `
  select * from creditkit.check_usage($1::text, $2::text, $3::text, $4::text, $5::numeric, $6::bigint, $7::jsonb,
    $8::boolean, $9::boolean)`

interface CheckRow {
  readonly problem: string | null
  readonly cost: string | null
  readonly available: bigint
  readonly allowed: boolean | null
  readonly seq: bigint
  readonly as_of: Date
}

/** Whether something could be paid. */
export class Checking {
  readonly #pool: pg.Pool
  readonly #currencies: Currencies

  constructor(pool: pg.Pool, currencies: Currencies) {
    this.#pool = pool
    this.#currencies = currencies
  }

  /** With a client, the pool is locked: the answer stands until the end of its transaction. */
  async check(request: CheckRequest, client?: pg.PoolClient): Promise<Check> {
    const { customer, currency, resource, feature, quantity, amount, dimensions } = readUsage(request)
    await this.#currencies.known(currency)
    const use = [customer, currency, resource, feature, quantity, amount, dimensions]
    const values = [...use, client !== undefined, request.whenShort === 'overdraft']
    const [row] = (await (client ?? this.#pool).query<CheckRow>(CHECK, values)).rows
    if (row === undefined) throw new Error('The database gave no answer to a check.')
    if (row.problem !== null) {
      const unknown = `The database gave an unknown problem: ${row.problem}.`
      throw priceRefusal(row.problem, feature ?? '', currency) ?? new Error(unknown)
    }
    return toCheck(row)
  }
}

function toCheck(row: CheckRow): Check {
  const cost = BigInt(row.cost ?? 0)
  const { available, seq } = row
  const allowed = row.allowed === true
  const remaining = allowed ? available - cost : available
  return {
    allowed,
    cost,
    available,
    remaining,
    missing: allowed ? 0n : cost - available,
    seq,
    asOf: row.as_of,
  }
}
