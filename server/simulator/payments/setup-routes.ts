import type Stripe from 'stripe'
import { requireCustomer } from '../customers/customers.ts'
import { Refusal, invalid, missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { mergeMetadata } from '../state/metadata.ts'
import { randomText } from '../state/ids.ts'
import type { World } from '../world.ts'
import { testNumberOf } from './attempt.ts'
import { idOf, requirePaymentMethod } from './find.ts'
import { attachPaymentMethod } from './payment-method-object.ts'
import { createSetupIntent } from './setup-object.ts'

/** @throws Refusal `resource_missing` */
const requireSetupIntent = (world: World, id: string): Stripe.SetupIntent => {
  const intent = world.state.setupIntents.get(id)
  if (!intent) throw missing('setupintent', id)
  return intent
}

/** The method is saved for later. */
export const completeSetup = (world: World, intent: Stripe.SetupIntent): void => {
  const method = requirePaymentMethod(world, idOf(intent.payment_method) ?? '')
  const customer = idOf(intent.customer)
  if (customer !== null) attachPaymentMethod(world, method, customer)
  const details = world.state.paymentMethodDetails.get(method.id)
  if (details) details.isSetUp = true
  intent.status = 'succeeded'
  intent.next_action = null
  world.emit('setup_intent.succeeded', intent)
}

/** The bank refuses. */
export const failSetup = (
  world: World,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  reason: { code: string; declineCode: string | null; message: string },
): void => {
  intent.status = 'requires_payment_method'
  intent.payment_method = null
  intent.next_action = null
  intent.last_setup_error = {
    type: 'card_error',
    code: reason.code,
    ...(reason.declineCode === null ? {} : { decline_code: reason.declineCode }),
    message: reason.message,
    payment_method: structuredClone(method),
  }
  world.emit('setup_intent.setup_failed', intent)
}

const confirm = (
  world: World,
  intent: Stripe.SetupIntent,
  params: Stripe.SetupIntentConfirmParams,
): Stripe.SetupIntent => {
  if (['succeeded', 'canceled', 'processing'].includes(intent.status)) {
    throw invalid(
      `You cannot confirm this SetupIntent because it has a status of ${intent.status}.`,
      undefined,
      'setup_intent_unexpected_state',
    )
  }
  const id = params.payment_method ?? idOf(intent.payment_method)
  if (!id)
    throw invalid(
      "You cannot confirm this SetupIntent because it's missing a payment method.",
      'payment_method',
      'setup_intent_unexpected_state',
    )
  const method = requirePaymentMethod(world, id, 'payment_method')
  intent.payment_method = method.id
  intent.last_setup_error = null
  const test = testNumberOf(world, method)
  if (test?.behaviour.type === 'declines' && !test.tokens.includes('pm_card_chargeCustomerFail')) {
    const { code, declineCode, message } = test.behaviour
    failSetup(world, intent, method, test.behaviour)
    throw new Refusal(402, {
      type: 'card_error',
      code,
      message,
      ...(declineCode === null ? {} : { decline_code: declineCode }),
      setup_intent: structuredClone(intent),
      payment_method: structuredClone(method),
    })
  }
  if (test?.behaviour.type === 'authenticates') {
    intent.status = 'requires_action'
    intent.next_action = {
      type: 'redirect_to_url',
      redirect_to_url: {
        return_url: params.return_url ?? null,
        url: `${world.settings.baseUrl}/3d-secure/${intent.id}/${randomText(20)}`,
      },
    }
    world.emit('setup_intent.requires_action', intent)
    return intent
  }
  completeSetup(world, intent)
  return intent
}

const create = (world: World, params: Stripe.SetupIntentCreateParams): Stripe.SetupIntent => {
  const method =
    params.payment_method === undefined
      ? null
      : requirePaymentMethod(world, params.payment_method, 'payment_method')
  const intent = createSetupIntent(world, {
    automatic_payment_methods: params.automatic_payment_methods
      ? {
          allow_redirects: params.automatic_payment_methods.allow_redirects ?? 'always',
          enabled: params.automatic_payment_methods.enabled,
        }
      : null,
    customer: params.customer === undefined ? null : requireCustomer(world, params.customer, 'customer').id,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    payment_method: method?.id ?? null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  })
  return params.confirm
    ? confirm(world, intent, params.return_url === undefined ? {} : { return_url: params.return_url })
    : intent
}

/** https://docs.stripe.com/api/setup_intents */
export const setupIntentRoutes: readonly Route[] = [
  route('post', '/v1/setup_intents', 'SetupIntentCreateParams', ({ world, params }) => create(world, params)),
  route('get', '/v1/setup_intents', 'SetupIntentListParams', ({ world, params }) =>
    page(
      world.state.setupIntents
        .newestFirst()
        .filter((intent) => params.customer === undefined || idOf(intent.customer) === params.customer)
        .filter(
          (intent) =>
            params.payment_method === undefined || idOf(intent.payment_method) === params.payment_method,
        )
        .filter((intent) => isCreatedIn(intent.created, params.created)),
      params,
      '/v1/setup_intents',
      'setupintent',
    ),
  ),
  route('get', '/v1/setup_intents/:id', 'SetupIntentRetrieveParams', ({ world, id }) =>
    requireSetupIntent(world, id),
  ),
  route('post', '/v1/setup_intents/:id/confirm', 'SetupIntentConfirmParams', ({ world, id, params }) =>
    confirm(world, requireSetupIntent(world, id), params),
  ),
  route('post', '/v1/setup_intents/:id/cancel', 'SetupIntentCancelParams', ({ world, id, params }) => {
    const intent = requireSetupIntent(world, id)
    if (['succeeded', 'canceled'].includes(intent.status)) {
      throw invalid(
        `You cannot cancel this SetupIntent because it has a status of ${intent.status}.`,
        undefined,
        'setup_intent_unexpected_state',
      )
    }
    intent.status = 'canceled'
    intent.cancellation_reason = params.cancellation_reason ?? null
    world.emit('setup_intent.canceled', intent)
    return intent
  }),
]
