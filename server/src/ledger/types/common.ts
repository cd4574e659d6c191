/** One customer's balance in one currency, and where wanted of one resource. */
export interface PoolKey {
  /** The host's own id, 1 to 255 characters. */
  readonly customer: string
  /** The id of a currency of credits. */
  readonly currency: string
  /** A workspace, a team, …; left out, null or empty: none. */
  readonly resource?: string | null | undefined
}

/** A sum of money in Stripe's manner. */
export interface Money {
  /** Integer minor units. */
  readonly amount: bigint
  /** ISO 4217, lower case. */
  readonly currency: string
  /** Digits after the point of this money: 2 for usd, 0 for jpy, 3 for kwd. */
  readonly scale: number
}

/** The price of ONE credit. */
export interface UnitCost {
  /** Decimal string of minor units: `0.1` with scale 2 is $0.001. */
  readonly amount: string
  /** ISO 4217, lower case. */
  readonly currency: string
  readonly scale: number
}

export type Category = 'paid' | 'promotional'

export type Metadata = Readonly<Record<string, string>>

/** Dimensions of a usage, such as `{ model: 'large', region: 'eu' }`. */
export type Dimensions = Readonly<Record<string, string>>

/** Makes a write repeatable: the same key and request give the same answer for as long as keys are kept. */
export interface Idempotent {
  /** Unique for the customer, 1 to 255 characters. */
  readonly idempotencyKey?: string | undefined
}

/** Who did it and why. */
export interface Attributed {
  readonly reason?: string | null | undefined
  readonly actor?: string | null | undefined
}

/** One page of a listing. */
export interface Page<T> {
  readonly data: readonly T[]
  /** Hand this back to go on; null at the end. */
  readonly nextCursor: string | null
}

export interface PageRequest {
  /** `nextCursor` of the page before. */
  readonly cursor?: string | null | undefined
  /** 1 to 1000; 50 when left out. */
  readonly limit?: number | undefined
}
