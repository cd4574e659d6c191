import type { Stripe } from 'stripe'
import type { GatewayRefundRequest, Reversal } from '../top-ups/index.ts'
import { callStripe, expectObject } from './errors.ts'
import { referenceMetadata } from './reference.ts'

const REFERENCE = 'creditkit_refund'

/** More refunds or disputes than this of one payment are not looked at; Stripe itself allows fewer. */
const MOST = 1000

export async function createRefund(stripe: Stripe, request: GatewayRefundRequest): Promise<string> {
  const { paymentId, amount, reference, idempotencyKey } = request
  const metadata = { ...referenceMetadata(request), [REFERENCE]: reference }
  const refund = await callStripe(() =>
    stripe.refunds.create(
      { payment_intent: paymentId, amount: Number(amount), metadata },
      { idempotencyKey },
    ),
  )
  return expectObject(refund, 'refund').id
}

/** Every refund and dispute of a payment as it is now, oldest first. */
export async function listReversals(stripe: Stripe, paymentId: string): Promise<Reversal[]> {
  const filter = { payment_intent: paymentId, limit: 100 }
  const refunds = await callStripe(() => stripe.refunds.list(filter).autoPagingToArray({ limit: MOST }))
  const disputes = await callStripe(() => stripe.disputes.list(filter).autoPagingToArray({ limit: MOST }))
  const reversals = [...refunds.map(readRefund), ...disputes.map(readDispute)]
  return reversals.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1))
}

function readRefund(refund: Stripe.Refund): Reversal {
  const status = refund.status ?? 'pending'
  return {
    id: refund.id,
    kind: 'refund',
    status,
    effect: status === 'failed' || status === 'canceled' ? 'void' : 'live',
    amount: BigInt(refund.amount),
    createdAt: new Date(refund.created * 1000),
    reference: refund.metadata?.[REFERENCE] ?? null,
  }
}

function readDispute(dispute: Stripe.Dispute): Reversal {
  return {
    id: dispute.id,
    kind: 'dispute',
    status: dispute.status,
    effect: disputeEffect(dispute),
    amount: BigInt(dispute.amount),
    createdAt: new Date(dispute.created * 1000),
    reference: null,
  }
}

/** The money leaves when a dispute opens, and comes back when it is won or Stripe reinstates it. */
function disputeEffect(dispute: Stripe.Dispute): Reversal['effect'] {
  const { status } = dispute
  if (status === 'won' || status === 'warning_closed') return 'void'
  if (status.startsWith('warning_')) return 'inquiry'
  const moved = dispute.balance_transactions.reduce((sum, entry) => sum + entry.amount, 0)
  if (status === 'prevented') return moved < 0 ? 'live' : 'void'
  return dispute.balance_transactions.length > 1 && moved >= 0 ? 'void' : 'live'
}
