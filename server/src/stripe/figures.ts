import type pg from 'pg'

/** How the inbox stands. */
export interface InboxFigures {
  readonly pending: number
  /** Of the oldest event that is still to be handled, in seconds; 0 if there is none. */
  readonly oldestPendingSeconds: number
  readonly dead: number
  readonly setAside: number
}

const COUNT = `
  select
    count(*) filter (where status = 'pending')::integer as pending,
    coalesce(extract(epoch from creditkit.now_ms() - min(received_at) filter (where status = 'pending')), 0)::float8
      as "oldestPendingSeconds",
    count(*) filter (where status = 'dead')::integer as dead,
    count(*) filter (where status = 'set_aside')::integer as "setAside"
  from creditkit.webhook_inbox where status in ('pending', 'dead', 'set_aside')`

export async function readInboxFigures(pool: pg.Pool): Promise<InboxFigures> {
  const { rows } = await pool.query<InboxFigures>(COUNT)
  return rows[0] ?? { pending: 0, oldestPendingSeconds: 0, dead: 0, setAside: 0 }
}
