import type Stripe from 'stripe'
import { requireCustomer } from '../customers/customers.ts'
import { Refusal, invalid, missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { mergeMetadata } from '../state/metadata.ts'
import { checkChargeAmount, checkCurrency } from '../state/money.ts'
import type { World } from '../world.ts'
import { capturePayment } from './capture.ts'
import { confirmIntent } from './confirm.ts'
import { idOf, requirePaymentMethod } from './find.ts'
import { createIntent } from './intent-object.ts'

/** @throws Refusal `resource_missing` */
export const requireIntent = (world: World, id: string, param?: string): Stripe.PaymentIntent => {
  const intent = world.state.paymentIntents.get(id)
  if (!intent) throw missing('payment_intent', id, param)
  return intent
}

const create = (
  world: World,
  params: Stripe.PaymentIntentCreateParams,
  version: string | null,
): Stripe.PaymentIntent => {
  const currency = checkCurrency(params.currency)
  checkChargeAmount(params.amount, currency, 'amount')
  const customer =
    params.customer === undefined ? null : requireCustomer(world, params.customer, 'customer').id
  if (params.off_session !== undefined && !params.confirm) {
    throw invalid('You cannot set `off_session` when `confirm` is not `true`.', 'off_session')
  }
  const method =
    params.payment_method === undefined
      ? null
      : requirePaymentMethod(world, params.payment_method, 'payment_method')
  // Callers without a version name their methods themselves; later versions take them from the dashboard.
  const isAutomatic =
    params.automatic_payment_methods?.enabled ?? (version !== null && !params.allowed_payment_method_types)
  const intent = createIntent(world, {
    amount: params.amount,
    automatic_payment_methods: isAutomatic
      ? { allow_redirects: params.automatic_payment_methods?.allow_redirects ?? 'always', enabled: true }
      : null,
    capture_method: params.capture_method ?? 'automatic_async',
    currency,
    customer,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    payment_method: method?.id ?? null,
    payment_method_types: params.allowed_payment_method_types?.map(String) ?? [method?.type ?? 'card'],
    receipt_email: params.receipt_email ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
  })
  return params.confirm
    ? confirmIntent(world, intent, method ? { ...params, payment_method: method.id } : params)
    : intent
}

const update = (
  world: World,
  intent: Stripe.PaymentIntent,
  params: Stripe.PaymentIntentUpdateParams,
): Stripe.PaymentIntent => {
  if (params.amount !== undefined) {
    if (['succeeded', 'processing', 'canceled'].includes(intent.status))
      throw unexpected(intent, 'update the amount of')
    checkChargeAmount(params.amount, intent.currency, 'amount')
    intent.amount = params.amount
  }
  if (params.description !== undefined) intent.description = params.description
  if (params.metadata !== undefined) intent.metadata = mergeMetadata(intent.metadata, params.metadata)
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email || null
  if (params.customer !== undefined) intent.customer = requireCustomer(world, params.customer, 'customer').id
  if (params.setup_future_usage !== undefined) intent.setup_future_usage = params.setup_future_usage || null
  if (params.payment_method !== undefined) {
    intent.payment_method = requirePaymentMethod(world, params.payment_method, 'payment_method').id
    if (intent.status === 'requires_payment_method') intent.status = 'requires_confirmation'
  }
  return intent
}

const unexpected = (intent: Stripe.PaymentIntent, deed: string): Refusal =>
  new Refusal(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `You cannot ${deed} this PaymentIntent because it has a status of ${intent.status}.`,
    payment_intent: structuredClone(intent),
  })

const cancel = (
  world: World,
  intent: Stripe.PaymentIntent,
  params: Stripe.PaymentIntentCancelParams,
): Stripe.PaymentIntent => {
  if (['succeeded', 'canceled', 'processing'].includes(intent.status)) throw unexpected(intent, 'cancel')
  const isOfSession = world.state.sessions.all().some((session) => idOf(session.payment_intent) === intent.id)
  if (isOfSession)
    throw invalid(
      'You cannot cancel the PaymentIntent of a Checkout Session. Expire the Checkout Session instead.',
    )
  intent.status = 'canceled'
  intent.canceled_at = world.now()
  intent.cancellation_reason = params.cancellation_reason ?? null
  intent.next_action = null
  world.emit('payment_intent.canceled', intent)
  return intent
}

/** https://docs.stripe.com/api/payment_intents */
export const paymentIntentRoutes: readonly Route[] = [
  route('post', '/v1/payment_intents', 'PaymentIntentCreateParams', ({ world, params, version }) =>
    create(world, params, version),
  ),
  route('get', '/v1/payment_intents', 'PaymentIntentListParams', ({ world, params }) =>
    page(
      world.state.paymentIntents
        .newestFirst()
        .filter((intent) => params.customer === undefined || idOf(intent.customer) === params.customer)
        .filter((intent) => isCreatedIn(intent.created, params.created)),
      params,
      '/v1/payment_intents',
      'payment_intent',
    ),
  ),
  route('get', '/v1/payment_intents/:id', 'PaymentIntentRetrieveParams', ({ world, id }) =>
    requireIntent(world, id),
  ),
  route('post', '/v1/payment_intents/:id', 'PaymentIntentUpdateParams', ({ world, id, params }) =>
    update(world, requireIntent(world, id), params),
  ),
  route('post', '/v1/payment_intents/:id/confirm', 'PaymentIntentConfirmParams', ({ world, id, params }) =>
    confirmIntent(world, requireIntent(world, id), params as Stripe.PaymentIntentCreateParams),
  ),
  route('post', '/v1/payment_intents/:id/cancel', 'PaymentIntentCancelParams', ({ world, id, params }) =>
    cancel(world, requireIntent(world, id), params),
  ),
  route('post', '/v1/payment_intents/:id/capture', 'PaymentIntentCaptureParams', ({ world, id, params }) => {
    const intent = requireIntent(world, id)
    if (intent.status !== 'requires_capture') throw unexpected(intent, 'capture')
    return capturePayment(world, intent, params.amount_to_capture ?? intent.amount)
  }),
]
