import type pg from 'pg'

/** An event that needs a person. */
export interface DeadLetter {
  eventId: string
  type: string
  /** dead: it failed too often. set_aside: it is of the other mode, or about nothing of ours. */
  status: 'dead' | 'set_aside'
  attempts: number
  note: string | null
  occurredAt: string
  receivedAt: string
}

interface Row extends Omit<DeadLetter, 'occurredAt' | 'receivedAt'> {
  occurredAt: Date
  receivedAt: Date
}

const LIST = `
  select event_id as "eventId", type, status, attempts, note, occurred_at as "occurredAt",
    received_at as "receivedAt"
  from creditkit.webhook_inbox
  where status in ('dead', 'set_aside') and ($1::text is null or status = $1::text)
  order by received_at desc limit $2::integer`

const REPLAY = `
  update creditkit.webhook_inbox set status = 'pending', attempts = 0, next_attempt_at = creditkit.now_ms()
  where status in ('dead', 'set_aside') and livemode = $2::boolean and event_id = $1::text`

const REPLAY_DEAD = `
  update creditkit.webhook_inbox set status = 'pending', attempts = 0, next_attempt_at = creditkit.now_ms()
  where status = 'dead' and livemode = $1::boolean`

/** Newest first. */
export async function listDeadLetters(
  pool: pg.Pool,
  status: DeadLetter['status'] | null = null,
  limit = 100,
): Promise<DeadLetter[]> {
  const { rows } = await pool.query<Row>(LIST, [status, limit])
  return rows.map((row) => ({
    ...row,
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
  }))
}

/** Puts one event back into the inbox. @returns whether it was a dead letter of this mode */
export async function replayDeadLetter(pool: pg.Pool, eventId: string, livemode: boolean): Promise<boolean> {
  const { rowCount } = await pool.query(REPLAY, [eventId, livemode])
  return rowCount === 1
}

/** Puts every event that failed too often back into the inbox. @returns how many */
export async function replayAllDead(pool: pg.Pool, livemode: boolean): Promise<number> {
  const { rowCount } = await pool.query(REPLAY_DEAD, [livemode])
  return rowCount ?? 0
}
