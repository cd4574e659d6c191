import type Stripe from 'stripe'
import { Refusal, invalid } from '../http/errors.ts'
import type { World } from '../world.ts'
import { attemptPayment } from './attempt.ts'
import type { AttemptOptions, Decline } from './attempt.ts'
import { idOf, requirePaymentMethod } from './find.ts'

/** The states in which a PaymentIntent can be confirmed. */
const CONFIRMABLE: readonly string[] = ['requires_payment_method', 'requires_confirmation', 'requires_action']

type ConfirmParameters = Stripe.PaymentIntentConfirmParams & Stripe.PaymentIntentCreateParams

/** 402, with the intent as it is now. */
const cardRefusal = (intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod, decline: Decline): Refusal =>
  new Refusal(402, {
    type: 'card_error',
    code: decline.code,
    message: decline.message,
    ...(decline.declineCode === null ? {} : { decline_code: decline.declineCode }),
    ...(typeof intent.latest_charge === 'string' ? { charge: intent.latest_charge } : {}),
    payment_intent: structuredClone(intent),
    payment_method: structuredClone(method),
    payment_method_type: method.type,
  })

/** A method that is attached to somebody can pay for nobody else. */
const checkOwner = (intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void => {
  const owner = idOf(method.customer)
  const customer = idOf(intent.customer)
  if (owner === customer || owner === null) return
  throw invalid(
    customer === null
      ? `The PaymentMethod ${method.id} belongs to a Customer; you must pass that Customer as \`customer\`.`
      : `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`,
    'payment_method',
    'resource_missing',
  )
}

const checkReturnUrl = (intent: Stripe.PaymentIntent, params: ConfirmParameters): void => {
  const automatic = intent.automatic_payment_methods
  if (!automatic?.enabled || automatic.allow_redirects === 'never') return
  if (params.return_url !== undefined || params.off_session || params.error_on_requires_action) return
  throw invalid(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    'return_url',
  )
}

/** Confirms a PaymentIntent. @throws Refusal 402 for a decline, 400 where it cannot be confirmed. */
export const confirmIntent = (
  world: World,
  intent: Stripe.PaymentIntent,
  params: ConfirmParameters,
): Stripe.PaymentIntent => {
  if (!CONFIRMABLE.includes(intent.status)) {
    throw new Refusal(400, {
      type: 'invalid_request_error',
      code: 'payment_intent_unexpected_state',
      message: `You cannot confirm this PaymentIntent because it has already ${intent.status === 'succeeded' ? 'succeeded after being previously confirmed' : `a status of ${intent.status}`}.`,
      payment_intent: structuredClone(intent),
    })
  }
  const id = params.payment_method ?? idOf(intent.payment_method)
  if (!id) {
    throw invalid(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      'payment_method',
      'payment_intent_unexpected_state',
    )
  }
  const method = requirePaymentMethod(world, id, 'payment_method')
  checkOwner(intent, method)
  checkReturnUrl(intent, params)
  if (params.setup_future_usage) intent.setup_future_usage = params.setup_future_usage
  const options: AttemptOptions = {
    isOffSession: Boolean(params.off_session),
    returnUrl: params.return_url ?? null,
    refusesAction: params.error_on_requires_action ?? false,
  }
  const decline = attemptPayment(world, intent, method, options)
  if (decline) throw cardRefusal(intent, method, decline)
  return intent
}
