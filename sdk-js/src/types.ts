import type { CreditsError } from './error.ts'
import type { Send } from './request.ts'
import type {
  Balance,
  Catalogue,
  Check,
  Grant,
  LedgerEntry,
  Order,
  Page,
  Quote,
  QuoteRequest,
  StreamEvent,
  TopUpRequest,
  Usage,
} from './wire.ts'

/** What `fetchSession` gives: the body of `POST /v1/sessions`, passed on by the host's backend. */
export interface SessionToken {
  token: string
  /** RFC 3339. */
  expiresAt: string
  /** With it, all tabs of a browser that act for this customer share one stream. */
  customer?: string
  /** What the session may do; with it, widgets offer nothing that would be refused. */
  scopes?: string[]
}

export interface CreditsOptions {
  /** Where Creditkit's server answers, without a path: `https://credits.example.com`. */
  baseUrl: string
  /**
   * Asks the host's backend for a session. Called when one is needed and again before it ends, never twice
   * at once.
   */
  fetchSession: () => Promise<SessionToken>
  /** The currency of every call that names none. */
  currency?: string
  /** The resource (workspace, team) of every call that names none. */
  resource?: string
  /** `live` (the default): a stream, and polling where no stream comes through. `none`: on request only. */
  updates?: 'live' | 'poll' | 'none'
}

export interface RequestOptions {
  signal?: AbortSignal
}

/** Which pool is meant; what is left out comes from the client's options. */
export interface Scope {
  currency?: string
  resource?: string
}

export interface UsageQuery extends Scope {
  from?: string
  to?: string
  /** IANA name, such as `Europe/Vienna`: where days and weeks begin. */
  timeZone?: string
  bucket?: 'auto' | Usage['bucket']
  /** `feature` or `dimension.<name>`. */
  groupBy?: string
}

export interface GrantsQuery extends Scope {
  status?: Grant['status'][]
  /** `burn`: the order in which grants are used up. */
  sort?: 'burn' | 'newest'
  cursor?: string
  limit?: number
}

export interface StatementQuery extends Scope {
  kind?: LedgerEntry['kind'][]
  feature?: string
  grantId?: string
  from?: string
  to?: string
  cursor?: string
  limit?: number
}

export interface CatalogueQuery {
  currency?: string
  moneyCurrency?: string
}

export interface CheckQuery extends Scope {
  feature: string
  /** Decimal; 1 where left out. */
  quantity?: string
}

export interface TopUpsQuery extends Scope {
  cursor?: string
  limit?: number
}

/**
 * - `connecting`: the stream is being opened;
 * - `live`: changes arrive as they happen;
 * - `polling`: no stream comes through, changes arrive late;
 * - `offline`: the server cannot be reached;
 * - `closed`: no updates, by `updates: 'none'` or after `close()`.
 */
export type ConnectionState = 'connecting' | 'live' | 'polling' | 'offline' | 'closed'

/** What is known now. Frozen; another object only when something changed. */
export interface Snapshot<T> {
  /** `error` may still carry older data. */
  readonly status: 'idle' | 'loading' | 'ready' | 'error'
  readonly data: T | undefined
  readonly error: CreditsError | undefined
  /** The data shown may be older than it should be: offline, or the last fetch failed. */
  readonly stale: boolean
  /** `Date.now()` when this data first came; 0 while there is none. */
  readonly updatedAt: number
}

/**
 * A live value, shared by all who ask for the same. It loads with the first subscriber, follows the stream, and
 * stops a few seconds after the last subscriber has left. Fits React's `useSyncExternalStore` as it is.
 */
export interface Resource<T> {
  getSnapshot: () => Snapshot<T>
  subscribe: (listener: () => void) => () => void
  /** Fetches now. Never rejects: what went wrong is in the snapshot. */
  refresh: () => Promise<void>
}

/** Every method rejects with a {@link CreditsError}. */
export interface CreditsClient {
  readonly baseUrl: string
  getBalance(query?: Scope, options?: RequestOptions): Promise<Balance>
  getUsage(query?: UsageQuery, options?: RequestOptions): Promise<Usage>
  getGrants(query?: GrantsQuery, options?: RequestOptions): Promise<Page<Grant>>
  getStatement(query?: StatementQuery, options?: RequestOptions): Promise<Page<LedgerEntry>>
  /** The statement as CSV. */
  getStatementCsv(query?: StatementQuery, options?: RequestOptions): Promise<Blob>
  getCatalogue(query?: CatalogueQuery, options?: RequestOptions): Promise<Catalogue>
  createQuote(request: QuoteRequest, options?: RequestOptions): Promise<Quote>
  /** Makes its own idempotency key unless given one, and keeps it through its retries. */
  createTopUp(request: TopUpRequest, options?: RequestOptions & { idempotencyKey?: string }): Promise<Order>
  getTopUp(id: string, options?: RequestOptions): Promise<Order>
  getTopUps(query?: TopUpsQuery, options?: RequestOptions): Promise<Page<Order>>
  check(query: CheckQuery, options?: RequestOptions): Promise<Check>
  /** `balance.changed` of the stream is applied at once; the rest of the numbers follow with the next fetch. */
  balance(query?: Scope): Resource<Balance>
  usage(query?: UsageQuery): Resource<Usage>
  grants(query?: GrantsQuery): Resource<Page<Grant>>
  statement(query?: StatementQuery): Resource<Page<LedgerEntry>>
  catalogue(query?: CatalogueQuery): Resource<Catalogue>
  /** One order, polled too until it is settled. */
  topUp(id: string): Resource<Order>
  checkResource(query: CheckQuery): Resource<Check>
  /**
   * Any other call of the API, with the session's token: what an entry point such as
   * `@creditkit/sdk/payment-methods` is made of.
   */
  readonly request: Send
  /** The session in force, asked for where there is none. */
  readonly session: () => Promise<SessionToken>
  /** Every event of the stream. Keeps the stream open until the returned function is called. */
  on(listener: (event: StreamEvent) => void): () => void
  /** Always has data. */
  readonly connection: Resource<ConnectionState>
  /** Ends timers, stream and requests. */
  close(): void
}
