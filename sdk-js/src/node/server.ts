import { at } from './path.ts'
import { createHolds } from './holds.ts'
import { createTransport } from './transport.ts'
import type { CreditsServer, CreditsServerOptions } from './types.ts'

/** A client for the host's backend, which acts with a secret key for any customer. */
export function createCreditsServer(options: CreditsServerOptions): CreditsServer {
  const { get, write } = createTransport(options)
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
      grants: (id, query, o) => get(at`/v1/customers/${id}/grants`, query, o),
      entries: (id, query, o) => get(at`/v1/customers/${id}/entries`, query, o),
      usage: (id, query, o) => get(at`/v1/customers/${id}/usage`, query, o),
      orders: (id, query, o) => get(at`/v1/customers/${id}/orders`, query, o),
    },
    grants: {
      create: (request, o) => write('POST', '/v1/grants', request, o),
      get: (customer, id, o) => get(at`/v1/customers/${customer}/grants/${id}`, undefined, o),
      void: (customer, id, request = {}, o) =>
        write('POST', at`/v1/customers/${customer}/grants/${id}/void`, request, o),
      revoke: (customer, id, request = {}, o) =>
        write('POST', at`/v1/customers/${customer}/grants/${id}/revoke`, request, o),
    },
    adjust: (request, o) => write('POST', '/v1/adjustments', request, o),
    holds: createHolds({ get, write }),
    consume: (request, o) => write('POST', '/v1/consume', request, o),
    consumeBatch: async (items, o) =>
      (await write<{ results: [] }>('POST', '/v1/consume/batch', { items }, o)).results,
    check: (request, o) => write('POST', '/v1/checks', request, o),
    catalogue: {
      putCurrency: (id, request, o) => write('PUT', at`/v1/currencies/${id}`, request, o),
      getCurrencies: (o) => list('/v1/currencies', o),
      putFeature: (id, request, o) => write('PUT', at`/v1/features/${id}`, request, o),
      getFeatures: (o) => list('/v1/features', o),
      addRate: (feature, request, o) => write('POST', at`/v1/features/${feature}/rates`, request, o),
      putPackage: (id, request, o) => write('PUT', at`/v1/packages/${id}`, request, o),
      getPackages: (o) => list('/v1/packages', o),
      putCustomAmount: (currency, request, o) =>
        write('PUT', at`/v1/currencies/${currency}/custom-amount`, request, o),
    },
    verify: (customer, o) => get('/v1/verify', { customer }, o),
  }

  async function list<T>(path: string, o?: { signal?: AbortSignal }): Promise<T[]> {
    return (await get<{ data: T[] }>(path, undefined, o)).data
  }
}
