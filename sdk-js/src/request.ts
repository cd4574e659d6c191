import { CreditsError } from './error.ts'
import type { SessionKeeper } from './session.ts'
import type { Problem } from './wire.ts'

/** Long enough for a slow line, short enough that nobody stares at a skeleton for ever. */
const ATTEMPT_TIMEOUT = 20_000
const ATTEMPTS = 3
/** Seconds. Told to wait longer than this, the caller is told so instead. */
const LONGEST_WAIT = 5

export interface Call<T> {
  query?: object | undefined
  /** Sent with POST. */
  body?: object | undefined
  headers?: Record<string, string> | undefined
  /** Sending it twice does no more than sending it once. */
  repeatable: boolean
  signal?: AbortSignal | undefined
  read: (response: Response) => T | Promise<T>
}

export type Send = <T>(path: string, call: Call<T>) => Promise<T>

/** Sends a call with the session's token, and again where that is safe. Rejects with a CreditsError. */
export function createSend(baseUrl: string, session: SessionKeeper, closed: AbortSignal): Send {
  async function attempt<T>(path: string, call: Call<T>, token: string, signal: AbortSignal): Promise<T> {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), ATTEMPT_TIMEOUT)
    try {
      const response = await fetch(baseUrl + path + toSearch(call.query), {
        method: call.body ? 'POST' : 'GET',
        headers: {
          authorization: `Bearer ${token}`,
          ...(call.body && { 'content-type': 'application/json' }),
          ...call.headers,
        },
        body: call.body ? JSON.stringify(call.body) : null,
        signal: AbortSignal.any([late.signal, signal]),
        credentials: 'omit',
        cache: 'no-store',
      })
      if (!response.ok) throw await toError(response)
      return await call.read(response)
    } catch (cause) {
      if (cause instanceof CreditsError) throw cause
      if (cause instanceof SyntaxError) {
        throw new CreditsError('invalid_answer', 'The answer was not JSON. Check baseUrl.', {
          cause,
          status: 200,
        })
      }
      throw late.signal.aborted
        ? new CreditsError('timeout', 'The server did not answer in time. Try again.', { cause })
        : new CreditsError('network', 'The server cannot be reached. Check the connection and try again.', {
            cause,
          })
    } finally {
      clearTimeout(timer)
    }
  }

  async function repeat<T>(path: string, call: Call<T>, signal: AbortSignal): Promise<T> {
    let refused: string | undefined
    for (let attempts = 1; ; attempts++) {
      const token = await session.token(refused)
      try {
        return await attempt(path, call, token, signal)
      } catch (cause) {
        const error = cause as CreditsError
        if (error.status === 401 && !refused) {
          // Revoked, or ended early by the server's clock. Nothing was done, so any call may go once more.
          refused = token
          continue
        }
        const wait = error.retryAfter ?? 2 ** attempts * (0.1 + Math.random() / 5)
        if (
          !call.repeatable ||
          !error.retryable ||
          signal.aborted ||
          attempts >= ATTEMPTS ||
          wait > LONGEST_WAIT
        ) {
          throw error
        }
        await new Promise((resolve) => setTimeout(resolve, wait * 1000))
      }
    }
  }

  return (path, call) => {
    const signal = call.signal ? AbortSignal.any([closed, call.signal]) : closed
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(new CreditsError('aborted', 'The call was given up.'))
      if (signal.aborted) return abort()
      signal.addEventListener('abort', abort)
      repeat(path, call, signal)
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', abort))
    })
  }
}

async function toError(response: Response): Promise<CreditsError> {
  const { status, headers } = response
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined
  if (problem?.code) return new CreditsError(problem.code, problem.detail, { status, problem })
  return new CreditsError('invalid_answer', `The answer was a bare ${status}. Check baseUrl.`, {
    status,
    retryAfter: Number(headers.get('retry-after')) || undefined,
    requestId: headers.get('x-request-id') ?? undefined,
  })
}

/** `?a=1&b=2`, sorted, so that the same query is the same address. */
export function toSearch(query: object = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined) search.append(name, String(one))
  }
  search.sort()
  return search.size ? `?${search}` : ''
}

export function topUpPath(id: string): string {
  return `/v1/me/top-ups/${encodeURIComponent(id)}`
}

/** Without `crypto.randomUUID`, which a page served without TLS does not have. */
export function randomKey(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}
