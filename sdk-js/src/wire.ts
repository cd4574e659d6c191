/** The shapes of the HTTP API under their own names, as `server/openapi.json` describes them. */
import type { components } from './api.generated.ts'

type Schemas = components['schemas']

/** Credits in the currency's unit: a decimal string without exponent, `"12480"` or `"-3.5"`. */
export type Amount = Schemas['Amount']
/** RFC 3339 in UTC with milliseconds. */
export type Instant = Schemas['Instant']
/** Whole minor units, the currency, and how many of its digits stand after the point. */
export type Money = Schemas['Money']
/** Minor units for one credit; may have a fraction. */
export type UnitPrice = Schemas['UnitPrice']
export type Category = Schemas['Category']
export type Currency = Schemas['Currency']
export type Balance = Schemas['Balance']
export type GrantStatus = Schemas['GrantStatus']
export type Grant = Schemas['Grant']
export type EntryKind = Schemas['EntryKind']
export type LedgerEntry = Schemas['LedgerEntry']
export type Usage = Schemas['Usage']
export type Package = Schemas['Package']
export type CustomAmount = Schemas['CustomAmount']
export type Catalogue = Schemas['Catalogue']
export type Quote = Schemas['Quote']
export type OrderStatus = Schemas['OrderStatus']
export type Order = Schemas['Order']
export type PaymentMethod = Schemas['PaymentMethod']
export type Check = Schemas['Check']
export type Problem = Schemas['Problem']
export type StreamEvent = Schemas['StreamEvent']
export type Session = Schemas['Session']
export type SessionScope = Schemas['Scope']
export type Customer = Schemas['Customer']
export type Consumption = Schemas['Consumption']
export type GrantRequest = Schemas['GrantRequest']

/** A list's page; `nextCursor` asks for the one after it. */
export interface Page<T> {
  data: T[]
  nextCursor: string | null
}

type Either<First, Second> =
  | (First & { [Key in keyof Second]?: never })
  | (Second & { [Key in keyof First]?: never })

/** A package, or a number of credits: one of the two. */
type Bought = Either<{ packageId: string }, { credits: Amount }>
export type QuoteRequest = Omit<Schemas['QuoteRequest'], 'packageId' | 'credits'> & Bought
export type TopUpRequest = Omit<Schemas['TopUpRequest'], 'packageId' | 'credits'> & Bought

/** A quantity of a feature, or credits as such (with a feature only to name what they went for). */
export type Spent =
  | Either<{ feature: string; quantity?: string }, { amount: Amount }>
  | { amount: Amount; feature: string }
export type ConsumeRequest = Omit<Schemas['ConsumeRequest'], 'feature' | 'quantity' | 'amount'> & Spent
export type CheckRequest = Omit<Schemas['CheckRequest'], 'feature' | 'quantity' | 'amount'> & Spent
