import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'
import { checkInstant } from './checks.ts'
import { CURSOR_PARTS, readCursor, readLimit, toPage } from './cursors.ts'
import { entriesQuery } from './entries-query.ts'
import { ENTRY_COLUMNS, ENTRY_JOINS, type EntryRow, toEntry } from './entry-rows.ts'
import { LedgerError } from './errors.ts'
import { readPoolKey } from './pool-key.ts'
import { advanceDue } from './sweep.ts'
import type { Page, PoolKey } from './types/common.ts'
import type { Entry, EntryFilter } from './types/entry.ts'

const GET = `
  select ${ENTRY_COLUMNS} from creditkit.entries as e ${ENTRY_JOINS}
  where e.customer = $1::text and e.currency = $2::text and e.resource = $3::text and e.seq = $4::bigint`

const PLACE = [CURSOR_PARTS.instant, CURSOR_PARTS.any, CURSOR_PARTS.any, CURSOR_PARTS.integer]

/** The ledger as it is read. */
export class Entries {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  async get(key: PoolKey, seq: bigint, database: Queryable = this.#pool): Promise<Entry> {
    const { customer, currency, resource } = readPoolKey(key)
    const { rows } = await database.query<EntryRow>(GET, [customer, currency, resource, seq])
    const [row] = rows
    if (row === undefined) throw new LedgerError('invalid_value', `This pool has no entry ${seq}.`)
    return toEntry(row)
  }

  async list(customer: string, filter: EntryFilter): Promise<Page<Entry>> {
    const limit = readLimit(filter.limit)
    const place = readCursor(filter.cursor, PLACE)
    if (filter.from) checkInstant(filter.from, 'beginning')
    if (filter.to) checkInstant(filter.to, 'end')
    await advanceDue(this.#pool, customer)
    const { rows } = await this.#pool.query<EntryRow>(entriesQuery(customer, filter, limit, place))
    return toPage(rows, limit, toEntry, (row) => [
      row.at.toISOString(),
      row.currency,
      row.resource,
      row.seq.toString(),
    ])
  }
}
