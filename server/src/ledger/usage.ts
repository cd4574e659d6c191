import type pg from 'pg'
import { checkInstant, checkText, checkTimeZone } from './checks.ts'
import type { Currencies } from './currencies.ts'
import { LedgerError } from './errors.ts'
import { translated } from './writes.ts'
import type { Bucket, Usage, UsageBucket, UsageGroup, UsageQuery } from './types/pool.ts'

// The buckets begin where the zone's local time does, but minutes and hours, which are the same length everywhere and
// would come twice where clocks are put back. Bucket 0 is the period of the same length just before.
//
// The number of buckets is selected: Postgres does not look at it when it plans, and so keeps one plan for any.
const READ = `
  with edge as (
    select greatest(b.at, $4::timestamptz) as first,
      least(lead(b.at) over (order by b.at), $5::timestamptz) as last, row_number() over (order by b.at) as nth
    from (
      select case when $6::text in ('minute', 'hour')
        then date_trunc($6::text, $4::timestamptz, $7::text) + n * ('1 ' || $6::text)::interval
        else creditkit.local_beginning(
          date_trunc($6::text, $4::timestamptz at time zone $7::text) + n * ('1 ' || $6::text)::interval, $7::text)
        end as at
      from generate_series(0, (select $8::integer)) as n
    ) as b
    where b.at < $5::timestamptz
  ), bucket as (
    select 0 as nth, $4::timestamptz - ($5::timestamptz - $4::timestamptz) as first, $4::timestamptz as last
    union all select nth, first, coalesce(last, $5::timestamptz) from edge
  ), not_counted as materialized (
    select n.* from creditkit.usage_not_counted($1::text, $2::text, $3::text) as n
  )
  select b.nth::integer, b.first as start, b.last as end, used.key, coalesce(sum(used.amount), 0)::text as amount
  from bucket as b
  left join lateral (
    select case when $9::text is null then u.feature else coalesce(u.dimensions ->> $9::text, '') end as key, u.amount
    from (
      select feature, dimensions, amount
      from creditkit.usage_between($1::text, $2::text, $3::text, b.first, b.last)
      union all
      -- Of quarters of an hour that are not whole in the bucket, usage_between reads the entries.
      select feature, dimensions, amount from not_counted
      where slot >= date_bin('15 minutes', b.first + interval '15 minutes' - interval '1 microsecond', '2000-01-01 00:00Z')
        and slot < date_bin('15 minutes', b.last, '2000-01-01 00:00Z')
    ) as u
    where $10::text is null or u.feature = $10::text
  ) as used on true
  group by 1, 2, 3, 4
  order by 1`

const READ_NAME = 'creditkit.usage'

const NAMES = `select id, name from creditkit.features where id = any ($1::text[])`
const NOW = `select creditkit.now_ms() as now`

interface UsageRow {
  readonly nth: number
  readonly start: Date
  readonly end: Date
  /** Null: no usage in the bucket. */
  readonly key: string | null
  readonly amount: bigint
}

/** What flows through a pool need not fit into 64 bits. */
type AsText<Row> = Omit<Row, 'amount'> & { readonly amount: string }

/** Milliseconds; the shortest that a bucket can be, but for clock changes. */
const BUCKETS: Readonly<Record<Bucket, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 82_800_000,
  week: 601_200_000,
  month: 2_415_600_000,
}

const MOST_BUCKETS = 3000

/** What was used: by feature or dimension, over time. */
export class UsageReader {
  readonly #pool: pg.Pool
  readonly #currencies: Currencies

  constructor(pool: pg.Pool, currencies: Currencies) {
    this.#pool = pool
    this.#currencies = currencies
  }

  async read(query: UsageQuery): Promise<Usage> {
    const { bucket = 'day', timeZone = 'UTC', groupBy = 'feature' } = query
    const currency = await this.#currencies.known(query.currency)
    const dimension = readGroupBy(groupBy)
    const values = [
      query.customer,
      currency.id,
      query.resource,
      query.from,
      query.to,
      bucket,
      checkTimeZone(timeZone),
      countBuckets(query.from, query.to, bucket),
      dimension,
      query.feature,
    ]
    const statement = { name: READ_NAME, text: READ, values }
    const answer = await translated(() => this.#pool.query<AsText<UsageRow>>(statement))
    const rows = answer.rows.map((row) => ({ ...row, amount: BigInt(row.amount) }))
    const groups = await this.#groups(rows, dimension === null)
    return {
      currency: currency.id,
      from: query.from,
      to: query.to,
      timeZone,
      bucket,
      groupBy,
      total: sum(groups.map((group) => group.total)),
      previousTotal: sum(groups.map((group) => group.previousTotal)),
      groups,
      buckets: toBuckets(rows),
      asOf: await this.#now(),
    }
  }

  async #groups(rows: readonly UsageRow[], byFeature: boolean): Promise<UsageGroup[]> {
    const keys = [...new Set(rows.flatMap((row) => (row.key === null ? [] : [row.key])))]
    const names = byFeature ? await this.#names(keys) : new Map<string, string>()
    const groups = keys.map((key) => {
      const own = rows.filter((row) => row.key === key)
      return {
        key,
        name: names.get(key) ?? key,
        total: sum(own.filter((row) => row.nth > 0).map((row) => row.amount)),
        previousTotal: sum(own.filter((row) => row.nth === 0).map((row) => row.amount)),
      }
    })
    return groups.sort((a, b) => compare(b.total, a.total) || compare(a.key, b.key))
  }

  async #names(features: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await this.#pool.query<{ id: string; name: string }>(NAMES, [features])
    return new Map(rows.map((row) => [row.id, row.name]))
  }

  async #now(): Promise<Date> {
    return (await this.#pool.query<{ now: Date }>(NOW)).rows[0]?.now ?? new Date(Number.NaN)
  }
}

/** @returns the dimension's name, or null for the feature. */
function readGroupBy(groupBy: string): string | null {
  if (groupBy === 'feature') return null
  const name = /^dimension\.(.+)$/.exec(groupBy)?.[1]
  if (name === undefined) {
    throw new LedgerError('invalid_value', 'Group by "feature" or by "dimension." and the name of one.')
  }
  return checkText(name, 'dimension', 64)
}

function countBuckets(from: Date, to: Date, bucket: Bucket): number {
  checkInstant(from, 'beginning')
  checkInstant(to, 'end')
  const shortest = BUCKETS[bucket]
  if (shortest === undefined) {
    throw new LedgerError('invalid_value', 'The bucket is "minute", "hour", "day", "week" or "month".')
  }
  if (from >= to)
    throw new LedgerError('invalid_time', 'The end of the period has to lie after its beginning.')
  const count = Math.ceil((to.getTime() - from.getTime()) / shortest) + 2
  if (count > MOST_BUCKETS) {
    throw new LedgerError('invalid_value', `That is more than ${MOST_BUCKETS} buckets. Take a longer bucket.`)
  }
  return count
}

function toBuckets(rows: readonly UsageRow[]): UsageBucket[] {
  const buckets = Map.groupBy(
    rows.filter((row) => row.nth > 0),
    (row) => row.nth,
  )
  return [...buckets.values()].flatMap((own) => {
    const [first] = own
    if (first === undefined) return []
    const used = own.flatMap((row) =>
      row.key === null || row.amount === 0n ? [] : [[row.key, row.amount] as const],
    )
    const total = sum(used.map(([, amount]) => amount))
    return [{ start: first.start, end: first.end, total, amounts: Object.fromEntries(used) }]
  })
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

function compare(a: bigint | string, b: bigint | string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
