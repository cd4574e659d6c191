import { say } from '../progress.mjs'
import { capital, Service, type ServiceOptions } from './service.ts'

/** What runs, and is stopped in the reverse order of its start. */
interface Part {
  readonly name: string
  readonly ended: Promise<void>
  stop(): Promise<void>
  lastWords?(): string
}

/**
 * Keeps the parts of a running Creditkit together: on Ctrl-C, or when one of them ends by itself, all stop, the
 * last started first.
 */
export class Supervisor {
  readonly #parts: Part[] = []
  readonly #interrupted: Promise<void>
  #stopping: Promise<void> | undefined

  constructor() {
    this.#interrupted = new Promise((settle) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.on(signal, () => {
          settle()
          void this.stop()
        })
      }
    })
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined
  }

  /** Watches over something that runs; if all is being stopped by now, it is stopped too. */
  async add(part: Part): Promise<void> {
    this.#parts.push(part)
    if (this.#stopping === undefined) return
    await part.stop()
    await this.#stopping
    throw new Error('Stopped while starting.')
  }

  async start(options: ServiceOptions): Promise<void> {
    if (this.#stopping !== undefined) throw new Error('Stopped while starting.')
    const service = new Service(options)
    await this.add(service)
    await service.ready(options.readyUrl)
  }

  /** @returns when it is to end: a sentence if one of the parts has failed, undefined if a person wants it. */
  async watch(): Promise<string | undefined> {
    const failures = this.#parts.map(async (part) => {
      await part.ended
      const words = part.lastWords?.()
      return `${words === undefined ? '' : `${words}\n\n`}${capital(part.name)} has ended by itself; everything stops.`
    })
    const failure = await Promise.race([...failures, this.#interrupted])
    return this.isStopping ? undefined : (failure ?? undefined)
  }

  /** Stops all parts, once. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stopAll()
    await this.#stopping
  }

  async #stopAll(): Promise<void> {
    say('\nStopping …')
    for (const part of this.#parts.toReversed()) {
      // oxlint-disable-next-line no-await-in-loop -- in order: the server before its Postgres
      await part.stop()
    }
    say('Stopped.')
  }
}
