import type { Stripe } from 'stripe'
import type { Queryable } from '../database/pool.ts'
import { isHandled } from './event-types.ts'

const INSERT = `
  insert into creditkit.webhook_inbox (event_id, type, livemode, payload, source, status, note, occurred_at)
  values ($1::text, $2::text, $3::boolean, $4::bytea, $5::text, $6::text, $7::text, $8::timestamptz)
  on conflict (event_id) do nothing`

// Longer than Stripe lists an event (30 days), so that none comes back as new.
const PRUNE = `
  delete from creditkit.webhook_inbox
  where status in ('handled', 'ignored') and received_at < creditkit.now_ms() - interval '90 days'`

/** Deletes what was handled long ago: events carry names and addresses. @returns how many */
export async function pruneInbox(database: Queryable): Promise<number> {
  const { rowCount } = await database.query(PRUNE)
  return rowCount ?? 0
}

/**
 * Stores an event as it came, once: what is stored is not lost any more, and may be answered with 200.
 *
 * @param livemode the mode of this server; an event of the other one is set aside
 * @returns whether it is new
 */
export async function storeEvent(
  database: Queryable,
  event: Stripe.Event,
  payload: Buffer,
  source: 'webhook' | 'listed',
  livemode: boolean,
): Promise<boolean> {
  const { status, note } = sort(event, livemode)
  const occurredAt = new Date(event.created * 1000)
  const values = [event.id, event.type, event.livemode, payload, source, status, note, occurredAt]
  const { rowCount } = await database.query(INSERT, values)
  return rowCount === 1
}

function sort(event: Stripe.Event, livemode: boolean): { status: string; note: string | null } {
  if (event.livemode !== livemode) {
    return {
      status: 'set_aside',
      note: `It is of ${event.livemode ? 'live' : 'test'} mode, and this server is not.`,
    }
  }
  return { status: isHandled(event.type) ? 'pending' : 'ignored', note: null }
}
