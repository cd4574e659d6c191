import { withTransaction } from '../database/transaction.ts'
import type { Context } from './context.ts'
import type { Outcome } from './fulfil.ts'
import { GatewayError, type Payment } from './gateway.ts'
import { findKeyByPayment, findOrder, type OrderRow } from './orders.ts'
import { notifyOutbox } from './outbox.ts'
import { reviewPaymentIn } from './review-payment.ts'

/** A difference between Stripe and us. */
export interface Finding {
  readonly kind: 'not_granted' | 'not_taken_back' | 'not_paid' | 'not_ours'
  readonly paymentId: string
  readonly customer: string | null
  readonly orderId: string | null
  /** Whether looking at it again put it right. */
  readonly repaired: boolean
  readonly note: string
}

const GRANTED = `
  select customer, id, payment_id as "paymentId" from creditkit.orders
  where granted_at >= $1::timestamptz and granted_at < $2::timestamptz and paid_amount > 0
    and livemode = $3::boolean`

const RECORD = `
  insert into creditkit.reconciler_findings (kind, payment_id, customer, order_id, repaired, note)
  values ($1::text, $2::text, $3::text, $4::uuid, $5::boolean, $6::text)
  on conflict (payment_id, kind) do update set repaired = excluded.repaired, note = excluded.note,
    found_at = creditkit.now_ms()`

/**
 * Compares every payment of ours that succeeded in a period with the orders, and every grant of that period with
 * its payment. What can be put right is put right in the same way as a webhook would have; the rest is for people.
 */
export async function comparePayments(context: Context, from: Date, to: Date): Promise<Finding[]> {
  const findings: Finding[] = []
  const seen = new Set<string>()
  for await (const payment of context.gateway.listSucceededPayments(from, to)) {
    seen.add(payment.id)
    const finding = payment.reference && (await comparePayment(context, payment))
    if (finding) findings.push(finding)
  }
  const { rows } = await context.pool.query<{ customer: string; id: string; paymentId: string }>(GRANTED, [
    from,
    to,
    context.gateway.livemode,
  ])
  for (const row of rows.filter(({ paymentId }) => !seen.has(paymentId))) {
    // oxlint-disable-next-line no-await-in-loop -- few: only those that the list did not have
    const status = await statusOf(context, row.paymentId)
    if (status !== 'succeeded') findings.push(notPaid(row, status))
  }
  await Promise.all(findings.map((finding) => record(context, finding)))
  return findings
}

async function comparePayment(context: Context, payment: Payment): Promise<Finding | null> {
  const key = await findKeyByPayment(context.pool, payment.id)
  const before = key && (await findOrder(context.pool, key))
  // Most are as they should be; only a payment that moved since, or never arrived here, is looked at.
  if (before?.grantId && !payment.reversed && before.takenBackCredits === 0n) return null
  try {
    const outcome = await withTransaction(context.patientPool, (client) =>
      reviewPaymentIn(context, client, payment.id, 'reconciler'),
    )
    await notifyOutbox(context.pool)
    return describe(payment, before, outcome)
  } catch (error) {
    // Where Stripe does not answer, all wait; what cannot be applied is for people, and must not end the search.
    if (error instanceof GatewayError && error.code === 'unavailable') throw error
    return failed(payment, before, error)
  }
}

function failed(payment: Payment, before: OrderRow | null, error: unknown): Finding {
  return {
    kind: before?.grantId ? 'not_taken_back' : 'not_granted',
    paymentId: payment.id,
    customer: payment.reference?.customer ?? null,
    orderId: before?.id ?? null,
    repaired: false,
    note: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 1000) : String(error),
  }
}

function describe(payment: Payment, before: OrderRow | null, outcome: Outcome): Finding | null {
  const base = { paymentId: payment.id, customer: payment.reference?.customer ?? null }
  if (outcome.kind === 'set_aside') {
    return { ...base, kind: 'not_ours', orderId: null, repaired: false, note: outcome.reason }
  }
  const { order } = outcome
  if (!before?.grantId) {
    const repaired = order.grantId !== null
    return {
      ...base,
      kind: 'not_granted',
      orderId: order.id,
      repaired,
      note: `The order is ${order.status}.`,
    }
  }
  if (before.takenBackCredits === order.takenBackCredits) return null
  const note = `Taken back was ${before.takenBackCredits} and is ${order.takenBackCredits}.`
  return { ...base, kind: 'not_taken_back', orderId: order.id, repaired: true, note }
}

/** A payment that Stripe does not know is the very thing that is looked for, and must not end the search. */
async function statusOf(
  context: Context,
  paymentId: string,
): Promise<Payment['status'] | 'unknown to Stripe'> {
  try {
    return (await context.gateway.retrievePayment(paymentId)).status
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'not_found') return 'unknown to Stripe'
    throw error
  }
}

function notPaid(row: { customer: string; id: string; paymentId: string }, status: string): Finding {
  const { customer, id: orderId, paymentId } = row
  return {
    kind: 'not_paid',
    paymentId,
    customer,
    orderId,
    repaired: false,
    note: `The payment is ${status}.`,
  }
}

async function record(context: Context, finding: Finding): Promise<void> {
  const { kind, paymentId, customer, orderId, repaired, note } = finding
  context.log.warn({ ...finding }, 'Stripe and the orders differ.')
  await context.pool.query(RECORD, [kind, paymentId, customer, orderId, repaired, note])
}
