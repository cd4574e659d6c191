import { CreditsError } from './error.ts'
import type { SessionToken } from './types.ts'
import type { Problem } from './wire.ts'

/** Long enough for a slow line, short enough that nobody stares at a skeleton for ever. */
const ATTEMPT_TIMEOUT = 20_000
const ATTEMPTS = 3
/** Seconds. Told to wait longer than this, the caller is told so instead. */
const LONGEST_WAIT = 5
const NOT_OURS = 'Not a Creditkit answer. Check baseUrl.'

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

/** Sends a call with the session's token, and again where that helps. Rejects with a CreditsError. */
export function createSend(
  baseUrl: string,
  getSession: (refused?: SessionToken) => Promise<SessionToken>,
  closed: AbortSignal,
): Send {
  async function attempt<T>(path: string, call: Call<T>, token: string, signal: AbortSignal): Promise<T> {
    const { query, body, headers, read = (response) => response.json() as Promise<T> } = call
    try {
      const response = await fetch(baseUrl + path + toSearch(query), {
        method: call.method ?? (body ? 'POST' : 'GET'),
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body ? JSON.stringify(body) : null,
        signal: call.once ? signal : AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT)]),
      })
      if (!response.ok) throw await toError(response)
      return await read(response)
    } catch (cause) {
      if (cause instanceof CreditsError) throw cause
      if (cause instanceof SyntaxError) throw new CreditsError('invalid_answer', NOT_OURS, 200, { cause })
      const timeout = (cause as Error).name === 'TimeoutError'
      const code = signal.aborted ? 'aborted' : timeout ? 'timeout' : 'network'
      throw new CreditsError(code, 'The server cannot be reached. Try again.', 0, { cause })
    }
  }

  return async <T>(path: string, call: Call<T>) => {
    const signal = AbortSignal.any([closed, call.signal ?? closed])
    let refused: SessionToken | undefined
    for (let attempts = 1; ; attempts++) {
      const session = await getSession(refused)
      try {
        return await attempt(path, call, session.token, signal)
      } catch (cause) {
        const { status, retryable, retryAfter } = cause as CreditsError
        if (status === 401 && !refused) {
          // Revoked, or ended early by the server's clock. Nothing was done, so any call may go once more.
          refused = session
          continue
        }
        const wait = retryAfter ?? 2 ** attempts * (0.1 + Math.random() / 5)
        if (call.once || !retryable || attempts >= ATTEMPTS || wait > LONGEST_WAIT) throw cause
        await pause(wait * 1000, signal)
      }
    }
  }
}

/** Waits, at most until `signal` ends it. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}

async function toError(response: Response): Promise<CreditsError> {
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined
  const { code = 'invalid_answer', detail = NOT_OURS } = problem ?? {}
  return new CreditsError(code, detail, response.status, { problem })
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
