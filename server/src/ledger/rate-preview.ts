import type { RatePreview } from './types/catalogue.ts'

// The version as if it were there, against the consumptions that had a rate: it counts where all its dimensions match
// and the version that did count names no more of them.
export const PREVIEW = `
  with candidate as (
    select ($1::text, $2::text, 1, null, $3::jsonb, $4::smallint, $5::text, $6::text, $7::numeric[], $8::numeric[],
      $9::numeric, $10::boolean, null, null)::creditkit.rates as rate
  ), past as (
    select e.customer, -e.amount as cost,
      coalesce(e.dimensions, '{}') @> $3::jsonb
        and (old.specificity, $5::text) <= ($4::smallint, old.dimension_names) as affected,
      -- Where there was less than it cost, only that was taken, and no more would be.
      case when -e.amount < creditkit.rate_cost(old, e.quantity, $11::integer)
        then least(creditkit.rate_cost(candidate.rate, e.quantity, $11::integer), -e.amount)
        else creditkit.rate_cost(candidate.rate, e.quantity, $11::integer) end as new_cost
    from creditkit.entries as e
    cross join candidate
    join creditkit.rates as old
      on old.feature = e.feature and old.currency = e.currency and old.version = e.rate_version
    where e.kind = 'consumption' and e.currency = $2::text and e.feature = $1::text
      and coalesce(e.occurred_at, e.at) >= $12::timestamptz and coalesce(e.occurred_at, e.at) < $13::timestamptz
      and ($14::text is null or e.customer = $14::text)
  )
  select customer, count(*)::text as consumptions, count(*) filter (where affected)::text as affected,
    coalesce(sum(cost) filter (where affected), 0)::text as before,
    coalesce(sum(new_cost) filter (where affected), 0)::text as after
  from past
  group by grouping sets ((), (customer))
  order by grouping(customer) desc,
    abs(coalesce(sum(new_cost - cost) filter (where affected), 0)) desc, customer
  limit 21`

export interface PreviewRow {
  /** Null: the sum over all. */
  readonly customer: string | null
  readonly consumptions: string
  readonly affected: string
  readonly before: string
  readonly after: string
}

export function toPreview(rows: readonly PreviewRow[]): RatePreview {
  const [all, ...customers] = rows
  return {
    consumptions: Number(all?.consumptions ?? 0),
    affected: Number(all?.affected ?? 0),
    before: BigInt(all?.before ?? 0),
    after: BigInt(all?.after ?? 0),
    customers: customers
      .map((row) => ({
        customer: row.customer ?? '',
        before: BigInt(row.before),
        after: BigInt(row.after),
      }))
      .filter(({ before, after }) => before !== after),
  }
}
