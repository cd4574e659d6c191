import { CreditsError } from './error.ts'
import type { SessionToken } from './types.ts'

export const UNREACHED = 'The server cannot be reached. Try again.'
/** Long enough for a slow line, short enough that nobody stares at a skeleton for ever. */
const ATTEMPT_TIMEOUT = 20_000

export interface Call<T> {
  query?: object | undefined
  /** POST where there is a body, GET otherwise. */
  method?: string
  body?: object | undefined
  headers?: Record<string, string> | undefined
  /** One attempt, without a time limit of its own. Otherwise the call must be safe to repeat. */
  once?: boolean
  signal?: AbortSignal | undefined
  /** JSON unless given. */
  read?: (response: Response) => T | Promise<T>
}

export type Send = <T>(path: string, call: Call<T>) => Promise<T>

/** Sends a call with the session's token, and again where that helps (`recover.ts`). Rejects with a CreditsError. */
export function createSend(
  baseUrl: string,
  getSession: (refused?: SessionToken) => Promise<SessionToken>,
  closed: AbortSignal,
): Send {
  return async <T>(path: string, call: Call<T>) => {
    const { query, body, headers, once, read = (response) => response.json() as Promise<T> } = call
    const signal = AbortSignal.any([closed, call.signal ?? closed])
    const attempt = async ({ token }: SessionToken): Promise<T> => {
      const response = await fetch(baseUrl + path + toSearch(query), {
        method: call.method ?? (body ? 'POST' : 'GET'),
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body ? JSON.stringify(body) : null,
        signal: once ? signal : AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT)]),
      })
      // What it says is read where it is made an error of.
      if (!response.ok) throw response
      return await read(response)
    }
    const session = await getSession()
    try {
      return await attempt(session)
    } catch (cause) {
      const upkeep = await import('./upkeep.ts').catch(() => undefined)
      if (upkeep) return upkeep.recover({ cause, attempt, session, getSession, once, signal })
      throw new CreditsError(signal.aborted ? 'aborted' : 'network', UNREACHED, 0, { cause })
    }
  }
}

/** `?a=1&b=2`, sorted, so that the same query is the same address. */
export function toSearch(query: object = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined) search.append(name, one as string)
  }
  search.sort()
  return search.size ? `?${search}` : ''
}

/** Without `crypto.randomUUID`, which a page served without TLS does not have. */
export function randomKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}
