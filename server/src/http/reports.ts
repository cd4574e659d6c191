import { ProblemError } from './problems.ts'

/** So many of a kind at once in a server leave connections to everybody else. */
const MOST = 2
const RETRY_AFTER = 10

/** Readings of a whole ledger, of one kind: carries out so many at once, and refuses more. */
export class Reports {
  #running = 0

  /** @throws ProblemError `overloaded` while as many as are carried out at once are under way */
  async run<Result>(read: () => Promise<Result>): Promise<Result> {
    if (this.#running === MOST) {
      const detail = 'Other reports are under way. Wait for the seconds in Retry-After, then try again.'
      throw new ProblemError('overloaded', detail, { retryAfter: RETRY_AFTER })
    }
    this.#running += 1
    try {
      return await read()
    } finally {
      this.#running -= 1
    }
  }
}
