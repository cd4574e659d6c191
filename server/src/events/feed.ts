import type { Outbox, OutboxRow } from './outbox.ts'
import { comparePositions, type Position } from './position.ts'

const pageSize = 1000

/**
 * While a long transaction keeps the outbox from becoming final, rows beyond it are delivered ahead, and remembered
 * so that they are not delivered again. More than this many are not worth remembering: then they wait.
 */
const mostAhead = 5000

/**
 * Follows the outbox and hands on every row once. A row becomes final when no transaction older than its own is
 * still running. Rows are handed on as soon as they are seen, but the position that readers resume from moves over
 * final rows only, so nothing is ever missed; after a reconnection a few rows can come twice.
 */
export class Feed {
  readonly #outbox: Outbox
  readonly #deliver: (row: OutboxRow) => void
  readonly #onError: (error: unknown) => void
  readonly #ahead = new Set<bigint>()
  #position: Position
  #reading: Promise<void> | undefined
  #again = false

  private constructor(
    outbox: Outbox,
    start: Position,
    deliver: (row: OutboxRow) => void,
    onError: (error: unknown) => void,
  ) {
    this.#outbox = outbox
    this.#position = start
    this.#deliver = deliver
    this.#onError = onError
  }

  /** A feed of what commits from now on. */
  static async open(
    outbox: Outbox,
    deliver: (row: OutboxRow) => void,
    onError: (error: unknown) => void,
  ): Promise<Feed> {
    return new Feed(outbox, await outbox.end(), deliver, onError)
  }

  /** Everything up to here has been handed on, and nothing can come before it any more. */
  get position(): Position {
    return this.#position
  }

  /** Reads what is new. Calls while a reading is under way become one more reading after it. */
  wake(): void {
    this.#again = true
    this.#reading ??= this.#read()
      .catch(this.#onError)
      .finally(() => {
        this.#reading = undefined
        if (this.#again) this.wake()
      })
  }

  /** Resolves when no reading is under way. */
  async settled(): Promise<void> {
    while (this.#reading) {
      // Each reading can have another one behind it.
      // oxlint-disable-next-line no-await-in-loop
      await this.#reading
    }
  }

  async #read(): Promise<void> {
    this.#again = false
    let from = this.#position
    let rows: OutboxRow[]
    do {
      // Pages come one after another.
      // oxlint-disable-next-line no-await-in-loop
      rows = await this.#outbox.after(from, pageSize)
      from = rows.at(-1)?.position ?? from
      // The position goes by transactions, but of two changes of a pool the one with the higher id is newer.
      for (const row of rows.toSorted((one, other) => (one.position.id < other.position.id ? -1 : 1)))
        this.#take(row)
    } while (rows.length === pageSize && this.#ahead.size < mostAhead)
  }

  #take(row: OutboxRow): void {
    const { id } = row.position
    if (row.final && comparePositions(row.position, this.#position) > 0) this.#position = row.position
    if (this.#ahead.has(id)) {
      if (row.final) this.#ahead.delete(id)
      return
    }
    if (!row.final) {
      if (this.#ahead.size >= mostAhead) return
      this.#ahead.add(id)
    }
    this.#deliver(row)
  }
}
