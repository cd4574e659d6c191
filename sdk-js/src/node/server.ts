import { at } from './path.ts'
import { createHolds } from './holds.ts'
import { createTransport } from './transport.ts'
import type { CallOptions, CreditsServer, CreditsServerOptions } from './types.ts'

/** What reads a whole ledger takes as long as that is: milliseconds. */
const REPORT_TIMEOUT = 120_000

/** A client for the host's backend, which acts with a secret key for any customer. */
export function createCreditsServer(options: CreditsServerOptions): CreditsServer {
  const { get, getText, write } = createTransport(options)
  return {
    sessions: {
      create: (request, o) => write('POST', '/v1/sessions', request, o),
      revoke: (id, o) => write('DELETE', at`/v1/sessions/${id}`, undefined, o),
      revokeAll: (customer, o) => write('DELETE', at`/v1/customers/${customer}/sessions`, undefined, o),
    },
    customers: {
      upsert: (id, request, o) => write('PUT', at`/v1/customers/${id}`, request, o),
      get: (id, o) => get(at`/v1/customers/${id}`, undefined, o),
      balance: (id, query, o) => get(at`/v1/customers/${id}/balance`, query, o),
      balanceAt: (id, instant, query, o) =>
        get(at`/v1/customers/${id}/balance/past`, { ...query, at: instant }, o),
      expiries: (id, query, o) => get(at`/v1/customers/${id}/expiries`, query, o),
      grants: (id, query, o) => get(at`/v1/customers/${id}/grants`, query, o),
      entries: (id, query, o) => get(at`/v1/customers/${id}/entries`, query, o),
      entry: (id, seq, query, o) => get(at`/v1/customers/${id}/entries/${seq}`, query, o),
      usage: (id, query, o) => get(at`/v1/customers/${id}/usage`, query, o),
      orders: (id, query, o) => get(at`/v1/customers/${id}/orders`, query, o),
      setOverdraft: (id, request, o) => write('PUT', at`/v1/customers/${id}/overdraft`, request, o),
    },
    pools: (query, o) => get('/v1/pools', query, o),
    grants: {
      create: (request, o) => write('POST', '/v1/grants', request, o),
      get: (customer, id, o) => get(at`/v1/customers/${customer}/grants/${id}`, undefined, o),
      void: (customer, id, request = {}, o) =>
        write('POST', at`/v1/customers/${customer}/grants/${id}/void`, request, o),
      revoke: (customer, id, request = {}, o) =>
        write('POST', at`/v1/customers/${customer}/grants/${id}/revoke`, request, o),
      extend: (customer, id, request, o) =>
        write('POST', at`/v1/customers/${customer}/grants/${id}/extend`, request, o),
      changePriority: (customer, id, request, o) =>
        write('POST', at`/v1/customers/${customer}/grants/${id}/priority`, request, o),
    },
    recurringGrants: {
      create: (customer, request, o) =>
        write('POST', at`/v1/customers/${customer}/recurring-grants`, request, o),
      list: (customer, query, o) => get(at`/v1/customers/${customer}/recurring-grants`, query, o),
      end: (customer, id, o) =>
        write('POST', at`/v1/customers/${customer}/recurring-grants/${id}/end`, undefined, o),
    },
    orders: {
      get: (customer, id, o) => get(at`/v1/customers/${customer}/orders/${id}`, undefined, o),
      steps: (customer, id, o) => list(at`/v1/customers/${customer}/orders/${id}/steps`, undefined, o),
      refund: (customer, id, request, o) =>
        write('POST', at`/v1/customers/${customer}/orders/${id}/refunds`, request, o),
    },
    adjust: (request, o) => write('POST', '/v1/adjustments', request, o),
    holds: createHolds({ get, write }),
    consume: (request, o) => write('POST', '/v1/consume', request, o),
    consumeBatch: async (items, o) =>
      (await write<{ results: [] }>('POST', '/v1/consume/batch', { items }, o)).results,
    check: (request, o) => write('POST', '/v1/checks', request, o),
    catalogue: {
      putCurrency: (id, request, o) => write('PUT', at`/v1/currencies/${id}`, request, o),
      getCurrencies: (o) => list('/v1/currencies', undefined, o),
      putFeature: (id, request, o) => write('PUT', at`/v1/features/${id}`, request, o),
      getFeatures: (o) => list('/v1/features', undefined, o),
      archiveFeature: (id, o) => write('POST', at`/v1/features/${id}/archive`, undefined, o),
      getRates: (feature, query, o) => get(at`/v1/features/${feature}/rates`, query, o),
      quoteRate: (feature, request = {}, o) =>
        write('POST', at`/v1/features/${feature}/rates/quote`, request, o),
      previewRate: (feature, request, o) =>
        write('POST', at`/v1/features/${feature}/rates/preview`, request, o),
      addRate: (feature, request, o) => write('POST', at`/v1/features/${feature}/rates`, request, o),
      withdrawRate: (feature, id, o) =>
        write('POST', at`/v1/features/${feature}/rates/${id}/withdraw`, undefined, o),
      putPackage: (id, request, o) => write('PUT', at`/v1/packages/${id}`, request, o),
      getPackages: (o) => list('/v1/packages', undefined, o),
      putCustomAmount: (currency, request, o) =>
        write('PUT', at`/v1/currencies/${currency}/custom-amount`, request, o),
      getCustomAmount: (currency, o) => get(at`/v1/currencies/${currency}/custom-amount`, undefined, o),
    },
    finance: {
      report: (query, o) => get('/v1/finance', query, { timeout: REPORT_TIMEOUT, ...o }),
      csv: (query, o) => getText('/v1/finance.csv', query, { timeout: REPORT_TIMEOUT, ...o }),
    },
    events: (query, o) => get('/v1/events', query, o),
    paymentEvents: {
      list: (query, o) => list('/v1/payment-events', query, o),
      replay: (id, o) => write('POST', at`/v1/payment-events/${id}/replay`, undefined, o),
    },
    metrics: (o) => getText('/metrics', undefined, o),
    verify: (customer, o) => get('/v1/verify', { customer }, { timeout: REPORT_TIMEOUT, ...o }),
  }

  async function list<T>(path: string, query?: object, o?: CallOptions): Promise<T[]> {
    return (await get<{ data: T[] }>(path, query, o)).data
  }
}
