import type pg from 'pg'
import { checkSize } from './checks.ts'
import type { Currencies } from './currencies.ts'
import { CURSOR_PARTS, readCursor, readLimit, toPage } from './cursors.ts'
import { LedgerError } from './errors.ts'
import { readPoolKey } from './pool-key.ts'
import { advanceDue } from './sweep.ts'
import type { Page } from './types/common.ts'
import type { OverdraftRequest, PoolFilter, PoolSummary } from './types/pool.ts'
import type { Upkeep } from './upkeep.ts'

const COLUMNS = `customer, currency, resource, balance, held, overdraft, overdraft_limit, overdraft_soft, seq`

// What is refused in a pool that was not there leaves an empty row behind, which is nobody's business.
const LIST = `
  select ${COLUMNS} from creditkit.pools
  where ($1::text is null or customer = $1::text) and ($2::text is null or currency = $2::text)
    and (seq > 0 or overdraft_limit > 0 or next_change_at < 'infinity')
    and ($3::text is null or (customer, currency, resource) > ($3::text, $4::text, $5::text))
  order by customer, currency, resource
  limit $6::integer`

const SET_OVERDRAFT = `
  select ${COLUMNS}
  from creditkit.set_overdraft($1::text, $2::text, $3::text, $4::bigint, $5::boolean)`

interface SummaryRow {
  readonly customer: string
  readonly currency: string
  readonly resource: string
  readonly balance: bigint
  readonly held: bigint
  readonly overdraft: bigint
  readonly overdraft_limit: bigint
  readonly overdraft_soft: boolean
  readonly seq: bigint
}

const PLACE = [CURSOR_PARTS.any, CURSOR_PARTS.any, CURSOR_PARTS.any]

/** The list of pools, and what is set for one. */
export class Pools {
  readonly #pool: pg.Pool
  readonly #currencies: Currencies
  readonly #upkeep: Upkeep

  constructor(pool: pg.Pool, currencies: Currencies, upkeep: Upkeep) {
    this.#pool = pool
    this.#currencies = currencies
    this.#upkeep = upkeep
  }

  async list(filter: PoolFilter): Promise<Page<PoolSummary>> {
    const limit = readLimit(filter.limit)
    const place = readCursor(filter.cursor, PLACE) ?? [null, null, null]
    if (filter.customer === undefined) await this.#upkeep.sweepAll()
    else await advanceDue(this.#pool, filter.customer)
    const values = [filter.customer, filter.currency, ...place, limit + 1]
    const { rows } = await this.#pool.query<SummaryRow>(LIST, values)
    return toPage(rows, limit, toSummary, (row) => [row.customer, row.currency, row.resource])
  }

  async setOverdraft(request: OverdraftRequest): Promise<PoolSummary> {
    const { customer, currency, resource } = readPoolKey(request)
    const { kind = 'hard' } = request
    if (checkSize(request.limit, 'overdraft limit') < 0n) {
      throw new LedgerError('invalid_amount', 'The overdraft limit is zero or more.')
    }
    if (kind !== 'hard' && kind !== 'soft') {
      throw new LedgerError('invalid_value', 'The overdraft is "hard" or "soft".')
    }
    await this.#currencies.known(currency)
    const values = [customer, currency, resource, request.limit, kind === 'soft']
    const { rows } = await this.#pool.query<SummaryRow>(SET_OVERDRAFT, values)
    const [row] = rows
    if (row === undefined) throw new Error('The database gave no pool.')
    return toSummary(row)
  }
}

function toSummary(row: SummaryRow): PoolSummary {
  return {
    customer: row.customer,
    currency: row.currency,
    resource: row.resource || null,
    balance: row.balance,
    held: row.held,
    available: row.balance - row.held,
    overdraft: row.overdraft,
    overdraftLimit: row.overdraft_limit,
    overdraftKind: row.overdraft_soft ? 'soft' : 'hard',
    seq: row.seq,
  }
}
