import type pg from 'pg'
import type { Currency, CurrencyRequest, Feature, FeatureRequest } from './catalogue.ts'
import type { PreviewRequest, QuoteRequest, Rate, RatePreview, RateQuote, RateRequest } from './catalogue.ts'
import type { Page, PageRequest, PoolKey } from './common.ts'
import type { Check, CheckRequest, Consumption, ConsumeRequest, Entry, EntryFilter } from './entry.ts'
import type { Hold, HoldChange, HoldExtension, HoldFilter, HoldRequest, SettleRequest } from './entry.ts'
import type { Finding, FinancePeriod, FinanceQuery } from './finance.ts'
import type {
  AdjustRequest,
  ClawbackRequest,
  ExtendRequest,
  Grant,
  GrantChange,
  GrantFilter,
} from './grant.ts'
import type { GrantRequest, PriorityRequest, RecurringGrant, RecurringGrantRequest } from './grant.ts'
import type { ExpiryOutlook, Forecast, OverdraftRequest, PoolFilter, PoolState, PoolSummary } from './pool.ts'
import type { Usage, UsageQuery } from './pool.ts'
import type { LedgerError } from '../errors.ts'

export interface LedgerOptions {
  /** For everything but consumption; from `createPool`. It stays the caller's to end. */
  readonly pool: pg.Pool
  /** For the lanes, which have connections of their own. */
  readonly connectionString: string
  /** Connections that consume; 2 when left out. As many as Postgres has cores at most. */
  readonly lanes?: number | undefined
  /** Requests that may wait in one lane before more are refused with `overloaded`; 4096 when left out. */
  readonly laneQueue?: number | undefined
  /** How far back a consumption's `at` may lie, in milliseconds; 7 days when left out. */
  readonly lateWindow?: number | undefined
  /** How long idempotency keys are kept, in milliseconds; 30 days when left out. */
  readonly keyRetention?: number | undefined
}

export interface Currencies {
  /** Creates or changes a currency. @throws LedgerError `currency_in_use` if its scale would change. */
  put(request: CurrencyRequest): Promise<Currency>
  get(id: string): Promise<Currency>
  list(): Promise<Currency[]>
}

export interface Features {
  put(request: FeatureRequest): Promise<Feature>
  get(id: string): Promise<Feature>
  /** Archived ones included. */
  list(): Promise<Feature[]>
  /** From now on it cannot be consumed; its history stays. `put` with `archived: false` brings it back. */
  archive(id: string): Promise<Feature>
}

export interface Rates {
  add(request: RateRequest): Promise<Rate>
  /** Takes back a version that begins in more than a minute, as if it had never been added. */
  withdraw(request: { readonly feature: string; readonly id: string }): Promise<Rate>
  /** Oldest version first. */
  list(filter: {
    readonly feature?: string | undefined
    readonly currency?: string | undefined
  }): Promise<Rate[]>
  quote(request: QuoteRequest): Promise<RateQuote>
  preview(request: PreviewRequest): Promise<RatePreview>
}

export interface Holds {
  create(request: HoldRequest, client?: pg.PoolClient): Promise<Hold>
  get(customer: string, holdId: string): Promise<Hold>
  settle(request: SettleRequest): Promise<Consumption & { readonly hold: Hold }>
  release(request: HoldChange, client?: pg.PoolClient): Promise<Hold>
  extend(request: HoldExtension): Promise<Hold>
  list(customer: string, filter?: HoldFilter): Promise<Page<Hold>>
}

export interface RecurringGrants {
  create(request: RecurringGrantRequest): Promise<RecurringGrant>
  /** No grant after now; those made stay as they are. */
  end(request: { readonly customer: string; readonly id: string }): Promise<RecurringGrant>
  list(customer: string): Promise<RecurringGrant[]>
}

export type BatchOutcome =
  | { readonly ok: true; readonly consumption: Consumption }
  | { readonly ok: false; readonly error: LedgerError }

/**
 * The credit ledger. Every write is atomic; with an idempotency key it can be repeated safely. A method that takes
 * a `client` works inside that open transaction; the caller then notifies `creditkit_outbox` after its commit.
 * Every method throws LedgerError for what it refuses.
 */
