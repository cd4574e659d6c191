import type pg from 'pg'
import type { Ledger } from '../ledger/index.ts'
import type { PaymentGateway } from './gateway.ts'

export interface TopUpsOptions {
  readonly pool: pg.Pool
  /**
   * Connections for transactions in which Stripe is asked, so that a Stripe that does not answer stops payments and
   * nothing else; those of `pool` unless given.
   */
  readonly patientPool?: pg.Pool
  readonly ledger: Ledger
  readonly gateway: PaymentGateway
  /** Where browsers reach this server, without a slash at the end: the return page is below it. */
  readonly publicUrl: string
  /** The customer's name and e-mail as the host told us, for receipts. Never from a browser. */
  readonly describeCustomer?: (customer: string) => Promise<{ name: string | null; email: string | null }>
  /** Chosen where a request names none and it is on sale; `usd` unless given. */
  readonly moneyCurrency?: string
  /** Whether customers may enter promotion codes on the payment page. */
  readonly promotionCodes?: boolean
  /** Whether Stripe Tax computes tax on the payment page. */
  readonly automaticTax?: boolean
  /** Whether each payment gets an invoice; true unless given. */
  readonly invoices?: boolean
  /** How long a payment page stays open: 45 minutes to 23 hours; 60 unless given. */
  readonly checkoutMinutes?: number
  readonly log?: TopUpsLog
}

/** What an operator should read; pino fits. Nothing secret and no card is ever passed. */
export interface TopUpsLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

/** What every function of this room works with. */
export type Context = Required<Omit<TopUpsOptions, 'describeCustomer'>> & {
  readonly describeCustomer: NonNullable<TopUpsOptions['describeCustomer']>
}

// Minutes. Stripe's bounds are 30 minutes and 24 hours, and what is asked again later under the same key must
// still be inside.
export const SHORTEST_CHECKOUT = 45
export const LONGEST_CHECKOUT = 23 * 60

const quiet: TopUpsLog = { info() {}, warn() {} }

/** @throws RangeError for a configuration that Stripe would refuse */
export function createContext(options: TopUpsOptions): Context {
  const checkoutMinutes = options.checkoutMinutes ?? 60
  if (!(checkoutMinutes >= SHORTEST_CHECKOUT && checkoutMinutes <= LONGEST_CHECKOUT)) {
    throw new RangeError(`A payment page stays open for ${SHORTEST_CHECKOUT} to ${LONGEST_CHECKOUT} minutes.`)
  }
  return {
    describeCustomer: async () => await Promise.resolve({ name: null, email: null }),
    moneyCurrency: 'usd',
    promotionCodes: false,
    automaticTax: false,
    invoices: true,
    log: quiet,
    patientPool: options.pool,
    ...options,
    checkoutMinutes,
  }
}
