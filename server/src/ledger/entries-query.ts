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

/** Keeps a value for the statement, and gives the words that stand for it. */
type Put = (value: unknown, type: string) => string

/**
 * The statement for a page of entries and the first of the next page: from each of the customer's pools as many as that
 * by their numbers, then the first of them all by time.
 *
 * Where Postgres expects more of a plan for these values than of one for any, it plans every page anew, which takes as
 * long as reading it. So there is no condition that may be null, the values are selected, which hides them from the
 * planner, and the limit is a number.
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
  const put: Put = (value, type) => `(select $${values.push(value)}::${type})`
  const newest = filter.order !== 'oldest'
  const direction = newest ? 'desc' : 'asc'
  const conditions = [
    ...conditionsOf(filter, put),
    ...(place === null ? [] : conditionsOfPlace(place, newest, put)),
  ]
  const text = `
    with page as (
      select found.* from ${poolsOf(customer, filter, put)} cross join lateral (
        select e.* from creditkit.entries as e
        where e.customer = p.customer and e.currency = p.currency and e.resource = p.resource
          ${conditions.map((condition) => `and ${condition}`).join('\n          ')}
        order by e.seq ${direction} limit ${limit + 1}
      ) as found
    )
    select ${ENTRY_COLUMNS} from page as e ${ENTRY_JOINS}
    order by e.at ${direction}, e.currency ${direction}, e.resource ${direction}, e.seq ${direction}
    limit ${limit + 1}`
  const { feature, orderId, grantId } = filter
  const named =
    USUAL_LIMITS.has(limit) && feature === undefined && orderId === undefined && grantId === undefined
  // Postgres keeps the plan of what has a name, for as long as the connection lives: so the names must be few.
  return named ? { name: `creditkit.entries.${shortHash(text)}`, text, values } : { text, values }
}

function poolsOf(customer: string, { currency, resource, grantId }: EntryFilter, put: Put): string {
  const conditions = [`p.customer = ${put(customer, 'text')}`]
  if (currency !== undefined) conditions.push(`p.currency = ${put(currency, 'text')}`)
  if (typeof resource === 'string') conditions.push(`p.resource = ${put(resource, 'text')}`)
  const pools = `(select * from creditkit.pools as p where ${conditions.join(' and ')}) as p`
  if (grantId === undefined) return pools
  return `${pools} join creditkit.grants as g on g.customer = p.customer and g.currency = p.currency
        and g.resource = p.resource and g.id = ${put(grantId, 'uuid')}`
}

function conditionsOf(filter: EntryFilter, put: Put): string[] {
  const {
    kinds = filter.notes === true ? undefined : MOVEMENTS,
    from,
    to,
    feature,
    orderId,
    grantId,
  } = filter
  const conditions: string[] = []
  if (kinds !== undefined)
    conditions.push(`e.kind = any (${put(kinds, 'creditkit.entry_kind[]')}::creditkit.entry_kind[])`)
  if (from !== undefined) conditions.push(`e.seq > ${seqBefore(put(from, 'timestamptz'))}`)
  if (to !== undefined) conditions.push(`e.seq <= ${seqBefore(put(to, 'timestamptz'))}`)
  if (feature !== undefined) conditions.push(`e.feature = ${put(feature, 'text')}`)
  if (orderId !== undefined) conditions.push(`e.order_id = ${put(orderId, 'text')}`)
  // There is an index of what is no consumption, and consumptions belong to no order.
  if (orderId !== undefined || kinds?.includes('consumption') === false)
    conditions.push(`e.kind <> 'consumption'`)
  if (grantId !== undefined) {
    conditions.push(
      `e.seq > ${seqBefore('g.created_at')}`,
      // Tells most entries apart, and costs less than the next.
      `g.number = any (e.splits)`,
      `exists (select from creditkit.splits_of(e.splits) as s where s.number = g.number)`,
    )
  }
  return conditions
}

/** Beyond that entry: in its own pool by its number, which needs no search, in the others by its time. */
function conditionsOfPlace(place: readonly string[], newest: boolean, put: Put): string[] {
  const at = put(place[0], 'timestamptz')
  const currency = put(place[1], 'text')
  const resource = put(place[2], 'text')
  const seq = put(place[3], 'bigint')
  const [beyond, others] = newest ? ['<', `1 + ${seqAt(at)}`] : ['>', seqBefore(at)]
  return [
    `e.seq ${beyond} case when p.currency = ${currency} and p.resource = ${resource} then ${seq} else ${others} end`,
    `(e.at, e.currency, e.resource, e.seq) ${beyond} (${at}, ${currency}, ${resource}, ${seq})`,
  ]
}

function seqAt(instant: string): string {
  return `creditkit.seq_at(p.customer, p.currency, p.resource, ${instant})`
}

function seqBefore(instant: string): string {
  return seqAt(`${instant} - interval '1 millisecond'`)
}
