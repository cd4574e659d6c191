import { parseInstant } from '../database/pool.ts'
import { readRecord } from '../database/record-text.ts'
import type { ConsumeColumns } from './consume-request.ts'
import type { Category } from './types/common.ts'
import type { Consumption, Entry, Split } from './types/entry.ts'

/** What became of a consumption: `creditkit.consume_outcome`. */
export interface OutcomeRow {
  /** Among those of its batch, from 1. */
  readonly place: number
  /** `done`, `replay`, or the code of a refusal. */
  readonly status: string
  readonly cost: string | null
  /** What was taken, where it is not the cost. */
  readonly amount: bigint | null
  readonly available: bigint | null
  readonly seq: bigint | null
  readonly at: Date | null
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
  readonly occurred_at: Date | null
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

/** Of `creditkit.consume_outcome`. */
const FIELDS = 19

/** @param text an outcome of a `consumeQuery`: the row as Postgres writes it, its fields in the order of `OutcomeRow` */
export function readOutcome(text: string | null): OutcomeRow {
  const fields = readRecord(text ?? '')
  if (fields.length !== FIELDS) throw new Error(`The database gave an outcome of ${fields.length} fields.`)
  const [place, status, cost, amount, available, seq, at, balance, held, poolSeq, ...more] = fields
  const [overdraft, grantIds, categories, splits, featureName, rateId, rateVersion, answer, occurredAt] = more
  return {
    place: Number(place),
    status: status ?? '',
    cost: cost ?? null,
    amount: read(amount, BigInt),
    available: read(available, BigInt),
    seq: read(seq, BigInt),
    at: read(at, parseInstant),
    balance: BigInt(balance ?? 0),
    held: BigInt(held ?? 0),
    pool_seq: read(poolSeq, BigInt),
    overdraft: read(overdraft, BigInt),
    grant_ids: read(grantIds, toItems),
    categories: read(categories, toItems) as Category[] | null,
    splits: read(splits, toItems)?.map(BigInt) ?? null,
    feature_name: featureName ?? null,
    rate_id: rateId ?? null,
    rate_version: read(rateVersion, Number),
    answer: read(answer, JSON.parse) as StoredAnswer | null,
    occurred_at: read(occurredAt, parseInstant),
  }
}

function read<Value>(field: string | null | undefined, reader: (text: string) => Value): Value | null {
  return typeof field === 'string' ? reader(field) : null
}

/** Of an array of numbers, ids or categories, whose items need no quotes. */
function toItems(field: string): string[] {
  if (field === '{}') return []
  const items = field.slice(1, -1)
  return items.includes(',') ? items.split(',') : [items]
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
