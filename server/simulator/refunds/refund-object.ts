import type Stripe from 'stripe'
import { invalid } from '../http/errors.ts'
import { recordMovement } from '../payments/balance.ts'
import { idOf } from '../payments/find.ts'
import { testNumberOf } from '../payments/attempt.ts'
import { newId } from '../state/ids.ts'
import { formatMoney } from '../state/money.ts'
import type { World } from '../world.ts'

/** What a refund is made from. */
export interface RefundInput {
  /** In minor units; what is left of the charge unless given. */
  amount?: number | undefined
  reason?: Stripe.Refund['reason']
  metadata?: Stripe.Metadata
  /** How it ends, where the card does not say so: at once, pending for now, or pending and then failed. */
  course?: 'succeeds' | 'pending' | 'fails' | undefined
}

const checkAmount = (charge: Stripe.Charge, amount: number): void => {
  const left = charge.amount_captured - charge.amount_refunded
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded')
  if (amount < 1)
    throw invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer')
  if (amount > left) {
    throw invalid(
      `Refund amount (${formatMoney(amount, charge.currency)}) is greater than unrefunded amount on charge (${formatMoney(left, charge.currency)})`,
      'amount',
    )
  }
}

const courseOf = (world: World, charge: Stripe.Charge): NonNullable<RefundInput['course']> => {
  const method = world.state.paymentMethods.get(charge.payment_method ?? '')
  const test = method && testNumberOf(world, method)
  if (test?.aftermath === 'refund_pending') return 'pending'
  if (test?.aftermath === 'refund_fails') return 'fails'
  return test !== undefined && test.kind !== 'card' ? 'pending' : 'succeeds'
}

const destinationOf = (charge: Stripe.Charge, isPending: boolean): Stripe.Refund.DestinationDetails =>
  charge.payment_method_details?.type === 'card'
    ? {
        card: {
          reference_status: isPending ? 'pending' : 'available',
          reference_type: 'acquirer_reference_number',
          type: 'refund',
        },
        type: 'card',
      }
    : { type: charge.payment_method_details?.type ?? 'card' }

/** Refunds a charge, whole or in part, with the events that Stripe sends. */
export const createRefund = (world: World, charge: Stripe.Charge, input: RefundInput): Stripe.Refund => {
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw invalid(
      `Charge ${charge.id} has not succeeded, so it cannot be refunded.`,
      undefined,
      'charge_not_refundable',
    )
  }
  const dispute = world.state.disputes.all().find((candidate) => idOf(candidate.charge) === charge.id)
  if (dispute && !dispute.is_charge_refundable) {
    throw invalid(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      undefined,
      'charge_disputed',
    )
  }
  const amount = input.amount ?? charge.amount_captured - charge.amount_refunded
  checkAmount(charge, amount)
  const course = input.course ?? courseOf(world, charge)
  const isPending = course !== 'succeeds'
  const id = newId.refund()
  const refund: Stripe.Refund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: recordMovement(world, {
      amount: -amount,
      currency: charge.currency,
      type: 'refund',
      source: id,
    }).id,
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: destinationOf(charge, isPending),
    metadata: input.metadata ?? {},
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: isPending ? 'pending' : 'succeeded',
    transfer_reversal: null,
    ...(isPending ? { pending_reason: 'processing' as const } : {}),
  }
  world.state.refunds.insert(refund)
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount
  world.emit('refund.created', refund)
  world.emit('charge.refunded', charge, { amount_refunded: charge.amount_refunded - amount })
  if (isPending) {
    const { settleAfter } = world.settings
    world.state.settlements.insert({
      id,
      outcome: course === 'fails' ? 'fail' : 'succeed',
      dueAt: settleAfter === null ? null : world.milliseconds() + settleAfter,
    })
  }
  return refund
}

const putBack = (world: World, refund: Stripe.Refund): void => {
  const charge = world.state.charges.get(idOf(refund.charge) ?? '')
  if (!charge) throw new Error(`${refund.id} has no charge`)
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  refund.failure_balance_transaction = recordMovement(world, {
    amount: refund.amount,
    currency: refund.currency,
    type: 'refund_failure',
    source: refund.id,
  }).id
}

/** A refund has changed. Stripe tells of it twice. */
export const emitRefundUpdated = (
  world: World,
  refund: Stripe.Refund,
  before: Record<string, unknown>,
): void => {
  world.emit('refund.updated', refund, before)
  world.emit('charge.refund.updated', refund, before)
}

/** A refund that is pending, or has succeeded so far, fails: the money comes back to the account. */
export const failRefund = (
  world: World,
  refund: Stripe.Refund,
  reason = 'expired_or_canceled_card',
): void => {
  const before = refund.status
  refund.status = 'failed'
  refund.failure_reason = reason
  delete refund.pending_reason
  putBack(world, refund)
  emitRefundUpdated(world, refund, { status: before })
  world.emit('refund.failed', refund, { status: before })
}

/** A pending refund has arrived. */
export const completeRefund = (world: World, refund: Stripe.Refund): void => {
  const before = refund.status
  refund.status = 'succeeded'
  delete refund.pending_reason
  if (refund.destination_details?.card) refund.destination_details.card.reference_status = 'available'
  emitRefundUpdated(world, refund, { status: before })
}

/** Cancels a refund that waits. @throws Refusal for any other. */
export const cancelRefund = (world: World, refund: Stripe.Refund): Stripe.Refund => {
  if (refund.status !== 'requires_action' && refund.status !== 'pending') {
    throw invalid(`You cannot cancel this refund because it has a status of ${String(refund.status)}.`)
  }
  const before = refund.status
  refund.status = 'canceled'
  delete refund.pending_reason
  world.state.settlements.remove(refund.id)
  putBack(world, refund)
  emitRefundUpdated(world, refund, { status: before })
  return refund
}
