import type pg from 'pg'
import { LedgerError } from '../ledger/index.ts'
import type { Context } from './context.ts'
import type { Reversal } from './gateway.ts'
import type { OrderRow } from './orders.ts'
import type { ReversalRow } from './reversal-rows.ts'

/** An inquiry takes weeks; a hold that nobody releases lets go after this. */
const LAPSES_AFTER = 'P365D'

/**
 * While a bank only asks about a payment, nothing is taken back, but what is left of the grant cannot be spent
 * either. Lets go when the inquiry is over, whatever came of it.
 *
 * @returns the id of the hold as it is now, or null
 */
export async function followInquiry(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  reversal: Reversal,
  row: ReversalRow,
): Promise<string | null> {
  const { holdId } = row
  if (reversal.effect === 'inquiry') return holdId ?? (await hold(context, client, order, reversal, row))
  if (holdId !== null) await letGo(context, client, order, reversal, holdId)
  return null
}

/**
 * A refund has taken credits that an inquiry holds, or has failed and given them back. The hold would move to others of
 * the customer's, which nobody asks about, or not grow: it is made anew for what is left of the grant, also where there
 * was nothing left to hold before. One that somebody has let go of stays so.
 *
 * @returns the id of the hold as it is now, or null
 */
export async function fitInquiry(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  reversal: Reversal,
  row: ReversalRow,
): Promise<string | null> {
  const { holdId } = row
  const isOurs = holdId === null || (await letGo(context, client, order, reversal, holdId))
  return isOurs ? await hold(context, client, order, reversal, row) : holdId
}

/**
 * Somebody may have done it before, or it has lapsed: with a key, such a refusal leaves the transaction as it was.
 *
 * @returns whether the hold was still there
 */
async function letGo(
  context: Context,
  client: pg.PoolClient,
  { customer }: OrderRow,
  { id }: Reversal,
  holdId: string,
): Promise<boolean> {
  const request = { customer, holdId, actor: 'stripe', idempotencyKey: `inquiry:${id}:over:${holdId}` }
  try {
    await context.ledger.holds.release(request, client)
    return true
  } catch (error) {
    if (!(error instanceof LedgerError && error.code === 'hold_closed')) throw error
    return false
  }
}

async function hold(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  reversal: Reversal,
  { entries }: ReversalRow,
): Promise<string | null> {
  const { customer, currency, resource, grantId } = order
  // Restricted credits are none that this hold could have. The pool is locked from here on, so nobody else takes them,
  // nor what is left of the grant. What is asked for changes nothing of what is available.
  const { available } = await context.ledger.check({ customer, currency, resource, amount: 1n }, client)
  const { remaining } = await context.ledger.grantById(customer, grantId ?? '', client)
  const amount = remaining < available ? remaining : available
  if (amount <= 0n) return null
  const held = await context.ledger.holds.create(
    {
      customer,
      currency,
      resource,
      amount,
      lapsesAfter: LAPSES_AFTER,
      reason: `The bank asks about a payment: ${reversal.id}`,
      actor: 'stripe',
      // Each hold has a key of its own: under an earlier one's the ledger would answer with that, which is closed.
      idempotencyKey: `inquiry:${reversal.id}:${entries + 1}`,
    },
    client,
  )
  return held.id
}
