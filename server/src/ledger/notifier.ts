import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'

/**
 * Milliseconds between two notifications: each has every server read the outbox, beside the next consumption. A stream
 * sends at most four changes of a pool a second anyway.
 */
const PAUSE = 25

/** Tells the readers of the outbox that something is there: after the commit, the first at once, those close behind it together. */
export class Notifier {
  readonly #pool: pg.Pool
  #running: Promise<void> | undefined
  #again = false

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  notify(): void {
    if (this.#running !== undefined) {
      this.#again = true
      return
    }
    this.#running = this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    do {
      this.#again = false
      try {
        // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
        await this.#pool.query(`select pg_notify('creditkit_outbox', '')`)
        // oxlint-disable-next-line no-await-in-loop
        await delay(PAUSE)
      } catch {
        // Readers look at the outbox from time to time anyway; a lost notification is a delay, not a loss.
        return
      }
    } while (this.#again)
  }
}
