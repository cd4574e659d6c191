import type Stripe from 'stripe'
import { invalid } from '../http/errors.ts'
import { recordMovement } from '../payments/balance.ts'
import { idOf } from '../payments/find.ts'
import { newId } from '../state/ids.ts'
import type { World } from '../world.ts'

/** What Stripe charges for a dispute, in minor units. */
const DISPUTE_FEE = 1500
const NINE_DAYS = 9 * 24 * 60 * 60

/** How a dispute is opened. */
export interface DisputeInput {
  /** In minor units; the whole charge unless given. */
  amount?: number | undefined
  reason?: string | undefined
  /** An inquiry only asks; no money moves. */
  isInquiry?: boolean | undefined
}

const EMPTY_EVIDENCE: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

const move = (world: World, dispute: Stripe.Dispute, amount: number, fee: number): void => {
  dispute.balance_transactions.push(
    recordMovement(world, {
      amount,
      currency: dispute.currency,
      type: 'adjustment',
      source: dispute.id,
      description: `Chargeback ${amount < 0 ? 'withdrawal' : 'reversal'} for ${idOf(dispute.charge) ?? ''}`,
      fee,
    }),
  )
}

/** Opens a dispute of a charge, or an inquiry about it, with the events that Stripe sends. */
export const openDispute = (
  world: World,
  charge: Stripe.Charge,
  input: DisputeInput = {},
): Stripe.Dispute => {
  if (charge.status !== 'succeeded')
    throw invalid(`Charge ${charge.id} has not succeeded, so it cannot be disputed.`)
  if (charge.disputed) throw invalid(`Charge ${charge.id} has been disputed already.`)
  const isInquiry = input.isInquiry ?? false
  const dispute: Stripe.Dispute = {
    id: newId.dispute(),
    object: 'dispute',
    amount: input.amount ?? charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...EMPTY_EVIDENCE,
      customer_email_address: charge.billing_details.email,
      receipt: charge.receipt_url,
    },
    evidence_details: {
      due_by: world.now() + NINE_DAYS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    ...(charge.payment_method_details?.card && {
      payment_method_details: {
        card: {
          brand: charge.payment_method_details.card.brand ?? 'visa',
          case_type: isInquiry ? 'inquiry' : 'chargeback',
          network: charge.payment_method_details.card.network ?? 'visa',
          network_reason_code: '10.4',
        },
        type: 'card',
      },
    }),
    reason: input.reason ?? 'fraudulent',
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  }
  charge.disputed = true
  if (!isInquiry) move(world, dispute, -dispute.amount, DISPUTE_FEE)
  world.state.disputes.insert(dispute)
  world.emit('charge.dispute.created', dispute)
  if (!isInquiry) world.emit('charge.dispute.funds_withdrawn', dispute)
  return dispute
}

/** Whether a dispute is still only an inquiry. */
const isInquiry = (dispute: Stripe.Dispute): boolean => dispute.status.startsWith('warning_')

/** Whether a dispute has come to its end. */
const isClosed = (dispute: Stripe.Dispute): boolean =>
  ['won', 'lost', 'warning_closed', 'prevented'].includes(dispute.status)

const checkOpen = (dispute: Stripe.Dispute): void => {
  if (isClosed(dispute)) throw invalid(`This dispute is already closed (${dispute.status}).`)
}

/** An inquiry becomes a dispute: the money is withdrawn. */
export const escalateInquiry = (world: World, dispute: Stripe.Dispute): void => {
  checkOpen(dispute)
  if (!isInquiry(dispute)) throw invalid('This dispute is not an inquiry.')
  const before = dispute.status
  dispute.status = 'needs_response'
  dispute.is_charge_refundable = false
  if (dispute.payment_method_details?.card) dispute.payment_method_details.card.case_type = 'chargeback'
  move(world, dispute, -dispute.amount, DISPUTE_FEE)
  world.emit('charge.dispute.updated', dispute, { status: before })
  world.emit('charge.dispute.funds_withdrawn', dispute)
}

/** The bank decides. An inquiry is closed without any money having moved. */
export const closeDispute = (world: World, dispute: Stripe.Dispute, outcome: 'won' | 'lost'): void => {
  checkOpen(dispute)
  const before = dispute.status
  dispute.status = isInquiry(dispute) ? 'warning_closed' : outcome
  if (dispute.status === 'won') move(world, dispute, dispute.amount, 0)
  world.emit('charge.dispute.closed', dispute, { status: before })
  if (dispute.status === 'won') world.emit('charge.dispute.funds_reinstated', dispute)
}

/** Evidence has been handed in: the bank looks at it. */
export const submitEvidence = (world: World, dispute: Stripe.Dispute): void => {
  checkOpen(dispute)
  dispute.status = isInquiry(dispute) ? 'warning_under_review' : 'under_review'
  dispute.evidence_details.submission_count += 1
  dispute.evidence_details.submission_method = 'manual'
  dispute.evidence_details.has_evidence = true
  world.emit('charge.dispute.updated', dispute)
}
