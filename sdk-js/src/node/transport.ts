import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { CreditsError } from '../error.ts'
import { toSearch } from '../request.ts'
import { readOptions } from './options.ts'
import type { Problem } from '../wire.ts'
import type { CallOptions, CreditsServerOptions, WriteOptions } from './types.ts'

/** Milliseconds before the first retry; twice as long before each further one, with jitter. */
const FIRST_WAIT = 200
const LONGEST_WAIT = 5000
/** What the server takes. Much else could not even be sent, and would look like a broken line. */
const KEY = /^[\x21-\x7e]{1,255}$/
const NOT_A_KEY = 'idempotencyKey: must be 1 to 255 printable ASCII characters without spaces.'

export interface Transport {
  get: <T>(path: string, query?: object, options?: CallOptions) => Promise<T>
  getText: (path: string, query?: object, options?: CallOptions) => Promise<string>
  write: <T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    options?: WriteOptions,
  ) => Promise<T>
}

interface Attempt {
  method: string
  path: string
  headers: Record<string, string>
  body: string | null
  signal: AbortSignal | undefined
  timeout: number | undefined
  /** JSON unless given. */
  read?: (response: Response) => Promise<unknown>
}

/** Sends calls with the secret key, and again with back-off: writes carry an idempotency key, so that is safe. */
export function createTransport(options: CreditsServerOptions): Transport {
  const { baseUrl, secretKey, maxRetries, timeout: usualTimeout } = readOptions(options)

  async function attempt<T>({ path, signal, timeout, read = readJson, ...request }: Attempt): Promise<T> {
    const late = AbortSignal.timeout(timeout ?? usualTimeout)
    try {
      const response = await fetch(baseUrl + path, {
        ...request,
        signal: signal ? AbortSignal.any([signal, late]) : late,
        redirect: 'error',
      })
      if (!response.ok) throw await toError(response)
      if (response.status === 204) return undefined as T
      return (await read(response)) as T
    } catch (cause) {
      throw toCreditsError(cause, signal?.aborted === true, late.aborted, baseUrl)
    }
  }

  async function send<T>(request: Attempt): Promise<T> {
    for (let retries = 0; ; retries++) {
      try {
        return await attempt<T>(request)
      } catch (cause) {
        const { retryable, retryAfter } = cause as CreditsError
        const backOff = FIRST_WAIT * 2 ** retries * (0.5 + Math.random())
        const pause = retryAfter === undefined ? backOff : retryAfter * 1000
        if (!retryable || retries >= maxRetries || pause > LONGEST_WAIT) throw cause
        await wait(pause, undefined, request.signal ? { signal: request.signal } : {}).catch(() => {})
      }
    }
  }

  const authorization = `Bearer ${secretKey}`
  const reading = (path: string, query?: object, { signal, timeout }: CallOptions = {}): Attempt => ({
    method: 'GET',
    path: path + toSearch(query),
    headers: { authorization },
    body: null,
    signal,
    timeout,
  })
  return {
    get: (path, query, o) => send(reading(path, query, o)),
    getText: (path, query, o) => send({ ...reading(path, query, o), read: (response) => response.text() }),
    write: async (method, path, body, { signal, timeout, idempotencyKey = randomUUID() } = {}) => {
      if (!KEY.test(idempotencyKey)) throw new CreditsError('invalid_value', NOT_A_KEY, 422)
      return await send({
        method,
        path,
        headers: {
          authorization,
          'idempotency-key': idempotencyKey,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body ? JSON.stringify(body) : null,
        signal,
        timeout,
      })
    },
  }
}

const readJson = (response: Response): Promise<unknown> => response.json()

async function toError(response: Response): Promise<CreditsError> {
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined
  return problem?.code
    ? new CreditsError(problem.code, describe(problem), response.status, { problem })
    : new CreditsError(
        'invalid_answer',
        `Not a Creditkit answer (${response.status}). Check baseUrl.`,
        response.status,
      )
}

/** The sentence, and each wrong place by the name that the caller gave it. */
function describe({ detail, errors = [] }: Problem): string {
  const places = errors.map(({ path, message }) => `${path.replace(/^\w+\./, '')}: ${message}`)
  return places.length > 0 ? `${detail} ${places.join('; ')}` : detail
}

function toCreditsError(cause: unknown, aborted: boolean, late: boolean, baseUrl: string): CreditsError {
  if (cause instanceof CreditsError) return cause
  if (aborted) return new CreditsError('aborted', 'The call was given up.', 0, { cause })
  if (late) return new CreditsError('timeout', `${baseUrl} did not answer in time.`, 0, { cause })
  if (cause instanceof SyntaxError) {
    return new CreditsError('invalid_answer', 'Not a Creditkit answer. Check baseUrl.', 200, { cause })
  }
  return new CreditsError('network', `${baseUrl} cannot be reached. Check baseUrl and the network.`, 0, {
    cause,
  })
}
