import type pg from 'pg'
import { createPool } from '../database/pool.ts'
import type { OutcomeRow } from './consume-outcome.ts'
import type { ConsumeColumns } from './consume-request.ts'
import { LedgerError } from './errors.ts'
import { Lane } from './lane.ts'

export interface LanesOptions {
  readonly connectionString: string
  readonly lanes: number
  readonly longestQueue: number
  readonly lateWindow: string
  readonly afterCommit: () => void
}

/** All requests for one pool go through one lane, so that they meet in batches and not at the pool's lock. */
export class Lanes {
  readonly #pool: pg.Pool
  readonly #lanes: readonly Lane[]
  #closed = false

  constructor(options: LanesOptions) {
    const pool = createPool(options.connectionString, {
      max: options.lanes,
      applicationName: 'creditkit-lanes',
    })
    this.#pool = pool
    this.#lanes = Array.from({ length: options.lanes }, () => new Lane({ ...options, pool }))
  }

  async send(columns: ConsumeColumns): Promise<OutcomeRow> {
    const lane = this.#lanes[laneNumber(columns, this.#lanes.length)]
    if (this.#closed || lane === undefined) {
      throw new LedgerError('ledger_closed', 'The server is stopping. Try again, with the same key.', {
        retryAfter: 1,
      })
    }
    return await lane.send(columns)
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#lanes.map(async (lane) => await lane.idle()))
    await this.#pool.end()
  }
}

/** FNV-1a: any even spread will do; only this process has to agree with itself. */
function laneNumber(columns: ConsumeColumns, lanes: number): number {
  let hash = 0x81_1c_9d_c5
  for (const text of [columns.customer, columns.currency, columns.resource]) {
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93)
    }
  }
  return (hash >>> 0) % lanes
}
