import type { Events } from '../events/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Access } from '../sessions/index.ts'
import type { StripeRoom } from '../stripe/index.ts'
import type { TopUps } from '../top-ups/index.ts'

/** The rooms that routes speak to. */
export interface Services {
  readonly ledger: Ledger
  readonly topUps: TopUps
  readonly access: Access
  readonly events: Events
  /** Events of Stripe's that need a person. */
  readonly paymentEvents: Pick<StripeRoom['deadLetters'], 'list' | 'replay'>
}
