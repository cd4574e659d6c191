import type { Attributed, Category, Idempotent, Metadata, Money, PoolKey } from './common.ts'

export type GrantStatus = 'available' | 'scheduled' | 'used_up' | 'expired' | 'voided' | 'taken_back'

export type GrantSource = 'top_up' | 'manual' | 'recurring' | 'import' | 'adjustment'

/** A block of credits. Amounts are in the currency's smallest unit. */
export interface Grant {
  readonly id: string
  readonly customer: string
  readonly currency: string
  readonly resource: string | null
  readonly amount: bigint
  readonly remaining: bigint
  /** Of `remaining`, reserved by holds. */
  readonly held: bigint
  /** Consumed, or used to settle an overdraft. */
  readonly used: bigint
  readonly expired: bigint
  /** Taken away by void, revocation and adjustment. */
  readonly withdrawn: bigint
  /** Clawed back in all, less what was reinstated. */
  readonly clawedBack: bigint
  readonly category: Category
  /** Lower is burned first. */
  readonly priority: number
  readonly status: GrantStatus
  readonly effectiveAt: Date
  readonly expiresAt: Date | null
  readonly createdAt: Date
  /** What it may be used for; null: anything. */
  readonly features: readonly string[] | null
  /** What was paid for the whole grant. */
  readonly costBasis: Money | null
  readonly source: GrantSource
  readonly orderId: string | null
  readonly recurringId: string | null
  readonly reason: string | null
  readonly actor: string | null
  readonly metadata: Metadata
  /** The pool's counter when the answer was made. */
  readonly seq: bigint
}

export interface GrantRequest extends PoolKey, Attributed, Idempotent {
  /** In the smallest unit, above zero. */
  readonly amount: bigint
  /** `promotional` when left out. */
  readonly category?: Category | undefined
  /** -1000 to 1000, 0 when left out; lower is burned first. */
  readonly priority?: number | undefined
  /** Now when left out. One in the past counts for usage reported late; the credits are there from now. */
  readonly effectiveAt?: Date | undefined
  /** The first instant at which it counts no longer; in the future, and after the effective instant. */
  readonly expiresAt?: Date | null | undefined
  /** ISO 8601 duration from the effective instant, such as `P30D` or `PT12H`, in UTC; instead of `expiresAt`. */
  readonly expiresAfter?: string | null | undefined
  readonly costBasis?: Money | null | undefined
  readonly features?: readonly string[] | null | undefined
  /** `manual` when left out. */
  readonly source?: GrantSource | undefined
  readonly orderId?: string | null | undefined
  readonly metadata?: Metadata | undefined
}

/** A change to one grant of a customer. */
export interface GrantChange extends Attributed, Idempotent {
  readonly customer: string
  readonly grantId: string
}

export interface ExtendRequest extends GrantChange {
  /** Later than its present expiry; null: it never expires. */
  readonly expiresAt: Date | null
}

export interface PriorityRequest extends GrantChange {
  readonly priority: number
}

/** Takes credits of a grant back, or gives them again, because of its payment. */
export interface ClawbackRequest extends GrantChange {
  /** In the smallest unit, above zero. All clawbacks of a grant together are at most its amount. */
  readonly amount: bigint
  readonly orderId?: string | null | undefined
  readonly metadata?: Metadata | undefined
}

export interface AdjustRequest extends PoolKey, Attributed, Idempotent {
  /** In the smallest unit; up where positive, down where negative. */
  readonly amount: bigint
  readonly reason: string
  /** Down: whether what the grants cannot give becomes a negative balance. Else it is refused whole. */
  readonly allowNegative?: boolean | undefined
  /** Up: of the grant that is made. */
  readonly category?: Category | undefined
  readonly expiresAt?: Date | null | undefined
  readonly metadata?: Metadata | undefined
}

export interface GrantFilter {
  readonly currency?: string | undefined
  /** Left out: every resource. Empty: those of none. */
  readonly resource?: string | null | undefined
  readonly status?: readonly GrantStatus[] | undefined
  readonly orderId?: string | undefined
}

/** A grant made again at every turn of a calendar period. */
export interface RecurringGrant {
  readonly id: string
  readonly customer: string
  readonly currency: string
  readonly resource: string | null
  readonly amount: bigint
  readonly category: Category
  readonly priority: number
  readonly features: readonly string[] | null
  readonly costBasis: Money | null
  readonly period: RecurringPeriod
  readonly timeZone: string
  readonly rollover: Rollover
  readonly startsAt: Date
  readonly endsAt: Date | null
  /** When it grants next; null when it has ended. */
  readonly nextAt: Date | null
  readonly createdAt: Date
  readonly metadata: Metadata
}

export interface RecurringPeriod {
  readonly unit: 'day' | 'week' | 'month' | 'year'
  /** 1 or more. */
  readonly count: number
}

/** What becomes of credits left at the turn of a period: they go, they stay, or they stay up to a cap. */
export type Rollover =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  | { readonly kind: 'up_to'; readonly cap: bigint }

export interface RecurringGrantRequest extends PoolKey, Attributed, Idempotent {
  readonly amount: bigint
  readonly period: RecurringPeriod
  /** IANA name; `UTC` when left out. Periods turn at the same local time as the first began. */
  readonly timeZone?: string | undefined
  readonly rollover?: Rollover | undefined
  /** Now when left out; may not be in the past. */
  readonly startsAt?: Date | undefined
  readonly endsAt?: Date | null | undefined
  readonly category?: Category | undefined
  readonly priority?: number | undefined
  readonly features?: readonly string[] | null | undefined
  readonly costBasis?: Money | null | undefined
  readonly metadata?: Metadata | undefined
}
