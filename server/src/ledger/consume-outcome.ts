import type { ConsumeColumns } from './consume-request.ts'
import type { Category } from './types/common.ts'
import type { Consumption, Entry, Split } from './types/entry.ts'

/** A row of `creditkit.consume_outcome`. */
export interface OutcomeRow {
  readonly place: number
  /** `done`, `replay`, or the code of a refusal. */
  readonly status: string
  readonly cost: string | null
  /** What was taken, where it is not the cost. */
  readonly amount: bigint | null
  readonly available: bigint | null
  readonly seq: bigint | null
  readonly at: Date | null
  readonly occurred_at: Date | null
  readonly balance: bigint
  readonly held: bigint
  /** The pool's counter, where it is not the entry's. */
  readonly pool_seq: bigint | null
  readonly overdraft: bigint | null
  readonly grant_ids: readonly string[] | null
  readonly categories: readonly Category[] | null
  readonly splits: readonly bigint[] | null
  readonly feature_name: string | null
  readonly rate_id: string | null
  readonly rate_version: number | null
  readonly answer: StoredAnswer | null
}

/** What of an answer cannot be told from an entry. */
export interface StoredAnswer {
  readonly cost?: string
  /** Of a refusal. */
  readonly available?: string
  /** Where nothing was taken, the pool's state. */
  readonly balance?: string
  readonly held?: string
  readonly seq?: string
}

/** @param describeRate gives the words for a rate version. */
export function toConsumption(
  row: OutcomeRow,
  request: ConsumeColumns,
  describeRate: (rateId: string) => string,
): Consumption {
  return {
    entry: row.seq === null ? null : toEntry(row, request, describeRate),
    cost: BigInt(row.cost ?? 0),
    amount: amountOf(row),
    balance: row.balance,
    held: row.held,
    available: row.balance - row.held,
    seq: row.pool_seq ?? row.seq ?? 0n,
    replayed: false,
  }
}

function amountOf({ amount, cost }: OutcomeRow): bigint {
  return amount ?? BigInt(cost ?? 0)
}

function toEntry(row: OutcomeRow, request: ConsumeColumns, describeRate: (rateId: string) => string): Entry {
  return {
    customer: request.customer,
    currency: request.currency,
    resource: request.resource || null,
    seq: row.seq ?? 0n,
    at: row.at ?? new Date(Number.NaN),
    occurredAt: row.occurred_at,
    late: row.occurred_at !== null,
    kind: 'consumption',
    amount: -amountOf(row),
    balanceAfter: row.balance,
    heldAfter: row.held,
    splits: toSplits(row),
    overdraft: row.overdraft ?? 0n,
    feature: request.feature,
    featureName: row.feature_name,
    quantity: request.quantity,
    dimensions: request.dimensions ?? {},
    rate:
      row.rate_id === null || row.rate_version === null
        ? null
        : { id: row.rate_id, version: row.rate_version, description: describeRate(row.rate_id) },
    orderId: null,
    holdId: null,
    reason: request.reason ?? null,
    actor: request.actor ?? null,
    idempotencyKey: request.key,
    metadata: request.metadata ?? {},
  }
}

/** As the ledger keeps them, three numbers each: grant, amount, what remains. */
export function toSplits(row: {
  readonly grant_ids: readonly string[] | null
  readonly categories: readonly Category[] | null
  readonly splits: readonly bigint[] | null
}): Split[] {
  return (row.grant_ids ?? []).map((grantId, index) => ({
    grantId,
    category: row.categories?.[index] ?? 'promotional',
    amount: row.splits?.[index * 3 + 1] ?? 0n,
    remainingAfter: row.splits?.[index * 3 + 2] ?? 0n,
  }))
}
