import type {
  Attributed,
  Category,
  Dimensions,
  Idempotent,
  Metadata,
  PageRequest,
  PoolKey,
} from './common.ts'

/** What moves credits. */
export type MovementKind =
  | 'grant'
  | 'consumption'
  | 'expiry'
  | 'void'
  | 'revocation'
  | 'adjustment'
  | 'clawback'
  | 'reinstatement'

/** What changes a pool and moves nothing: the amount of such an entry is zero. */
export type NoteKind = 'schedule' | 'amendment' | 'hold' | 'release'

export type EntryKind = MovementKind | NoteKind

/** What an entry took from a grant or gave to it. */
export interface Split {
  readonly grantId: string
  readonly category: Category
  /** Signed, in the smallest unit. */
  readonly amount: bigint
  readonly remainingAfter: bigint
}

/** One change of a pool, never altered. Amounts are in the currency's smallest unit. */
export interface Entry {
  readonly customer: string
  readonly currency: string
  readonly resource: string | null
  /** 1, 2, … without gaps in the pool. */
  readonly seq: bigint
  /** When it took place; never earlier than the entry before it. */
  readonly at: Date
  /** When the usage happened, for one that was reported late; else null. */
  readonly occurredAt: Date | null
  readonly late: boolean
  readonly kind: EntryKind
  /** Signed: the sum of the splits and of `overdraft`. */
  readonly amount: bigint
  readonly balanceAfter: bigint
  readonly heldAfter: bigint
  readonly splits: readonly Split[]
  /** Part of `amount` that went into overdraft (negative) or settled it (positive). */
  readonly overdraft: bigint
  readonly feature: string | null
  readonly featureName: string | null
  readonly quantity: string | null
  readonly dimensions: Dimensions
  readonly rate: { readonly id: string; readonly version: number; readonly description: string } | null
  readonly orderId: string | null
  readonly holdId: string | null
  readonly reason: string | null
  readonly actor: string | null
  readonly idempotencyKey: string | null
  readonly metadata: Metadata
}

/** Of one pool, pages miss nothing. Across several, what is written while a list is read may come before its place. */
export interface EntryFilter extends PageRequest {
  readonly currency?: string | undefined
  /** Left out: every resource. Empty: those of none. */
  readonly resource?: string | null | undefined
  readonly kinds?: readonly EntryKind[] | undefined
  /** Whether entries that move nothing are listed too. False when left out and `kinds` names none of them. */
  readonly notes?: boolean | undefined
  readonly feature?: string | undefined
  readonly grantId?: string | undefined
  readonly orderId?: string | undefined
  /** Inclusive, of `at`. */
  readonly from?: Date | undefined
  /** Exclusive, of `at`. */
  readonly to?: Date | undefined
  /** Newest first when left out. */
  readonly order?: 'newest' | 'oldest' | undefined
}

export type WhenShort = 'refuse' | 'partial' | 'overdraft'

/** What is to be paid with credits: a quantity of a feature at its rate, or an amount. */
export interface UsageRequest extends PoolKey {
  readonly feature?: string | undefined
  /** Decimal above zero, `1` when left out. */
  readonly quantity?: string | undefined
  /** In the smallest unit, above zero: instead of the feature's rate. */
  readonly amount?: bigint | undefined
  readonly dimensions?: Dimensions | undefined
}

export interface CheckRequest extends UsageRequest {
  /** Whether the overdraft may be used; `refuse` when left out. */
  readonly whenShort?: 'refuse' | 'overdraft' | undefined
}

export interface ConsumeRequest extends UsageRequest, Attributed {
  readonly idempotencyKey: string
  /** When the usage happened, if not now: in the past, within the window that the ledger is configured with. */
  readonly at?: Date | undefined
  /** `refuse` when left out. */
  readonly whenShort?: WhenShort | undefined
  readonly metadata?: Metadata | undefined
}

export interface Consumption {
  /** Null where `partial` found nothing to take, or the cost is zero. */
  readonly entry: Entry | null
  /** What the usage costs. */
  readonly cost: bigint
  /** What was taken: less than the cost with `partial` only. */
  readonly amount: bigint
  readonly balance: bigint
  readonly held: bigint
  readonly available: bigint
  readonly seq: bigint
  /** Whether this is the stored answer to an earlier request with the same key. */
  readonly replayed: boolean
}

export interface Check {
  readonly allowed: boolean
  readonly cost: bigint
  /** What could be used for this now, overdraft not included. */
  readonly available: bigint
  /** What would be left of `available`, below zero in overdraft, if allowed; else `available`. */
  readonly remaining: bigint
  readonly missing: bigint
  readonly seq: bigint
  readonly asOf: Date
}

export type HoldStatus = 'open' | 'settled' | 'released' | 'lapsed'

export interface Hold {
  readonly id: string
  readonly customer: string
  readonly currency: string
  readonly resource: string | null
  readonly status: HoldStatus
  readonly amount: bigint
  /** Of `amount`, what stands behind it now: less where a grant behind it went and no other could take its place. */
  readonly reserved: bigint
  readonly feature: string | null
  readonly quantity: string | null
  readonly dimensions: Dimensions
  readonly createdAt: Date
  readonly lapsesAt: Date
  readonly closedAt: Date | null
  readonly settledAmount: bigint | null
  readonly reason: string | null
  readonly actor: string | null
  readonly metadata: Metadata
  /** The pool's state after the call. */
  readonly balance: bigint
  readonly available: bigint
  readonly seq: bigint
}

export interface HoldRequest extends UsageRequest, Attributed, Idempotent {
  /** When it lets go by itself; an hour from now when left out. */
  readonly lapsesAt?: Date | undefined
  /** ISO 8601 duration from now, such as `PT15M`; instead of `lapsesAt`. */
  readonly lapsesAfter?: string | undefined
  readonly metadata?: Metadata | undefined
}

export interface HoldChange extends Attributed, Idempotent {
  readonly customer: string
  readonly holdId: string
}

export interface HoldExtension extends HoldChange {
  /** Later than now … */
  readonly lapsesAt?: Date | undefined
  /** … or an ISO 8601 duration from now, such as `PT15M`. */
  readonly lapsesAfter?: string | undefined
}

export interface SettleRequest extends HoldChange {
  /** What the work cost in the end, in the smallest unit, zero included … */
  readonly amount?: bigint | undefined
  /**
   * … or the quantity of the hold's feature, zero included, at the rate that it was made for (of now, where it was made
   * for an amount); neither: the whole hold.
   */
  readonly quantity?: string | undefined
  /** Above the hold: take the rest from what is available, else refuse; or go into overdraft. `refuse` by default. */
  readonly whenShort?: 'refuse' | 'overdraft' | undefined
  readonly metadata?: Metadata | undefined
}

export interface HoldFilter extends PageRequest {
  readonly currency?: string | undefined
  readonly resource?: string | null | undefined
  readonly status?: HoldStatus | undefined
}
