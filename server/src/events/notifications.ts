import { Client } from 'pg'

type Handler = (payload: string) => void

const firstRetryMilliseconds = 100
const longestRetryMilliseconds = 5000

/**
 * The one connection of this server that listens to Postgres. Notifications are only a wake-up: handlers also have
 * to be called from time to time, because one can be lost with the connection.
 */
export class Notifications {
  readonly #connectionString: string
  readonly #onProblem: (error: unknown) => void
  readonly #handlers = new Map<string, Handler>()
  #client: Client | undefined
  #retry: NodeJS.Timeout | undefined
  #failures = 0
  #closed = false

  /** @param onProblem is told when the connection is lost; it is made again by itself */
  constructor(connectionString: string, onProblem: (error: unknown) => void = () => {}) {
    this.#connectionString = connectionString
    this.#onProblem = onProblem
  }

  /**
   * Calls `handler` for every notification on `channel`, and with an empty payload when some may have been lost.
   * To be called before `start`.
   */
  on(channel: 'creditkit_outbox' | 'creditkit_revoked' | 'creditkit_inbox', handler: Handler): void {
    this.#handlers.set(channel, handler)
  }

  /** Resolves when the first connection listens, or has failed and is being tried again. */
  async start(): Promise<void> {
    await this.#connect()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.#connectionString,
      application_name: 'creditkit listen',
    })
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, new Error('The listening connection ended.')))
    client.on('notification', ({ channel, payload }) => this.#handlers.get(channel)?.(payload ?? ''))
    this.#client = client
    try {
      await client.connect()
      for (const channel of this.#handlers.keys()) {
        // One connection takes one statement at a time.
        // oxlint-disable-next-line no-await-in-loop
        await client.query(`listen ${channel}`)
      }
      this.#failures = 0
      // Whatever was told while nobody listened.
      for (const handler of this.#handlers.values()) handler('')
    } catch (error) {
      this.#lost(client, error)
    }
  }

  #lost(client: Client, error: unknown): void {
    if (this.#client !== client) return
    this.#client = undefined
    client.end().catch(() => {})
    if (this.#closed) return
    this.#onProblem(error)
    const delay = Math.min(longestRetryMilliseconds, firstRetryMilliseconds * 2 ** this.#failures)
    this.#failures += 1
    this.#retry = setTimeout(() => void this.#connect(), delay)
  }
}
