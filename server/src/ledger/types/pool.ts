import type { Category, Money, PageRequest, PoolKey } from './common.ts'
import type { Currency } from './catalogue.ts'

/** A pool's state at an instant. Amounts are in the currency's smallest unit. */
export interface PoolState {
  readonly customer: string
  readonly currency: Currency
  readonly resource: string | null
  /** Σ remaining of the grants in effect, less the overdraft. */
  readonly balance: bigint
  /** Reserved by holds. */
  readonly held: bigint
  /** `balance` − `held`. */
  readonly available: bigint
  /** What is owed. */
  readonly overdraft: bigint
  readonly overdraftLimit: bigint
  readonly overdraftKind: OverdraftKind
  /** Of the grants in effect; both categories, paid first. */
  readonly byCategory: readonly { readonly category: Category; readonly remaining: bigint }[]
  /** Σ amount of the grants in effect that have something left. */
  readonly granted: bigint
  /** `granted` − Σ remaining of the same grants. */
  readonly used: bigint
  /** What is available × unit cost, rounded half away from zero to a minor unit; null without a unit cost. */
  readonly value: Money | null
  /** The next instant at which credits expire, and how many then do. */
  readonly nextExpiry: { readonly at: Date; readonly amount: bigint } | null
  readonly runway: Forecast | null
  readonly lowThreshold: bigint | null
  /** The pool's gapless counter. */
  readonly seq: bigint
  readonly asOf: Date
}

/**
 * `hard`: the overdraft never passes the limit. `soft`: the consumption that crosses it still goes through, the
 * one after it is refused.
 */
export type OverdraftKind = 'hard' | 'soft'

export interface OverdraftRequest extends PoolKey {
  /** In the smallest unit, zero or more. */
  readonly limit: bigint
  readonly kind?: OverdraftKind | undefined
}

/**
 * How long the credits will last. The pace is what was used since the first day of usage among the last 30 days of UTC,
 * today included, ÷ the time since that day began, a day at least. Of what is available, the credits that expire next are
 * used first, and what is left of them at their instant is lost; the rest ÷ pace is the time left, ten years at most.
 * What a roll-over's cap will take is used after those, and is lost at its turn. Grants that take effect later,
 * priorities, and restrictions to features are left aside.
 */
export interface Forecast {
  readonly seconds: number
  readonly runsOutAt: Date
  /** Consumption a day, in the smallest unit, rounded to the nearest. */
  readonly perDay: bigint
  /** The time that the pace is taken over, in begun days: 1 to 30. */
  readonly windowDays: number
}

/**
 * A grant in effect that will expire, or lose to a roll-over's cap at its next turn: how much of it, and what of that
 * will be left then if the pace stays and the burn order is followed, with grants that take effect until then among
 * them. Restrictions to features are left aside.
 */
export interface ExpiryOutlook {
  readonly grantId: string
  readonly category: Category
  readonly expiresAt: Date
  readonly remaining: bigint
  readonly likelyUnused: bigint
}

export interface PoolFilter extends PageRequest {
  readonly customer?: string | undefined
  readonly currency?: string | undefined
}

export interface PoolSummary {
  readonly customer: string
  readonly currency: string
  readonly resource: string | null
  readonly balance: bigint
  readonly held: bigint
  readonly available: bigint
  readonly overdraft: bigint
  readonly overdraftLimit: bigint
  readonly overdraftKind: OverdraftKind
  readonly seq: bigint
}

export type Bucket = 'minute' | 'hour' | 'day' | 'week' | 'month'

export interface UsageQuery {
  readonly customer: string
  readonly currency: string
  /** Left out: of all resources. */
  readonly resource?: string | null | undefined
  /** Inclusive. */
  readonly from: Date
  /** Exclusive. */
  readonly to: Date
  /** `day` when left out. */
  readonly bucket?: Bucket | undefined
  /** `feature`, or `dimension.<name>`. */
  readonly groupBy?: string | undefined
  readonly feature?: string | undefined
  /** IANA name, `UTC` when left out: where days, weeks and months begin. */
  readonly timeZone?: string | undefined
}

export interface Usage {
  readonly currency: string
  readonly from: Date
  readonly to: Date
  readonly timeZone: string
  readonly bucket: Bucket
  readonly groupBy: string
  readonly total: bigint
  /** Of the period of the same length just before. */
  readonly previousTotal: bigint
  /** Largest first. */
  readonly groups: readonly UsageGroup[]
  /** Without gaps, zeros included; `amounts` has the keys that are not zero. */
  readonly buckets: readonly UsageBucket[]
  readonly asOf: Date
}

export interface UsageGroup {
  /** Feature or value of the dimension; empty for usage that has none. */
  readonly key: string
  readonly name: string
  readonly total: bigint
  readonly previousTotal: bigint
}

export interface UsageBucket {
  readonly start: Date
  readonly end: Date
  readonly total: bigint
  readonly amounts: Readonly<Record<string, bigint>>
}
