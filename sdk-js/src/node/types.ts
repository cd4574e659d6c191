import type { components, operations } from '../api.generated.ts'
import type { GrantsQuery, Scope, TopUpsQuery, UsageQuery } from '../types.ts'
import type {
  Balance,
  Check,
  CheckRequest,
  ConsumeRequest,
  Consumption,
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
export type CurrencyDefinition = Schemas['CurrencyDefinition']
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
export type GrantExtension = Schemas['GrantExtension']
export type GrantPriority = Schemas['GrantPriority']
export type OverdraftRequest = Schemas['OverdraftRequest']
export type Overdraft = Schemas['Overdraft']
export type RecurringGrantRequest = Schemas['RecurringGrantRequest']
export type RecurringGrant = Schemas['RecurringGrant']
export type PastBalance = Schemas['PastBalance']
export type ExpiryOutlook = Schemas['ExpiryOutlook']
export type AuditEntry = Schemas['AuditEntry']
export type ExplainedEntry = Schemas['ExplainedEntry']
export type Pool = Schemas['Pool']
export type OrderStep = Schemas['OrderStep']
export type RefundRequest = Schemas['RefundRequest']
export type PaymentEvent = Schemas['PaymentEvent']
export type RateQuoteRequest = Schemas['RateQuoteRequest']
export type RateQuote = Schemas['RateQuote']
export type RatePreviewRequest = Schemas['RatePreviewRequest']
export type RatePreview = Schemas['RatePreview']
export type FinanceReport = Schemas['FinanceReport']
export type ActivityEvent = Schemas['ActivityEvent']
export type Verification = Schemas['Verification']
export type ConsumeBatchItem = ConsumeRequest & { idempotencyKey: string }
export type ConsumeBatchResult = Schemas['ConsumeBatchResult']

type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>
export type PageQuery = QueryOf<'getRecurringGrants'>
export type AuditEntriesQuery = QueryOf<'getCustomerEntries'>
export type ExpiriesQuery = QueryOf<'getExpiries'>
export type HoldsQuery = QueryOf<'getHolds'>
export type PoolsQuery = QueryOf<'getPools'>
export type RatesQuery = QueryOf<'getRates'>
export type FinanceQuery = QueryOf<'getFinance'>
export type EventsQuery = QueryOf<'getEvents'>
export type PaymentEventsQuery = QueryOf<'getPaymentEvents'>

export interface CreditsServerOptions {
  /** Where Creditkit's server answers, without a path. */
  baseUrl: string
  /** `sk_…`, as it comes from the environment: refused where it is missing. Never send it to a browser. */
  secretKey: string | undefined
  /** After the first attempt; 3 unless given. Every write carries an idempotency key, so repeating is safe. */
  maxRetries?: number
  /** Milliseconds for one attempt; 10 000 unless given. Reports for finance and `verify` have 120 000. */
  timeout?: number
}

export interface CallOptions {
  signal?: AbortSignal
  /** Milliseconds for one attempt of this call; the client’s unless given. */
  timeout?: number
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
  /** Settled already where an earlier attempt at the same work was charged. */
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
    /** The balance as it was at an instant. */
    balanceAt(id: string, at: string, query?: Scope, options?: CallOptions): Promise<PastBalance>
    /** What expires next, soonest first, and how much of it will likely go unused. */
    expiries(id: string, query?: ExpiriesQuery, options?: CallOptions): Promise<Page<ExpiryOutlook>>
    grants(id: string, query?: GrantsQuery, options?: CallOptions): Promise<Page<Grant>>
    /** Those that move credits, unless `kind` names others too. */
    entries(id: string, query?: AuditEntriesQuery, options?: CallOptions): Promise<Page<AuditEntry>>
    /** Why an entry is what it is: its grants, feature, rate version, order and actor. */
    entry(id: string, seq: string, query?: Scope, options?: CallOptions): Promise<ExplainedEntry>
    usage(id: string, query?: UsageQuery, options?: CallOptions): Promise<Usage>
    orders(id: string, query?: TopUpsQuery, options?: CallOptions): Promise<Page<Order>>
    /** How far the balance may go below zero. */
    setOverdraft(id: string, request: OverdraftRequest, options?: WriteOptions): Promise<Overdraft>
  }
  /** Balances of all customers, or of one. */
  pools(query?: PoolsQuery, options?: CallOptions): Promise<Page<Pool>>
  readonly grants: {
    create(request: GrantRequest, options?: WriteOptions): Promise<Grant>
    get(customer: string, id: string, options?: CallOptions): Promise<Grant>
    /** Takes back one of which nothing was used, as if it had never been given. */
    void(customer: string, id: string, request?: ChangeReason, options?: WriteOptions): Promise<Grant>
    /** Takes back what is left of it. */
    revoke(customer: string, id: string, request?: ChangeReason, options?: WriteOptions): Promise<Grant>
    /** Lets it expire later; `expiresAt: null`: never. */
    extend(customer: string, id: string, request: GrantExtension, options?: WriteOptions): Promise<Grant>
    /** Lets it be spent sooner or later than others, from now on. */
    changePriority(
      customer: string,
      id: string,
      request: GrantPriority,
      options?: WriteOptions,
    ): Promise<Grant>
  }
  readonly recurringGrants: {
    /** Grants credits now, and again at every turn of a calendar period. */
    create(customer: string, request: RecurringGrantRequest, options?: WriteOptions): Promise<RecurringGrant>
    /** Oldest first; those that have ended too. */
    list(customer: string, query?: PageQuery, options?: CallOptions): Promise<Page<RecurringGrant>>
    /** What it has granted stays. */
    end(customer: string, id: string, options?: WriteOptions): Promise<RecurringGrant>
  }
  readonly orders: {
    get(customer: string, id: string, options?: CallOptions): Promise<Order>
    /** How it came to where it is. */
    steps(customer: string, id: string, options?: CallOptions): Promise<OrderStep[]>
    /** Gives money back; the credits follow in proportion. */
    refund(customer: string, id: string, request: RefundRequest, options?: WriteOptions): Promise<Order>
  }
  /** Corrects a balance, with a reason that the customer sees. */
  adjust(request: AdjustmentRequest, options?: WriteOptions): Promise<LedgerEntry>
  readonly holds: {
    /** Reserves credits for work whose cost is known only when it ends. A hold lapses by itself. */
    create(request: HoldRequest, options?: WriteOptions): Promise<Hold>
    get(customer: string, id: string, options?: CallOptions): Promise<Hold>
    /** Newest first. */
    list(customer: string, query?: HoldsQuery, options?: CallOptions): Promise<Page<Hold>>
    extend(customer: string, id: string, request: { lapsesAt: string }, options?: WriteOptions): Promise<Hold>
    settle(customer: string, id: string, request?: SettleRequest, options?: WriteOptions): Promise<Settlement>
    release(customer: string, id: string, request?: ChangeReason, options?: WriteOptions): Promise<Hold>
    /**
     * Reserves credits, does the work, and settles for what the work says that it cost, or else for the whole
     * hold. When the work throws, or what it cost cannot be paid, the hold is released and the error passed on.
     *
     * An idempotency key names the work: of several attempts at it, also at once, one is charged, and those after it
     * give their results for that charge. It must not come from the end user, unless you answer repeated requests
     * from your own records. The attempts share a hold, so:
     * - Each gives the same request; another is refused (`idempotency_key_reused`) before any work. `lapsesAt` would
     *   be another each time, so give `lapsesAfter`.
     * - Where one of two at once fails, the other loses its hold too. It makes another to be charged, and fails with
     *   `insufficient_credits` where there is too little for it by then.
     * - Each attempt costs two calls more for every one that failed before it.
     * - All of it holds as long as the server keeps keys: 30 days from the first attempt.
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
    putCurrency(id: string, request: CurrencyRequest, options?: WriteOptions): Promise<CurrencyDefinition>
    getCurrencies(options?: CallOptions): Promise<CurrencyDefinition[]>
    putFeature(id: string, request: FeatureRequest, options?: WriteOptions): Promise<Feature>
    getFeatures(options?: CallOptions): Promise<Feature[]>
    /** It cannot be consumed any more; its history stays. `putFeature` with `archived: false` brings it back. */
    archiveFeature(id: string, options?: WriteOptions): Promise<Feature>
    /** All versions of a feature's rates, oldest first. */
    getRates(feature: string, query?: RatesQuery, options?: CallOptions): Promise<Page<Rate>>
    /** What a use would cost any customer, now or at another time. */
    quoteRate(feature: string, request?: RateQuoteRequest, options?: CallOptions): Promise<RateQuote>
    /** What a rate would have charged for past usage, before it is added. */
    previewRate(feature: string, request: RatePreviewRequest, options?: CallOptions): Promise<RatePreview>
    /** A further version of a feature's rate. Give a key that names it, and it is added once. */
    addRate(feature: string, request: RateRequest, options?: WriteOptions): Promise<Rate>
    /** Takes back a rate that begins in more than a minute. */
    withdrawRate(feature: string, id: string, options?: WriteOptions): Promise<Rate>
    putPackage(id: string, request: PackageRequest, options?: WriteOptions): Promise<PackageDefinition>
    getPackages(options?: CallOptions): Promise<PackageDefinition[]>
    /** Sells amounts that the customer chooses, between bounds and at volume prices. */
    putCustomAmount(
      currency: string,
      request: CustomAmountRequest,
      options?: WriteOptions,
    ): Promise<CustomAmountDefinition>
    getCustomAmount(currency: string, options?: CallOptions): Promise<CustomAmountDefinition>
  }
  readonly finance: {
    /** Deferred and recognised revenue, breakage and refunds, for each period and currency of money. */
    report(query: FinanceQuery, options?: CallOptions): Promise<FinanceReport>
    /** The same as CSV. */
    csv(query: FinanceQuery, options?: CallOptions): Promise<string>
  }
  /** The activity log, oldest first. At its end, keep the last event's `id` as the cursor and ask again later. */
  events(query?: EventsQuery, options?: CallOptions): Promise<Page<ActivityEvent>>
  readonly paymentEvents: {
    /** Stripe's events that need a person, newest first. */
    list(query?: PaymentEventsQuery, options?: CallOptions): Promise<PaymentEvent[]>
    /** Handles one once more. */
    replay(id: string, options?: WriteOptions): Promise<void>
  }
  /** Figures in Prometheus' text form. */
  metrics(options?: CallOptions): Promise<string>
  /** Checks that the books add up. */
  verify(customer?: string, options?: CallOptions): Promise<Verification>
}
