import { trimDecimal } from './amount.ts'
import { toSplits } from './consume-outcome.ts'
import { describeRate } from './rate-rows.ts'
import type { RateModel } from './types/catalogue.ts'
import type { Category, Dimensions, Metadata } from './types/common.ts'
import type { Entry, EntryKind } from './types/entry.ts'

/** Columns of `creditkit.entries as e`, with what its numbers stand for. */
export const ENTRY_COLUMNS = `e.customer, e.currency, e.resource, e.seq, e.at, e.occurred_at, e.kind::text as kind,
  e.amount, e.balance_after, e.held_after, e.overdraft, e.splits, e.feature, e.quantity,
  e.dimensions, e.order_id, e.hold_id, e.reason, e.actor, e.key, e.metadata,
  split.grant_ids, split.categories, f.name as feature_name, e.rate_version,
  r.id as rate_id, r.model, r.prices, r.limits, r.per, r.whole_blocks`

/** Goes after `creditkit.entries as e`. */
export const ENTRY_JOINS = `
  left join creditkit.features as f on f.id = e.feature
  left join creditkit.rates as r
    on r.feature = e.feature and r.currency = e.currency and r.version = e.rate_version
  cross join lateral (
    -- As splits_of has them. It would not be planned in place here, since the order is asked for.
    select array_agg(g.id order by n) as grant_ids, array_agg(g.category order by n) as categories
    from generate_subscripts(e.splits, 1) as n
    join creditkit.grants as g
      on g.customer = e.customer and g.currency = e.currency and g.resource = e.resource and g.number = e.splits[n]
    where n % 3 = 1
  ) as split`

export interface EntryRow {
  readonly customer: string
  readonly currency: string
  readonly resource: string
  readonly seq: bigint
  readonly at: Date
  readonly occurred_at: Date | null
  readonly kind: EntryKind
  readonly amount: bigint
  readonly balance_after: bigint
  readonly held_after: bigint
  readonly overdraft: bigint | null
  readonly grant_ids: readonly string[] | null
  readonly categories: readonly Category[] | null
  readonly splits: readonly bigint[]
  readonly feature: string | null
  readonly feature_name: string | null
  readonly quantity: string | null
  readonly dimensions: Dimensions | null
  readonly rate_id: string | null
  readonly rate_version: number | null
  readonly model: RateModel | null
  readonly prices: readonly string[] | null
  readonly limits: readonly string[] | null
  readonly per: string | null
  readonly whole_blocks: boolean | null
  readonly order_id: string | null
  readonly hold_id: string | null
  readonly reason: string | null
  readonly actor: string | null
  readonly key: string | null
  readonly metadata: Metadata | null
}

export function toEntry(row: EntryRow): Entry {
  return {
    customer: row.customer,
    currency: row.currency,
    resource: row.resource || null,
    seq: row.seq,
    at: row.at,
    occurredAt: row.occurred_at,
    late: row.occurred_at !== null,
    kind: row.kind,
    amount: row.amount,
    balanceAfter: row.balance_after,
    heldAfter: row.held_after,
    splits: toSplits(row),
    overdraft: row.overdraft ?? 0n,
    feature: row.feature,
    featureName: row.feature_name,
    quantity: row.quantity === null ? null : trimDecimal(row.quantity),
    dimensions: row.dimensions ?? {},
    rate: toEntryRate(row),
    orderId: row.order_id,
    holdId: row.hold_id,
    reason: row.reason,
    actor: row.actor,
    idempotencyKey: row.key,
    metadata: row.metadata ?? {},
  }
}

function toEntryRate(row: EntryRow): Entry['rate'] {
  if (row.rate_id === null || row.rate_version === null || row.model === null) return null
  const prices = (row.prices ?? []).map(trimDecimal)
  const limits = (row.limits ?? []).map(trimDecimal)
  const description = describeRate(
    row.model,
    prices,
    limits,
    trimDecimal(row.per ?? '1'),
    row.whole_blocks ?? false,
  )
  return { id: row.rate_id, version: row.rate_version, description }
}
