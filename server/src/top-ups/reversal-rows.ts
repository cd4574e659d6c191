import type pg from 'pg'
import type { Reversal } from './gateway.ts'
import type { OrderKey } from './orders.ts'

/** A row of `creditkit.reversals`: what was done for one refund or dispute. */
export interface ReversalRow {
  readonly sourceId: string
  readonly kind: Reversal['kind']
  readonly status: string
  /** Minor units that count against the payment at present. */
  readonly money: bigint
  /** Credits taken back for it at present. */
  readonly credits: bigint
  /** Moves written for it so far, of credits and of what an inquiry holds: each has a key of its own. */
  readonly entries: number
  /** What an inquiry holds. */
  readonly holdId: string | null
}

const LIST = `
  select source_id as "sourceId", kind, status, money, credits, entries, hold_id as "holdId"
  from creditkit.reversals where customer = $1::text and order_id = $2::uuid`

const PUT = `
  insert into creditkit.reversals (customer, order_id, source_id, kind, status, money, credits, entries, hold_id)
  values ($1::text, $2::uuid, $3::text, $4::text, $5::text, $6::bigint, $7::bigint, $8::integer, $9::text)
  on conflict (customer, order_id, source_id) do update set
    status = excluded.status, money = excluded.money, credits = excluded.credits, entries = excluded.entries,
    hold_id = excluded.hold_id, updated_at = creditkit.now_ms()`

/** By Stripe's id of the refund or the dispute. */
export async function listReversalRows(
  client: pg.PoolClient,
  order: OrderKey,
): Promise<Map<string, ReversalRow>> {
  const { rows } = await client.query<ReversalRow>(LIST, [order.customer, order.id])
  return new Map(rows.map((row) => [row.sourceId, row]))
}

export async function putReversalRow(
  client: pg.PoolClient,
  order: OrderKey,
  row: ReversalRow,
): Promise<void> {
  const { sourceId, kind, status, money, credits, entries, holdId } = row
  const values = [order.customer, order.id, sourceId, kind, status, money, credits, entries, holdId]
  await client.query(PUT, values)
}

export function newReversalRow({ id, kind, status }: Reversal): ReversalRow {
  return { sourceId: id, kind, status, money: 0n, credits: 0n, entries: 0, holdId: null }
}
