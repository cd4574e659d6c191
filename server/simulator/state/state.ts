import type Stripe from 'stripe'
import { randomText } from './ids.ts'
import { Table } from './table.ts'

/** What Stripe knows of a checkout session and does not show in its API object. */
export interface SessionDetails {
  id: string
  lines: Stripe.LineItem[]
  intent: Stripe.Checkout.SessionCreateParams.PaymentIntentData
  setupIntent: Stripe.Checkout.SessionCreateParams.SetupIntentData
  /** Attempts at paying that were refused. */
  declines: number
}

/** The kept answer of an idempotent call. */
export interface KeptAnswer {
  id: string
  route: string
  fingerprint: string
  /** Unix milliseconds. */
  at: number
  status: number
  body: string
}

/** One attempt, or one that is due, to bring an event to an endpoint. */
export interface Delivery {
  id: string
  event: string
  type: string
  endpoint: string
  state: 'waiting' | 'delivered' | 'failed' | 'dropped'
  attempts: DeliveryAttempt[]
  /** Unix milliseconds of the next attempt; null where none is due. */
  dueAt: number | null
}

/** How one attempt went; `status` is null where no answer came, and `error` says why. */
export interface DeliveryAttempt {
  at: number
  status: number | null
  error: string | null
  body: string
}

/** What the simulator knows of a payment method and Stripe does not show: which test number is behind it. */
export interface PaymentMethodDetails {
  id: string
  number: string
  /** Set up with 3-D Secure, so that off-session payments pass where the card allows it. */
  isSetUp: boolean
}

/** A bank debit, or a refund, that settles or fails later by itself. */
export interface Settlement {
  /** The PaymentIntent's or the refund's id. */
  id: string
  outcome: 'succeed' | 'fail'
  /** Unix milliseconds; null: only when told to. */
  dueAt: number | null
}

const tables = () => ({
  balanceTransactions: new Table<Stripe.BalanceTransaction>(),
  charges: new Table<Stripe.Charge>(),
  coupons: new Table<Stripe.Coupon>(),
  customers: new Table<Stripe.Customer | Stripe.DeletedCustomer>(),
  deliveries: new Table<Delivery>(),
  disputes: new Table<Stripe.Dispute>(),
  earlyFraudWarnings: new Table<Stripe.Radar.EarlyFraudWarning>(),
  events: new Table<StoredEvent>(),
  invoices: new Table<Stripe.Invoice>(),
  keptAnswers: new Table<KeptAnswer>(),
  paymentIntents: new Table<Stripe.PaymentIntent>(),
  paymentMethodDetails: new Table<PaymentMethodDetails>(),
  paymentMethods: new Table<Stripe.PaymentMethod>(),
  prices: new Table<Stripe.Price>(),
  products: new Table<Stripe.Product>(),
  promotionCodes: new Table<Stripe.PromotionCode>(),
  refunds: new Table<Stripe.Refund>(),
  sessionDetails: new Table<SessionDetails>(),
  sessions: new Table<Stripe.Checkout.Session>(),
  settlements: new Table<Settlement>(),
  setupIntents: new Table<Stripe.SetupIntent>(),
  webhookEndpoints: new Table<Stripe.WebhookEndpoint>(),
})

/** An event as the API gives it. Stripe's own type is a union of every event there is; this is its envelope. */
export interface StoredEvent {
  id: string
  object: 'event'
  account?: string
  api_version: string | null
  created: number
  data: { object: StripeObject; previous_attributes?: Record<string, unknown> }
  livemode: boolean
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null } | null
  type: string
}

/** Anything that Stripe's API gives: it says what it is. */
export interface StripeObject {
  object: string
  id?: string
}

/** All that the simulator remembers. */
export type State = ReturnType<typeof tables> & { account: string }

/** A new, empty account. */
export const newState = (): State => ({ account: `acct_1S${randomText(14)}`, ...tables() })

/** What `JSON.parse` makes of a saved state, as a state. Tables that it lacks are empty. */
export const stateFrom = (saved: Record<string, unknown>): State => {
  const state = newState()
  for (const [name, rows] of Object.entries(saved)) {
    if (Array.isArray(rows)) Object.assign(state, { [name]: new Table(rows as { id: string }[]) })
  }
  const { account } = saved
  return typeof account === 'string' ? { ...state, account } : state
}
