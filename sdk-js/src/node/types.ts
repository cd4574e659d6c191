import type { components } from '../api.generated.ts'
import type { GrantsQuery, Scope, StatementQuery, TopUpsQuery, UsageQuery } from '../types.ts'
import type {
  Balance,
  Check,
  CheckRequest,
  ConsumeRequest,
  Consumption,
  Currency,
  Customer,
  Grant,
  GrantRequest,
  LedgerEntry,
  Order,
  Page,
  Session,
  SessionScope,
  Spent,
  Usage,
} from '../wire.ts'

type Schemas = components['schemas']
export type CurrencyRequest = Schemas['CurrencyRequest']
export type FeatureRequest = Schemas['FeatureRequest']
export type Feature = Schemas['Feature']
export type RateRequest = Schemas['RateRequest']
export type Rate = Schemas['Rate']
export type PackageRequest = Schemas['PackageRequest']
export type PackageDefinition = Schemas['PackageDefinition']
export type CustomAmountRequest = Schemas['CustomAmountRequest']
export type CustomAmountDefinition = Schemas['CustomAmountDefinition']
export type HoldRequest = Omit<Schemas['HoldRequest'], 'feature' | 'quantity' | 'amount'> & Spent
export type Hold = Schemas['Hold']
/** What the work cost in the end: an amount, or how much of the hold's feature. Neither: the whole hold. */
export type SettleRequest = Schemas['SettleRequest']
export type Settlement = Schemas['Settlement']
export type AdjustmentRequest = Schemas['AdjustmentRequest']
export type ChangeReason = Schemas['GrantChange']
export type Verification = Schemas['Verification']
export type ConsumeBatchItem = ConsumeRequest & { idempotencyKey: string }
export type ConsumeBatchResult = Schemas['ConsumeBatchResult']

export interface CreditsServerOptions {
  /** Where Creditkit's server answers, without a path. */
  baseUrl: string
  /** `sk_…`. Never send it to a browser. */
  secretKey: string
  /** After the first attempt; 3 unless given. Every write carries an idempotency key, so repeating is safe. */
  maxRetries?: number
  /** Milliseconds for one attempt; 10 000 unless given. */
  timeout?: number
}

export interface CallOptions {
  signal?: AbortSignal
}

export interface WriteOptions extends CallOptions {
  /**
   * The same key and body give the same answer, and are carried out once. Give one that names the work (a
   * message's id, a job's id), and a repeated job is charged once. A random one unless given.
   */
  idempotencyKey?: string
}

export interface SessionRequest {
  customer: string
  /** The origin of the page that will use it, exactly as the browser sends it. */
  origin: string
  /** `read` and `purchase` unless given. */
  scopes?: SessionScope[]
  /** Seconds, at most 3600; 600 unless given. */
  expiresIn?: number
}

export interface HeldCredits {
  readonly hold: Hold
  /** Says what the work cost. The last word counts. */
  costs: (actual: SettleRequest) => void
}

/** Every method rejects with a `CreditsError`. */
export interface CreditsServer {
  readonly sessions: {
    /** Pass the answer on to the browser as it is. */
    create(request: SessionRequest, options?: CallOptions): Promise<Session>
    revoke(id: string, options?: CallOptions): Promise<void>
    /** All of a customer's. */
    revokeAll(customer: string, options?: CallOptions): Promise<void>
  }
  readonly customers: {
    /** Makes the customer known or changes it. */
    upsert(id: string, request: { name?: string; email?: string }, options?: WriteOptions): Promise<Customer>
    get(id: string, options?: CallOptions): Promise<Customer>
    balance(id: string, query?: Scope, options?: CallOptions): Promise<Balance>
    grants(id: string, query?: GrantsQuery, options?: CallOptions): Promise<Page<Grant>>
    entries(id: string, query?: StatementQuery, options?: CallOptions): Promise<Page<LedgerEntry>>
    usage(id: string, query?: UsageQuery, options?: CallOptions): Promise<Usage>
    orders(id: string, query?: TopUpsQuery, options?: CallOptions): Promise<Page<Order>>
  }
  readonly grants: {
    create(request: GrantRequest, options?: WriteOptions): Promise<Grant>
    get(customer: string, id: string, options?: CallOptions): Promise<Grant>
    /** Takes back what has not begun to count, as if it had never been given. */
    void(customer: string, id: string, request?: ChangeReason, options?: WriteOptions): Promise<Grant>
    /** Takes back what is left of it. */
    revoke(customer: string, id: string, request?: ChangeReason, options?: WriteOptions): Promise<Grant>
  }
  /** Corrects a balance, with a reason that the customer sees. */
  adjust(request: AdjustmentRequest, options?: WriteOptions): Promise<LedgerEntry>
  readonly holds: {
    /** Reserves credits for work whose cost is known only when it ends. A hold lapses by itself. */
    create(request: HoldRequest, options?: WriteOptions): Promise<Hold>
    get(customer: string, id: string, options?: CallOptions): Promise<Hold>
    extend(customer: string, id: string, request: { lapsesAt: string }, options?: WriteOptions): Promise<Hold>
    settle(customer: string, id: string, request?: SettleRequest, options?: WriteOptions): Promise<Settlement>
    release(customer: string, id: string, request?: ChangeReason, options?: WriteOptions): Promise<Hold>
    /**
     * Reserves credits, does the work, and settles for what the work says that it cost, or else for the whole
     * hold. When the work throws, or what it cost cannot be paid, the hold is released and the error passed on.
     * An idempotency key names the work: of several attempts at it, one is charged.
     */
    withHold<T>(
      request: HoldRequest,
      work: (held: HeldCredits) => T | Promise<T>,
      options?: WriteOptions,
    ): Promise<T>
  }
  /** Charges a customer. `insufficient_credits` (402) says in `problem.missing` how much was missing. */
  consume(request: ConsumeRequest, options?: WriteOptions): Promise<Consumption>
  /** Up to 1000 at once, each with its own key and result, in the same order. */
  consumeBatch(items: ConsumeBatchItem[], options?: WriteOptions): Promise<ConsumeBatchResult[]>
  /** Whether there are credits enough now. Promises nothing: others may spend them. */
  check(request: CheckRequest, options?: CallOptions): Promise<Check>
  readonly catalogue: {
    putCurrency(id: string, request: CurrencyRequest, options?: WriteOptions): Promise<Currency>
    getCurrencies(options?: CallOptions): Promise<Currency[]>
    putFeature(id: string, request: FeatureRequest, options?: WriteOptions): Promise<Feature>
    getFeatures(options?: CallOptions): Promise<Feature[]>
    /** A further version of a feature's rate. Give a key that names it, and it is added once. */
    addRate(feature: string, request: RateRequest, options?: WriteOptions): Promise<Rate>
    putPackage(id: string, request: PackageRequest, options?: WriteOptions): Promise<PackageDefinition>
    getPackages(options?: CallOptions): Promise<PackageDefinition[]>
    /** Sells amounts that the customer chooses, between bounds and at volume prices. */
    putCustomAmount(
      currency: string,
      request: CustomAmountRequest,
      options?: WriteOptions,
    ): Promise<CustomAmountDefinition>
  }
  /** Checks that the books add up. */
  verify(customer?: string, options?: CallOptions): Promise<Verification>
}
