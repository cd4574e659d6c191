import type Stripe from 'stripe'
import { randomText } from '../state/ids.ts'
import type { World } from '../world.ts'
import { sendAftermath } from './aftermath.ts'
import { createCharge, markFailed, markSucceeded } from './charge-object.ts'
import { attachPaymentMethod } from './payment-method-object.ts'
import { idOf } from './find.ts'
import { INSUFFICIENT_FUNDS, findTestNumber } from './test-numbers.ts'
import type { Behaviour, TestNumber } from './test-numbers.ts'

/** How a payment is attempted. */
export interface AttemptOptions {
  /** Nobody is there to answer the bank. */
  isOffSession: boolean
  /** The bank's question has been answered with yes. */
  isAuthenticated?: boolean
  /** Where the bank sends the person back to. */
  returnUrl?: string | null
  /** `error_on_requires_action`: rather a decline than a question. */
  refusesAction?: boolean
}

/** A payment that was refused. */
export interface Decline {
  code: string
  declineCode: string | null
  message: string
}

const AUTHENTICATION_REQUIRED: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}

const OUR_FAULT: Behaviour = { type: 'succeeds' }

/** The test number behind a payment method. */
export const testNumberOf = (world: World, method: Stripe.PaymentMethod): TestNumber | undefined =>
  findTestNumber(world.state.paymentMethodDetails.get(method.id)?.number ?? '')

/**
 * Tries to pay the intent with this method, with the events that Stripe sends.
 * Afterwards the intent is `succeeded`, `processing`, `requires_action`, or it waits for another method and the
 * decline is returned.
 */
export const attemptPayment = (
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  options: AttemptOptions,
): Decline | null => {
  const behaviour = testNumberOf(world, method)?.behaviour ?? OUR_FAULT
  intent.payment_method = method.id
  intent.next_action = null
  intent.last_payment_error = null
  switch (behaviour.type) {
    case 'succeeds':
      return succeed(world, intent, method, options)
    case 'declines':
      return decline(world, intent, method, behaviour)
    case 'settles_later':
      return process(world, intent, method, behaviour)
    default:
      return authenticate(world, intent, method, behaviour, options)
  }
}

const succeed = (
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  options: AttemptOptions,
): null => {
  saveForLater(world, intent, method, options.isAuthenticated ?? false)
  const charge = createCharge(world, intent, method, options.isAuthenticated ?? false)
  if (intent.capture_method === 'manual') return reserve(world, intent, charge)
  markSucceeded(world, charge)
  world.emit('charge.succeeded', charge)
  markPaid(world, intent)
  sendAftermath(world, charge, testNumberOf(world, method)?.aftermath)
  return null
}

/** The money is set aside and waits for being captured. */
const reserve = (world: World, intent: Stripe.PaymentIntent, charge: Stripe.Charge): null => {
  charge.status = 'succeeded'
  charge.paid = true
  world.emit('charge.succeeded', charge)
  intent.status = 'requires_capture'
  intent.amount_capturable = intent.amount
  world.emit('payment_intent.amount_capturable_updated', intent)
  return null
}

/** The intent has its money. */
export const markPaid = (world: World, intent: Stripe.PaymentIntent): void => {
  intent.status = 'succeeded'
  intent.amount_received = intent.amount
  intent.processing = null
  intent.next_action = null
  world.emit('payment_intent.succeeded', intent)
}

/** Refuses the payment: a failed charge, and the intent waits for another method. */
const decline = (
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  reason: Decline,
): Decline => {
  const charge = createCharge(world, intent, method, false)
  markFailed(charge, reason.code, reason.declineCode, reason.message)
  world.emit('charge.failed', charge)
  markUnpaid(world, intent, charge, method, reason)
  return reason
}

/** The intent waits for another method, and says why. */
export const markUnpaid = (
  world: World,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge | null,
  method: Stripe.PaymentMethod,
  reason: Decline,
): void => {
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.processing = null
  intent.next_action = null
  intent.last_payment_error = {
    type: 'card_error',
    code: reason.code,
    ...(charge ? { charge: charge.id } : {}),
    ...(reason.declineCode === null ? {} : { decline_code: reason.declineCode }),
    doc_url: `https://stripe.com/docs/error-codes/${reason.code.replaceAll('_', '-')}`,
    message: reason.message,
    payment_method: structuredClone(method),
  }
  world.emit('payment_intent.payment_failed', intent)
}

const process = (
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  { outcome, atLeast = 0 }: Extract<Behaviour, { type: 'settles_later' }>,
): null => {
  saveForLater(world, intent, method, false)
  const charge = createCharge(world, intent, method, false)
  intent.status = 'processing'
  const { settleAfter } = world.settings
  world.state.settlements.insert({
    id: intent.id,
    outcome,
    dueAt: settleAfter === null ? null : world.milliseconds() + Math.max(settleAfter, atLeast),
  })
  world.emit('charge.pending', charge)
  world.emit('payment_intent.processing', intent)
  return null
}

const authenticate = (
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  behaviour: Extract<Behaviour, { type: 'authenticates' }>,
  options: AttemptOptions,
): Decline | null => {
  const isExempt =
    behaviour.when === 'unless_set_up' && world.state.paymentMethodDetails.get(method.id)?.isSetUp
  if (options.isAuthenticated || (options.isOffSession && isExempt)) {
    if (behaviour.outcome !== 'insufficient_funds') return succeed(world, intent, method, options)
    return decline(world, intent, method, INSUFFICIENT_FUNDS)
  }
  if (options.isOffSession) return decline(world, intent, method, AUTHENTICATION_REQUIRED)
  if (options.refusesAction) return decline(world, intent, method, AUTHENTICATION_REQUIRED)
  intent.status = 'requires_action'
  intent.next_action = {
    type: 'redirect_to_url',
    redirect_to_url: {
      return_url: options.returnUrl ?? null,
      url: `${world.settings.baseUrl}/3d-secure/${intent.id}/${randomText(20)}`,
    },
  }
  world.emit('payment_intent.requires_action', intent)
  return null
}

/** Attaches the method to the intent's customer where it is to be used again. */
const saveForLater = (
  world: World,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  isAuthenticated: boolean,
): void => {
  const customer = idOf(intent.customer)
  if (intent.setup_future_usage === null || customer === null) return
  attachPaymentMethod(world, method, customer)
  const details = world.state.paymentMethodDetails.get(method.id)
  if (details && isAuthenticated) details.isSetUp = true
}
