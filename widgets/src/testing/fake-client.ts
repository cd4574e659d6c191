/**
 * A client for tests and stories that talks to nobody: each resource is a `FakeResource` whose
 * snapshot the test sets. `fakeClient({ balance: resource })` answers every query with it.
 */
import type { CreditsClient, CreditsError, Resource, Snapshot } from '@creditkit/sdk'

export class FakeResource<T> implements Resource<T> {
  /** How often it was refreshed. */
  refreshed = 0
  readonly #listeners = new Set<() => void>()
  #snapshot: Snapshot<T>

  constructor(data?: T) {
    this.#snapshot = Object.freeze({
      status: data === undefined ? 'loading' : 'ready',
      data,
      error: undefined,
      stale: false,
      updatedAt: data === undefined ? 0 : Date.now(),
    })
  }

  get subscribers(): number {
    return this.#listeners.size
  }

  getSnapshot(): Snapshot<T> {
    return this.#snapshot
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async refresh(): Promise<void> {
    this.refreshed++
  }

  set(change: Partial<Snapshot<T>>): void {
    this.#snapshot = Object.freeze({ ...this.#snapshot, ...change })
    this.#listeners.forEach((listener) => listener())
  }

  /** New data has come. */
  ready(data: T): void {
    this.set({ status: 'ready', data, error: undefined, stale: false, updatedAt: Date.now() })
  }

  /** The last request failed. */
  fail(code: string, retryable = true): void {
    const error = Object.assign(new Error(code), {
      code,
      status: 0,
      requestId: undefined,
      retryable,
      retryAfter: undefined,
      problem: undefined,
    }) as unknown as CreditsError
    this.set({ status: 'error', error, stale: this.#snapshot.data !== undefined })
  }
}

type Answers = {
  [K in keyof CreditsClient]?: CreditsClient[K] | FakeResource<unknown>
}

const resources = ['balance', 'usage', 'grants', 'statement', 'catalogue', 'topUp', 'checkResource']
const calls = [
  'getTopUp',
  'getTopUps',
  'getStatement',
  'getStatementCsv',
  'getGrants',
  'createQuote',
  'createTopUp',
  'check',
  'request',
]

/** Resources may be given as they are; anything not given never answers. */
export function fakeClient(answers: Answers = {}): CreditsClient {
  const silent = new FakeResource()
  const client: Record<string, unknown> = {
    baseUrl: 'https://credits.test',
    connection: new FakeResource('live'),
    on: () => () => undefined,
    close: () => undefined,
    session: async () => ({ token: '', expiresAt: '' }),
    ...Object.fromEntries(resources.map((name) => [name, () => silent])),
    ...Object.fromEntries(calls.map((name) => [name, () => new Promise(() => undefined)])),
  }
  for (const [name, answer] of Object.entries(answers)) {
    client[name] = answer instanceof FakeResource && name !== 'connection' ? () => answer : answer
  }
  return client as unknown as CreditsClient
}
