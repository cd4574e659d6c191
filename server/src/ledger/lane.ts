import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { queryTexts } from '../database/text-query.ts'
import { LedgerError } from './errors.ts'
import { canRunAgain } from './refusals.ts'
import type { ConsumeColumns } from './consume-request.ts'
import { type OutcomeRow, readOutcome } from './consume-outcome.ts'
import { consumeQuery } from './consume-query.ts'

/**
 * So many requests go together at most. More would make each a little cheaper; but where twice as many wait for one
 * pool, this server reads the answers to one half while Postgres works on the other.
 */
const LARGEST_BATCH = 128

/** A batch that lost a race, or its connection, is sent again so many times. */
const ATTEMPTS = 6

/** Milliseconds before a batch whose connection was lost is sent again, times the attempt. */
const RECONNECT_DELAY = 200

interface Waiting {
  readonly columns: ConsumeColumns
  readonly resolve: (outcome: OutcomeRow) => void
  readonly reject: (error: unknown) => void
}

export interface LaneOptions {
  /** With one connection for each lane. */
  readonly pool: pg.Pool
  readonly lateWindow: string
  readonly longestQueue: number
  readonly afterCommit: () => void
}

/**
 * One batch under way at a time; what arrives meanwhile waits and goes together in the next. A lone request never
 * waits for a timer.
 */
export class Lane {
  readonly #options: LaneOptions
  #queue: Waiting[] = []
  #running: Promise<void> | undefined

  constructor(options: LaneOptions) {
    this.#options = options
  }

  async send(columns: ConsumeColumns): Promise<OutcomeRow> {
    if (this.#queue.length >= this.#options.longestQueue) {
      throw new LedgerError('overloaded', 'The ledger is busy. Try again in a second, with the same key.', {
        retryAfter: 1,
      })
    }
    return await new Promise<OutcomeRow>((resolve, reject) => {
      this.#queue.push({ columns, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  async idle(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    // What is sent in the same turn of the event loop goes together from the first batch on.
    await Promise.resolve()
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, LARGEST_BATCH)
      this.#queue = this.#queue.slice(LARGEST_BATCH)
      // oxlint-disable-next-line no-await-in-loop -- one batch at a time is the point
      const answer = await this.#deliver(batch)
      // The next batch sets out before the answers to this one are read.
      if (this.#queue.length > 0) setImmediate(answer)
      else answer()
    }
    // At once: whoever is answered now and asks again finds that nothing runs.
    this.#running = undefined
  }

  /** @returns what tells the callers */
  async #deliver(batch: readonly Waiting[]): Promise<() => void> {
    try {
      const outcomes = await this.#consume(batch)
      this.#options.afterCommit()
      return () => tell(batch, outcomes)
    } catch (error) {
      if (batch.length === 1 || isLostConnection(error)) {
        return () => {
          for (const { reject } of batch) reject(error)
        }
      }
      // One request may have spoilt it for all: each alone tells which.
      const answers: (() => void)[] = []
      // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
      for (const waiting of batch) answers.push(await this.#deliver([waiting]))
      return () => {
        for (const answer of answers) answer()
      }
    }
  }

  /** After a lost connection the outcome is unknown; every request has a key, so sending it again is safe. */
  async #consume(batch: readonly Waiting[]): Promise<(string | null)[]> {
    const { pool, lateWindow } = this.#options
    const query = consumeQuery(
      batch.map((waiting) => waiting.columns),
      lateWindow,
    )
    for (let attempt = 1; ; attempt += 1) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- the next attempt only if this one failed
        return await queryTexts(pool, query)
      } catch (error) {
        if (attempt === ATTEMPTS || !(canRunAgain(error) || isLostConnection(error))) throw error
        // oxlint-disable-next-line no-await-in-loop
        if (isLostConnection(error)) await delay(RECONNECT_DELAY * attempt)
      }
    }
  }
}

/** Whoever gets no outcome, or one that cannot be read, gets an error: nobody waits for ever. */
function tell(batch: readonly Waiting[], outcomes: readonly (string | null)[]): void {
  try {
    for (const outcome of outcomes) {
      const row = readOutcome(outcome)
      batch[row.place - 1]?.resolve(row)
    }
    if (outcomes.length < batch.length) throw new Error('The database gave no outcome.')
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}

/** Postgres's own classes for a lost or refused connection, and errors of the socket, which have no SQLSTATE. */
export function isLostConnection(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code !== 'string') return error instanceof Error && /connection/i.test(error.message)
  return /^(?:08|57P0)/.test(code) || /^E[A-Z]+$/.test(code)
}
