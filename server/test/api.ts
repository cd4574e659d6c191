import { checkAnswer } from './contract.ts'

export interface ApiAnswer<Body = Record<string, unknown>> {
  readonly status: number
  readonly body: Body
  readonly headers: Headers
}

export interface ApiRequest {
  readonly body?: unknown
  readonly headers?: Record<string, string>
  /** The Idempotency-Key; a fresh one for POST unless given, none where null. */
  readonly key?: string | null
}

/** Calls the API as a host or as a browser would, and checks every answer against openapi.json. */
export class Api {
  readonly #baseUrl: string
  readonly #headers: Readonly<Record<string, string>>

  constructor(baseUrl: string, headers: Readonly<Record<string, string>> = {}) {
    this.#baseUrl = baseUrl
    this.#headers = headers
  }

  /** The same with a secret key. */
  withKey(secret: string): Api {
    return new Api(this.#baseUrl, { authorization: `Bearer ${secret}` })
  }

  /** The same as a page of `origin` with a session's token. */
  withSession(session: { readonly token: string; readonly origin: string }): Api {
    return new Api(this.#baseUrl, { authorization: `Bearer ${session.token}`, origin: session.origin })
  }

  get<Body = Record<string, unknown>>(path: string, request: ApiRequest = {}): Promise<ApiAnswer<Body>> {
    return this.call('GET', path, request)
  }

  post<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    request: ApiRequest = {},
  ): Promise<ApiAnswer<Body>> {
    return this.call('POST', path, { ...request, body })
  }

  put<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    request: ApiRequest = {},
  ): Promise<ApiAnswer<Body>> {
    return this.call('PUT', path, { ...request, body })
  }

  delete(path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
    return this.call('DELETE', path, request)
  }

  async call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, headers, key }: ApiRequest = {},
  ): Promise<ApiAnswer<Body>> {
    const idempotencyKey = key === undefined && method === 'POST' ? crypto.randomUUID() : key
    const response = await fetch(`${this.#baseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...this.#headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const contentType = response.headers.get('content-type') ?? ''
    const text = await response.text()
    const answer: unknown = contentType.includes('json') ? JSON.parse(text) : text
    const { pathname } = new URL(response.url)
    checkAnswer(method, pathname, response.status, contentType, answer)
    return { status: response.status, body: answer as Body, headers: response.headers }
  }
}
