import type pg from 'pg'

/** Tells the readers of the outbox that something is there: after the commit, and one call for many commits. */
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
      } catch {
        // Readers look at the outbox from time to time anyway; a lost notification is a delay, not a loss.
        return
      }
    } while (this.#again)
  }
}
