import type { QueryConfig } from 'pg'
import { ENTRY_COLUMNS, ENTRY_JOINS } from './entry-rows.ts'
import { shortHash } from './request-hash.ts'
import type { EntryFilter, EntryKind } from './types/entry.ts'

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

/** Those of nobody's wish and of the widget. */
const USUAL_LIMITS = new Set([50, 25])

/**
 * The statement for a page of entries and the first of the next page: from each of the customer's pools as many as that
 * by their numbers, then the first of them all by time.
 *
 * It has no condition that may be null, and its limit as a number: with either, Postgres takes a plan for any values to
 * be dear, and plans every page of a large ledger anew, which takes as long as reading it.
 *
 * @param place time, currency, resource and number of the last entry of the page before
 */
export function entriesQuery(
  customer: string,
  filter: EntryFilter,
  limit: number,
  place: readonly string[] | null,
): QueryConfig {
  const values: unknown[] = []
  const put = (value: unknown, type: string): string => `$${values.push(value)}::${type}`
  const newest = filter.order !== 'oldest'
  const [direction, beyond] = newest ? ['desc', '<'] : ['asc', '>']
  const pools = [`p.customer = ${put(customer, 'text')}`]
  if (filter.currency !== undefined) pools.push(`p.currency = ${put(filter.currency, 'text')}`)
  if (typeof filter.resource === 'string') pools.push(`p.resource = ${put(filter.resource, 'text')}`)
  const entries = ['e.customer = p.customer', 'e.currency = p.currency', 'e.resource = p.resource']
  const kinds = filter.kinds ?? (filter.notes === true ? undefined : MOVEMENTS)
  if (kinds !== undefined) entries.push(`e.kind = any (${put(kinds, 'creditkit.entry_kind[]')})`)
  if (filter.from !== undefined) entries.push(`e.seq > ${seqBefore(put(filter.from, 'timestamptz'))}`)
  if (filter.to !== undefined) entries.push(`e.seq <= ${seqBefore(put(filter.to, 'timestamptz'))}`)
  if (filter.feature !== undefined) entries.push(`e.feature = ${put(filter.feature, 'text')}`)
  if (filter.orderId !== undefined) entries.push(`e.order_id = ${put(filter.orderId, 'text')}`)
  if (filter.grantId !== undefined) entries.push(splitsName(put(filter.grantId, 'uuid')))
  if (place !== null) {
    const [at, ...key] = ['timestamptz', 'text', 'text', 'bigint'].map((type, index) =>
      put(place[index], type),
    )
    entries.push(newest ? `e.seq <= ${seqAt(String(at))}` : `e.seq > ${seqBefore(String(at))}`)
    entries.push(`(e.at, e.currency, e.resource, e.seq) ${beyond} (${[at, ...key].join()})`)
  }
  const text = `
    with page as (
      select found.* from creditkit.pools as p cross join lateral (
        select e.* from creditkit.entries as e where ${entries.join('\n          and ')}
        order by e.seq ${direction} limit ${limit + 1}
      ) as found
      where ${pools.join(' and ')}
    )
    select ${ENTRY_COLUMNS} from page as e ${ENTRY_JOINS}
    order by e.at ${direction}, e.currency ${direction}, e.resource ${direction}, e.seq ${direction}
    limit ${limit + 1}`
  const { feature, orderId, grantId } = filter
  const usual =
    USUAL_LIMITS.has(limit) && feature === undefined && orderId === undefined && grantId === undefined
  // Postgres keeps the plan of what has a name, for as long as the connection lives: so the names must be few.
  return usual ? { name: `creditkit.entries.${shortHash(text)}`, text, values } : { text, values }
}

function seqAt(instant: string): string {
  return `creditkit.seq_at(p.customer, p.currency, p.resource, ${instant})`
}

function seqBefore(instant: string): string {
  return seqAt(`${instant} - interval '1 millisecond'`)
}

function splitsName(grantId: string): string {
  return `exists (
    select from creditkit.splits_of(e.splits) as s
    join creditkit.grants as g
      on g.customer = e.customer and g.currency = e.currency and g.resource = e.resource and g.number = s.number
    where g.id = ${grantId})`
}
