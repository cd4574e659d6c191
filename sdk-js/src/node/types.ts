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
