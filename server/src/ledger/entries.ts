import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'
import { checkInstant } from './checks.ts'
import { CURSOR_PARTS, readCursor, readLimit, toPage } from './cursors.ts'
import { ENTRY_COLUMNS, ENTRY_JOINS, type EntryRow, toEntry } from './entry-rows.ts'
import { LedgerError } from './errors.ts'
import { readPoolKey } from './pool-key.ts'
import type { Page, PoolKey } from './types/common.ts'
import type { Entry, EntryFilter, EntryKind } from './types/entry.ts'

const GET = `
  select ${ENTRY_COLUMNS} from creditkit.entries as e ${ENTRY_JOINS}
  where e.customer = $1::text and e.currency = $2::text and e.resource = $3::text and e.seq = $4::bigint`

// From each of the customer's pools as many as a page holds, by their numbers, then the first of them all by time.
// $9 to $12: the last row of the page before.
function listSql(newest: boolean): string {
  const [direction, beyond, edge] = newest ? ['desc', '<', 'least'] : ['asc', '>', 'greatest']
  return `
  with bounds as (
    select p.customer, p.currency, p.resource,
      1 + case when $7::timestamptz is null then 0
        else creditkit.seq_at(p.customer, p.currency, p.resource, $7::timestamptz - interval '1 millisecond') end as first,
      case when $8::timestamptz is null then p.seq
        else creditkit.seq_at(p.customer, p.currency, p.resource, $8::timestamptz - interval '1 millisecond') end as last,
      case when $9::timestamptz is null then null
        else creditkit.seq_at(p.customer, p.currency, p.resource, $9::timestamptz
          ${newest ? '' : `- interval '1 millisecond'`}) end as place
    from creditkit.pools as p
    where p.customer = $1::text and ($2::text is null or p.currency = $2::text)
      and ($3::text is null or p.resource = $3::text)
  ), page as (
    select found.* from bounds as b cross join lateral (
      select e.* from creditkit.entries as e
      where e.customer = b.customer and e.currency = b.currency and e.resource = b.resource
        and e.seq ${newest ? '<=' : '>='} coalesce(${edge}(b.place, ${newest ? 'b.last' : 'b.first'}), 0)
        and e.seq ${newest ? '>= b.first' : '<= b.last'}
        and ($4::creditkit.entry_kind[] is null or e.kind = any ($4::creditkit.entry_kind[]))
        and ($5::text is null or e.feature = $5::text)
        and ($6::text is null or e.order_id = $6::text)
        and ($13::uuid is null or exists (
          select from creditkit.splits_of(e.splits) as s
          join creditkit.grants as g
            on g.customer = e.customer and g.currency = e.currency and g.resource = e.resource and g.number = s.number
          where g.id = $13::uuid))
        and ($9::timestamptz is null or (e.at, e.currency, e.resource, e.seq)
          ${beyond} ($9::timestamptz, $10::text, $11::text, $12::bigint))
      order by e.seq ${direction} limit $14::integer
    ) as found
  )
  select ${ENTRY_COLUMNS} from page as e ${ENTRY_JOINS}
  order by e.at ${direction}, e.currency ${direction}, e.resource ${direction}, e.seq ${direction}
  limit $14::integer`
}

// With names, for the reason that the balance has one.
const LIST_NEWEST = { name: 'creditkit.entries.newest', text: listSql(true) }
const LIST_OLDEST = { name: 'creditkit.entries.oldest', text: listSql(false) }
const ADVANCE = 'select creditkit.advance_due($1::text)'

const MOVEMENTS: readonly EntryKind[] = [
  'grant',
  'consumption',
  'expiry',
  'void',
  'revocation',
  'adjustment',
  'clawback',
  'reinstatement',
]

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
    const place = readCursor(filter.cursor, PLACE) ?? [null, null, null, null]
    if (filter.from) checkInstant(filter.from, 'beginning')
    if (filter.to) checkInstant(filter.to, 'end')
    await this.#pool.query(ADVANCE, [customer])
    const values = [
      customer,
      filter.currency,
      filter.resource,
      filter.kinds ?? (filter.notes === true ? null : MOVEMENTS),
      filter.feature,
      filter.orderId,
      filter.from,
      filter.to,
      ...place,
      filter.grantId,
      limit + 1,
    ]
    const list = filter.order === 'oldest' ? LIST_OLDEST : LIST_NEWEST
    const { rows } = await this.#pool.query<EntryRow>({ ...list, values })
    return toPage(rows, limit, toEntry, (row) => [
      row.at.toISOString(),
      row.currency,
      row.resource,
      row.seq.toString(),
    ])
  }
}
