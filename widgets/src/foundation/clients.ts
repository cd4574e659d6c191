/**
 * One client for all providers and standalone elements that name the same base URL and `fetchSession`: one
 * session, one live stream, one cache.
 *
 * Frameworks like to make a new function at every rendering. So an element that is given another
 * `fetchSession` keeps its client, which calls the new one from then on. It starts anew for another
 * base URL, and for another customer.
 *
 * Clients are not closed: without subscribers they hold no timer, stream or request.
 */
import { createCredits } from '@creditkit/sdk'
import type { CreditsClient, CreditsOptions } from '@creditkit/sdk'

export type FetchSession = CreditsOptions['fetchSession']

interface Shared {
  client: CreditsClient
  /** The latest that was given. */
  fetchSession: FetchSession
}

const known = new WeakMap<FetchSession, Map<string, Shared>>()

/** The client of one element or provider. */
export class OwnClient {
  #key: string | undefined
  #shared: Shared | undefined

  /** Undefined while one of the two is missing. */
  get(
    baseUrl: string | undefined,
    fetchSession: FetchSession | undefined,
    customer = '',
  ): CreditsClient | undefined {
    if (baseUrl === undefined || !fetchSession) return undefined
    const key = `${baseUrl} ${customer}`
    let byKey = known.get(fetchSession)
    if (!byKey) known.set(fetchSession, (byKey = new Map()))
    this.#shared =
      byKey.get(key) ?? (key === this.#key ? this.#shared : undefined) ?? create(baseUrl, fetchSession)
    this.#shared.fetchSession = fetchSession
    this.#key = key
    byKey.set(key, this.#shared)
    return this.#shared.client
  }
}

function create(baseUrl: string, fetchSession: FetchSession): Shared {
  const shared: Shared = {
    fetchSession,
    client: createCredits({ baseUrl, fetchSession: () => shared.fetchSession() }),
  }
  return shared
}
