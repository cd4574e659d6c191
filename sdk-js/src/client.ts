import { createListeners } from './listeners.ts'
import { createSend, randomKey, toSearch } from './request.ts'
import type { Followed } from './rules.ts'
import { keepSession } from './session.ts'
import { createCell, type Cell } from './store.ts'
import type {
  CatalogueQuery,
  CreditsClient,
  CreditsOptions,
  ConnectionState,
  RequestOptions,
  Resource,
  Scope,
} from './types.ts'
import { createUpdates } from './updates.ts'
import type { Order, Quote, StreamEvent } from './wire.ts'

const ME = '/v1/me/'
const TOP_UPS = 'top-ups'

/** What is undefined is not sent. */
interface Query {
  currency?: string | undefined
  resource?: string | undefined
}

/** A client that acts for one customer, by sessions of the host's backend. Does nothing until it is asked. */
export function createCredits(options: CreditsOptions): CreditsClient {
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const closed = new AbortController()
  const getSession = keepSession(options.fetchSession)
  const send = createSend(baseUrl, getSession, closed.signal)
  const cells = new Map<string, unknown>()
  const followed = new Set<Followed>()
  const listeners = createListeners<StreamEvent>()
  const connection: Cell<ConnectionState> = createCell({
    load: async () => connection.getSnapshot().data ?? 'closed',
    start: () => () => {},
  })
  connection.set(options.updates === 'none' ? 'closed' : 'connecting')

  const want = createUpdates({
    send,
    mode: options.updates,
    baseUrl,
    getSession,
    followed,
    closed: closed.signal,
    connection: connection.set,
    tell: listeners.tell,
  })

  const { currency, resource } = options
  const ofCurrency = (query?: CatalogueQuery): Query => ({
    ...query,
    currency: query?.currency ?? currency,
  })
  const ofPool = (query?: Scope): Query => ({
    ...ofCurrency(query),
    resource: query?.resource ?? resource,
  })

  const get = <T>(path: string, query?: object, { signal }: RequestOptions = {}): Promise<T> =>
    send(ME + path, { query, signal })

  function live<T>(path: string, query: Query): Resource<T> {
    const key = path + toSearch(query)
    const known = cells.get(key) as Cell<T> | undefined
    if (known) return known
    const cell = createCell<T>({
      load: (signal) => get(path, query, { signal }),
      start() {
        cells.set(key, cell)
        const release = want({ path, query, cell } as unknown as Followed)
        return () => {
          cells.delete(key)
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
    getBalance: (query, o) => get('balance', ofPool(query), o),
    getUsage: (query, o) => get('usage', ofPool(query), o),
    getGrants: (query, o) => get('grants', ofPool(query), o),
    getStatement: (query, o) => get('statement', ofPool(query), o),
    getStatementCsv: (query, { signal } = {}) =>
      send(`${ME}statement.csv`, { query: ofPool(query), signal, read: (response) => response.blob() }),
    getCatalogue: (query, o) => get('packages', ofCurrency(query), o),
    createQuote: (request, { signal } = {}) => send<Quote>(`${ME}quotes`, { body: ofPool(request), signal }),
    createTopUp: (request, { signal, idempotencyKey = randomKey() } = {}) =>
      send<Order>(`${ME}${TOP_UPS}`, {
        body: ofPool(request),
        headers: { 'idempotency-key': idempotencyKey },
        signal,
      }),
    getTopUp: (id, o) => get(topUp(id), {}, o),
    getTopUps: (query, o) => get(TOP_UPS, ofPool(query), o),
    check: (query, o) => get('check', ofPool(query), o),
    balance: (query) => live('balance', ofPool(query)),
    usage: (query) => live('usage', ofPool(query)),
    grants: (query) => live('grants', ofPool(query)),
    statement: (query) => live('statement', ofPool(query)),
    catalogue: (query) => live('packages', ofCurrency(query)),
    checkResource: (query) => live('check', ofPool(query)),
    topUp: (id) => live(topUp(id), {}),
    request: send,
    session: getSession,
    on(listener) {
      const remove = listeners.add(listener)
      const release = want()
      return () => {
        if (remove()) release()
      }
    },
    close() {
      closed.abort()
      for (const { cell } of followed) cell.stop()
      connection.set('closed')
    },
  }
}

function topUp(id: string): string {
  return `${TOP_UPS}/${encodeURIComponent(id)}`
}
