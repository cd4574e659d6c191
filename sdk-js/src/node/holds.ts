import { randomUUID } from 'node:crypto'
import { CreditsError } from '../error.ts'
import { at } from './path.ts'
import type { Transport } from './transport.ts'
import type { CreditsServer, Hold, SettleRequest, WriteOptions } from './types.ts'

/** Part of a hold's life after which it is extended by as much again: where that fails, there is time for another. */
const EXTEND_EVERY = 1 / 3
/** The longest delay of a timer. */
const LONGEST_DELAY = 2 ** 31 - 1

export function createHolds({ get, write }: Pick<Transport, 'get' | 'write'>): CreditsServer['holds'] {
  const holds: CreditsServer['holds'] = {
    create: (request, o) => write('POST', '/v1/holds', request, o),
    get: (customer, id, o) => get(at`/v1/customers/${customer}/holds/${id}`, undefined, o),
    list: (customer, query, o) => get(at`/v1/customers/${customer}/holds`, query, o),
    extend: (customer, id, request, o) =>
      write('POST', at`/v1/customers/${customer}/holds/${id}/extend`, request, o),
    settle: (customer, id, request = {}, o) =>
      write('POST', at`/v1/customers/${customer}/holds/${id}/settle`, request, o),
    release: (customer, id, request = {}, o) =>
      write('POST', at`/v1/customers/${customer}/holds/${id}/release`, request, o),

    async withHold(request, work, { idempotencyKey = randomUUID(), ...o } = {}) {
      // A hold for each attempt; the key is the settlement's, so that of many attempts one is charged.
      const hold = await holds.create(request, o)
      const { customer, id } = hold
      const stop = keepAlive(hold, (lapsesAt) => holds.extend(customer, id, { lapsesAt }))
      const release = async (): Promise<void> => {
        // One that cannot be released lapses by itself.
        await holds.release(customer, id).catch(() => {})
      }
      try {
        let actual: SettleRequest = {}
        const result = await work({
          hold,
          costs: (said) => {
            actual = said
          },
        })
        if (!(await settleOnce(customer, id, actual, { ...o, idempotencyKey }))) await release()
        return result
      } catch (error) {
        await release()
        throw error
      } finally {
        stop()
      }
    },
  }

  /** @returns false when an earlier attempt at the same work was charged already */
  async function settleOnce(
    customer: string,
    id: string,
    actual: SettleRequest,
    o: WriteOptions,
  ): Promise<boolean> {
    try {
      await holds.settle(customer, id, actual, o)
      return true
    } catch (error) {
      if (error instanceof CreditsError && error.code === 'idempotency_key_reused') return false
      throw error
    }
  }
  return holds
}

/** Extends a hold as long as its work goes on. @returns what ends that */
function keepAlive({ createdAt, lapsesAt }: Hold, extend: (lapsesAt: string) => Promise<Hold>): () => void {
  const life = Date.parse(lapsesAt) - Date.parse(createdAt)
  let timer: NodeJS.Timeout
  const plan = (): void => {
    timer = setTimeout(
      () => {
        plan()
        extend(new Date(Date.now() + life).toISOString()).catch(() => {})
      },
      Math.min(life * EXTEND_EVERY, LONGEST_DELAY),
    ).unref()
  }
  plan()
  return () => clearTimeout(timer)
}
