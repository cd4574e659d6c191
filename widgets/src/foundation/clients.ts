/**
 * One client for each pair of base URL and `fetchSession`, shared by every provider and standalone
 * element that names the same pair: one session, one live stream, one cache.
 *
 * Clients are not closed: without subscribers they hold no timer, stream or request.
 */
import { createCredits } from '@creditkit/sdk'
import type { CreditsClient, CreditsOptions } from '@creditkit/sdk'

export type FetchSession = CreditsOptions['fetchSession']

const clients = new WeakMap<FetchSession, Map<string, CreditsClient>>()

export function sharedClient(baseUrl: string, fetchSession: FetchSession): CreditsClient {
  let byUrl = clients.get(fetchSession)
  if (!byUrl) clients.set(fetchSession, (byUrl = new Map()))
  let client = byUrl.get(baseUrl)
  if (!client) byUrl.set(baseUrl, (client = createCredits({ baseUrl, fetchSession })))
  return client
}
