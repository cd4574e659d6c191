import { at } from './path.ts'
import type { Transport } from './transport.ts'
import type { CreditsServer } from './types.ts'
import { createWithHold } from './with-hold.ts'

export function createHolds({ get, write }: Pick<Transport, 'get' | 'write'>): CreditsServer['holds'] {
  const holds: Omit<CreditsServer['holds'], 'withHold'> = {
    create: (request, o) => write('POST', '/v1/holds', request, o),
    get: (customer, id, o) => get(at`/v1/customers/${customer}/holds/${id}`, undefined, o),
    list: (customer, query, o) => get(at`/v1/customers/${customer}/holds`, query, o),
    extend: (customer, id, request, o) =>
      write('POST', at`/v1/customers/${customer}/holds/${id}/extend`, request, o),
    settle: (customer, id, request = {}, o) =>
      write('POST', at`/v1/customers/${customer}/holds/${id}/settle`, request, o),
    release: (customer, id, request = {}, o) =>
      write('POST', at`/v1/customers/${customer}/holds/${id}/release`, request, o),
  }
  return { ...holds, withHold: createWithHold(holds) }
}