export interface Ledger {
  readonly currencies: Currencies
  readonly features: Features
  readonly rates: Rates
  readonly holds: Holds
  readonly recurringGrants: RecurringGrants

  grant(request: GrantRequest, client?: pg.PoolClient): Promise<Grant>
  /** Undoes a grant of which nothing was used. @throws LedgerError `grant_in_use` otherwise. */
  voidGrant(request: GrantChange, client?: pg.PoolClient): Promise<Grant>
  /** Takes away what is left of a grant. */
  revokeGrant(request: GrantChange, client?: pg.PoolClient): Promise<Grant>
  extendGrant(request: ExtendRequest, client?: pg.PoolClient): Promise<Grant>
  changePriority(request: PriorityRequest, client?: pg.PoolClient): Promise<Grant>
  /**
   * Takes credits back from the grant itself first. What it no longer has because it was used becomes a negative
   * balance; what it no longer has because it expired or was withdrawn is gone already, and costs nothing.
   */
  clawback(request: ClawbackRequest, client?: pg.PoolClient): Promise<Grant>
  /**
   * Gives back what was clawed back: undoes what that made owed first. The rest settles what else is owed, unless the
   * grant is restricted to features, or goes into the grant again, and lapses there where its date has passed. Where
   * other credits have settled what was owed, the grant neither expires nor is restricted to features from then on,
   * since those credits may have been neither.
   */
  reinstate(request: ClawbackRequest, client?: pg.PoolClient): Promise<Grant>
  /** @returns the ledger entry. */
  adjust(request: AdjustRequest, client?: pg.PoolClient): Promise<Entry>
  grants(customer: string, filter?: GrantFilter & PageRequest): Promise<Page<Grant>>
  grantById(customer: string, grantId: string, client?: pg.PoolClient): Promise<Grant>

  consume(request: ConsumeRequest): Promise<Consumption>
  /** Each request has its own outcome, in the order given. */
  consumeBatch(requests: readonly ConsumeRequest[]): Promise<BatchOutcome[]>
  /** Consumes within the caller's transaction, instead of through a lane. */
  consumeIn(client: pg.PoolClient, request: ConsumeRequest): Promise<Consumption>
  check(request: CheckRequest, client?: pg.PoolClient): Promise<Check>

  balance(key: PoolKey, client?: pg.PoolClient): Promise<PoolState>
  /** The balance after the last entry at or before that instant. */
  balanceAt(key: PoolKey, at: Date): Promise<{ readonly balance: bigint; readonly seq: bigint }>
  forecast(key: PoolKey): Promise<Forecast | null>
  /** Soonest expiry first. */
  expiries(key: PoolKey): Promise<ExpiryOutlook[]>
  setOverdraft(request: OverdraftRequest): Promise<PoolSummary>
  pools(filter?: PoolFilter): Promise<Page<PoolSummary>>
  entries(customer: string, filter?: EntryFilter): Promise<Page<Entry>>
  entry(key: PoolKey, seq: bigint): Promise<Entry>
  usage(query: UsageQuery): Promise<Usage>

  finance(query: FinanceQuery): Promise<FinancePeriod[]>
  /**
   * Checks every invariant on live data, one customer or all, without blocking writers. Nothing comes if all is well.
   * `onProgress` is told how many customers have been looked at: none where the ledger has nothing of the one named.
   */
  verify(options?: {
    readonly customer?: string | undefined
    readonly onProgress?: ((customers: number) => void) | undefined
  }): AsyncIterable<Finding>
  /** Writes what is due in idle pools: expiries, activations, lapses, recurring grants. @returns pools brought up to date. */
  sweep(limit?: number): Promise<number>
  /** Deletes idempotency keys that are past their retention. @returns how many. */
  pruneKeys(): Promise<number>
  /** The earliest instant at which some pool changes by itself; null if none does. */
  nextChangeAt(): Promise<Date | null>
  /** Finishes what the lanes have begun and closes their connections. */
  close(): Promise<void>
}
