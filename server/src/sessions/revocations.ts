import type pg from 'pg'
import { Readings } from './readings.ts'
import { longestSessionSeconds } from './signing-keys.ts'

const readSql = `
  -- Every revocation that can still meet a living token.
  select customer, session_id, epoch
  from creditkit.revocations
  where revoked_at > now() - $1::integer * interval '1 second'`

const pruneSql = `
  -- Tokens as old as these have ended by themselves.
  with gone as (
    delete from creditkit.revocations where revoked_at < now() - $1::integer * interval '1 second'
  )
  delete from creditkit.sessions where expires_at < now() - interval '30 days'`

const keptSeconds = longestSessionSeconds + 300

/**
 * The revocations of the last hour, in memory, so that checking one on every call costs nothing. Other servers'
 * are pushed by Postgres within milliseconds; reading again from time to time is the safety net.
 */
export class Revocations {
  readonly #pool: pg.Pool
  #sessions = new Set<string>()
  #epochs = new Map<string, number>()
  readonly #readings = new Readings()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** Whether a session of this customer, made at this epoch of theirs, was revoked. */
  has(session: { id: string; customer: string; epoch: number }): boolean {
    return this.#sessions.has(session.id) || session.epoch < (this.#epochs.get(session.customer) ?? 0)
  }

  /** Reads the revocations again. */
  async refresh(): Promise<void> {
    const isNewest = this.#readings.begin()
    const { rows } = await this.#pool.query<{
      customer: string
      session_id: string | null
      epoch: number | null
    }>(readSql, [keptSeconds])
    if (!isNewest()) return
    const sessions = new Set<string>()
    const epochs = new Map<string, number>()
    for (const row of rows) {
      if (row.session_id) sessions.add(row.session_id)
      if (row.epoch) epochs.set(row.customer, Math.max(row.epoch, epochs.get(row.customer) ?? 0))
    }
    this.#sessions = sessions
    this.#epochs = epochs
  }

  async prune(): Promise<void> {
    await this.#pool.query(pruneSql, [keptSeconds])
  }
}
