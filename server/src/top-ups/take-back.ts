import type pg from 'pg'
import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import type { Reversal } from './gateway.ts'
import { fitInquiry, followInquiry } from './inquiry-hold.ts'
import type { OrderRow, OrderStatus } from './orders.ts'
import { rational, roundHalfUp } from './rational.ts'
import { findRefundAsked, type RefundAsked } from './refund-requests.ts'
import { listReversalRows, newReversalRow, putReversalRow, type ReversalRow } from './reversal-rows.ts'

/** What the customer reads in the statement, where nobody gave another reason. */
const REASONS = {
  refund: { taken: 'The payment was refunded', given: 'The refund did not go through' },
  dispute: { taken: 'The payment was disputed', given: 'The dispute is over' },
} as const

/**
 * Takes credits back for the refunds and disputes of a locked, granted order, or gives them back where one
 * failed or was won. Cumulative, so that nothing drifts: what has to be gone in all is
 * `granted × live reversals ÷ paid`, and each reversal moves only the difference to what is gone already.
 */
export async function takeBack(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  cause: string,
): Promise<OrderRow> {
  if (order.grantId === null || order.paymentId === null || !order.paidAmount) return order
  const reversals = await context.gateway.listReversals(order.paymentId)
  const known = await listReversalRows(client, order)
  let takenBack = order.takenBackCredits
  for (const reversal of reversals) {
    const before = known.get(reversal.id)
    const money = reversal.effect === 'live' ? reversal.amount : 0n
    known.set(reversal.id, { ...newReversalRow(reversal), ...before, status: reversal.status, money })
    const target = gone(order, known.values())
    // One after another by nature: each reversal's share is the difference to those before it.
    // oxlint-disable-next-line no-await-in-loop
    await moveCredits(context, client, order, reversal, target - takenBack, known)
    takenBack = target
  }
  if (takenBack !== order.takenBackCredits) await fitInquiries(context, client, order, reversals, known)
  return await changeOrder(client, order, {
    cause,
    takenBackCredits: takenBack,
    status: statusAfter(order, reversals),
  })
}

/** After credits were taken or given back: an inquiry holds what is left of the grant. */
async function fitInquiries(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  reversals: readonly Reversal[],
  known: Map<string, ReversalRow>,
): Promise<void> {
  for (const reversal of reversals.filter(({ effect }) => effect === 'inquiry')) {
    const row = known.get(reversal.id)
    if (!row) continue
    // oxlint-disable-next-line no-await-in-loop -- one connection
    const holdId = await fitInquiry(context, client, order, reversal, row)
    // oxlint-disable-next-line no-await-in-loop
    await putReversalRow(client, order, { ...row, entries: row.entries + 1, holdId })
  }
}

/** Credits that have to be gone in all, to the nearest smallest unit: never more than were granted. */
function gone(order: OrderRow, reversals: Iterable<ReversalRow>): bigint {
  const paid = order.paidAmount ?? 0n
  let live = 0n
  for (const { money } of reversals) live += money
  const share = live < paid ? live : paid
  return roundHalfUp(rational((order.grantedCredits ?? 0n) * share, paid))
}

async function moveCredits(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  reversal: Reversal,
  difference: bigint,
  known: Map<string, ReversalRow>,
): Promise<void> {
  const row = known.get(reversal.id) ?? newReversalRow(reversal)
  // Before the credits move: what was held for the inquiry is what the dispute takes.
  const holdId = await followInquiry(context, client, order, reversal, row)
  const moved: ReversalRow = {
    ...row,
    credits: row.credits + difference,
    entries: difference === 0n && holdId === row.holdId ? row.entries : row.entries + 1,
    holdId,
  }
  if (difference !== 0n) {
    const request = {
      customer: order.customer,
      grantId: order.grantId ?? '',
      amount: difference < 0n ? -difference : difference,
      orderId: order.id,
      ...(await attribute(client, order, reversal, difference > 0n ? 'taken' : 'given')),
      // For support: what to look for at Stripe.
      metadata: { [reversal.kind]: reversal.id },
      idempotencyKey: `${reversal.kind}:${reversal.id}:${moved.entries}`,
    }
    await (difference > 0n
      ? context.ledger.clawback(request, client)
      : context.ledger.reinstate(request, client))
  }
  known.set(reversal.id, moved)
  await putReversalRow(client, order, moved)
}

/**
 * What was asked for over our own API is the host's, whoever heard of it first; the rest is Stripe's. The host's reason is
 * one for the refund, not for its failure.
 */
async function attribute(
  client: pg.PoolClient,
  order: OrderRow,
  { kind, reference }: Reversal,
  way: 'taken' | 'given',
): Promise<RefundAsked> {
  const asked = await findRefundAsked(client, order, reference)
  const reason = way === 'taken' ? asked?.reason : null
  return { reason: reason ?? REASONS[kind][way], actor: asked ? asked.actor : 'stripe' }
}

function statusAfter(order: OrderRow, reversals: readonly Reversal[]): OrderStatus {
  const live = reversals.filter((reversal) => reversal.effect === 'live')
  const disputed = reversals.some((reversal) => reversal.kind === 'dispute' && reversal.effect !== 'void')
  if (disputed) return 'disputed'
  const refunded = live.reduce((sum, reversal) => sum + reversal.amount, 0n)
  if (refunded === 0n) return 'granted'
  return refunded < (order.paidAmount ?? 0n) ? 'partly_refunded' : 'refunded'
}
