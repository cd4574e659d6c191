import { createSend, randomKey, topUpPath, toSearch } from './request.ts'
import { keepSession } from './session.ts'
import { createCell, createValue, type Cell, type CellOptions } from './store.ts'
import { BALANCE, balanceRules, concerning, CREDITS, ORDER, orderRules, POOL } from './rules.ts'
import type {
  CatalogueQuery,
  ConnectionState,
  CreditsClient,
  CreditsOptions,
  RequestOptions,
  Resource,
  Scope,
} from './types.ts'
import { createUpdates } from './updates.ts'
import type {
  Balance,
  Catalogue,
  Check,
  Grant,
  LedgerEntry,
  Order,
  Page,
  Quote,
  StreamEvent,
  Usage,
} from './wire.ts'

/** A client that acts for one customer, by sessions of the host's backend. Does nothing until it is asked. */
export function createCredits(options: CreditsOptions): CreditsClient {
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const closed = new AbortController()
  const session = keepSession(options.fetchSession)
  const send = createSend(baseUrl, session, closed.signal)
  const cells = new Map<string, unknown>()
  const active = new Set<Pick<Cell<unknown>, 'receive' | 'stop'>>()
  const listeners = new Set<(event: StreamEvent) => void>()
  const connection = createValue<ConnectionState>(options.updates === 'none' ? 'closed' : 'connecting')

  const want = createUpdates({
    send,
    mode: options.updates,
    async shareName() {
      try {
        const [, claims = ''] = (await session.token()).split('.')
        const { sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/'))) as { sub?: string }
        return sub && `creditkit ${baseUrl} ${sub}`
      } catch {
        return undefined
      }
    },
    onMessage(message) {
      if (message.state) connection.set(message.state)
      for (const cell of [...active]) cell.receive(message)
      if (message.event) for (const listener of [...listeners]) listener(message.event)
    },
  })

  const read = <T>(response: Response): Promise<T> => response.json() as Promise<T>

  function get<T>(path: string, query?: object, { signal }: RequestOptions = {}): Promise<T> {
    return send<T>(path, { query, signal, repeatable: true, read })
  }

  function scoped<Q extends Scope>(query?: Q): Q & Scope
  function scoped(query: Scope = {}): Scope {
    const { currency = options.currency, resource = options.resource } = query
    return { ...query, ...(currency && { currency }), ...(resource && { resource }) }
  }

  function ofCurrency(query: CatalogueQuery = {}): CatalogueQuery {
    const { currency = options.currency } = query
    return { ...query, ...(currency && { currency }) }
  }

  function live<T>(
    path: string,
    query: object,
    concerns: (event: StreamEvent) => boolean,
    more?: Pick<CellOptions<T>, 'apply' | 'newer' | 'pollAfter'>,
  ): Resource<T> {
    const key = path + toSearch(query)
    const known = cells.get(key) as Cell<T> | undefined
    if (known) return known
    const cell = createCell<T>({
      ...more,
      concerns,
      load: (signal) => get(path, query, { signal }),
      start() {
        if (!cells.has(key)) cells.set(key, cell)
        active.add(cell)
        const release = want()
        return () => {
          if (cells.get(key) === cell) cells.delete(key)
          active.delete(cell)
          release()
        }
      },
    })
    cells.set(key, cell)
    return cell
  }

  return {
    baseUrl,
    connection,
    getBalance: (query, o) => get('/v1/me/balance', scoped(query), o),
    getUsage: (query, o) => get('/v1/me/usage', scoped(query), o),
    getGrants: (query, o) => get('/v1/me/grants', scoped(query), o),
    getStatement: (query, o) => get('/v1/me/statement', scoped(query), o),
    getStatementCsv: (query, { signal } = {}) =>
      send('/v1/me/statement.csv', {
        query: scoped(query),
        signal,
        repeatable: true,
        read: (response) => response.blob(),
      }),
    getCatalogue: (query, o) => get('/v1/me/packages', ofCurrency(query), o),
    createQuote: (request, { signal } = {}) =>
      send<Quote>('/v1/me/quotes', { body: scoped(request), signal, repeatable: true, read }),
    createTopUp: (request, { signal, idempotencyKey = randomKey() } = {}) =>
      send<Order>('/v1/me/top-ups', {
        body: scoped(request),
        headers: { 'idempotency-key': idempotencyKey },
        signal,
        repeatable: true,
        read,
      }),
    getTopUp: (id, o) => get(topUpPath(id), {}, o),
    getTopUps: (query, o) => get('/v1/me/top-ups', scoped(query), o),
    check: (query, o) => get('/v1/me/check', scoped(query), o),
    balance(query) {
      const pool = scoped(query)
      return live<Balance>('/v1/me/balance', pool, concerning(pool, CREDITS), balanceRules)
    },
    usage(query) {
      const pool = scoped(query)
      return live<Usage>('/v1/me/usage', pool, concerning(pool, BALANCE))
    },
    grants(query) {
      const pool = scoped(query)
      return live<Page<Grant>>('/v1/me/grants', pool, concerning(pool, POOL))
    },
    statement(query) {
      const pool = scoped(query)
      return live<Page<LedgerEntry>>('/v1/me/statement', pool, concerning(pool, POOL))
    },
    checkResource(query) {
      const pool = scoped(query)
      return live<Check>('/v1/me/check', pool, concerning(pool, BALANCE))
    },
    catalogue(query) {
      const pool = ofCurrency(query)
      return live<Catalogue>('/v1/me/packages', pool, concerning(pool, ORDER))
    },
    topUp: (id) => live<Order>(topUpPath(id), {}, () => false, orderRules(id)),
    on(listener) {
      // A wrapper, so that the same function added twice is two listeners.
      const own = (event: StreamEvent): void => listener(event)
      listeners.add(own)
      const release = want()
      return () => {
        if (listeners.delete(own)) release()
      }
    },
    close() {
      closed.abort()
      for (const cell of [...active]) cell.stop()
      listeners.clear()
      connection.set('closed')
    },
  }
}
