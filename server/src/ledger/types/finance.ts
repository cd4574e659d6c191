import type { Bucket } from './pool.ts'

export interface FinanceQuery {
  /** Inclusive. */
  readonly from: Date
  /** Exclusive. */
  readonly to: Date
  /** `month` when left out. */
  readonly period?: Exclude<Bucket, 'minute' | 'hour'> | undefined
  /** `UTC` when left out. */
  readonly timeZone?: string | undefined
  readonly customer?: string | undefined
}

/**
 * Money paid for credits in one period, in one currency of money: opening + sold = recognised + breakage +
 * refunded + closing. Decimal strings of minor units, exact up to 12 digits after the point.
 */
export interface FinancePeriod {
  readonly start: Date
  readonly end: Date
  /** ISO 4217, lower case. */
  readonly money: string
  readonly scale: number
  /** Deferred revenue at the start. */
  readonly opening: string
  readonly sold: string
  /** Consumed credits at what was paid for them. */
  readonly recognised: string
  /** Expired credits at what was paid for them. */
  readonly breakage: string
  /** Clawed back, voided, revoked and adjusted down, less what was reinstated. */
  readonly refunded: string
  /** Deferred revenue at the end. */
  readonly closing: string
}

/** Something that does not add up. */
export interface Finding {
  /** Null where the row belongs to none: a price. */
  readonly customer: string | null
  /** Null where the row names no pool: a key. */
  readonly currency: string | null
  readonly resource: string | null
  /** Which invariant is broken. */
  readonly rule: string
  /** The row: `entry 17`, `grant 0190…`, `pool`, … */
  readonly row: string
  /** What it is and what it should be. */
  readonly message: string
}
