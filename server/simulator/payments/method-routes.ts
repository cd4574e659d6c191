import type Stripe from 'stripe'
import { requireCustomer } from '../customers/customers.ts'
import { Refusal, invalid } from '../http/errors.ts'
import { page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { idOf, requirePaymentMethod } from './find.ts'
import { attachPaymentMethod, createPaymentMethod } from './payment-method-object.ts'
import { findTestNumber, findToken } from './test-numbers.ts'
import type { TestNumber } from './test-numbers.ts'

const billingOf = (
  details: Stripe.PaymentMethodCreateParams.BillingDetails | undefined,
): Partial<Stripe.PaymentMethod.BillingDetails> => {
  if (!details) return {}
  const address = details.address || null
  return {
    address: address && {
      city: address.city ?? null,
      country: address.country ?? null,
      line1: address.line1 ?? null,
      line2: address.line2 ?? null,
      postal_code: address.postal_code ?? null,
      state: address.state ?? null,
    },
    email: details.email || null,
    name: details.name || null,
    phone: details.phone || null,
  }
}

const numberOf = (
  params: Stripe.PaymentMethodCreateParams,
): { test: TestNumber | undefined; param: string } => {
  switch (params.type) {
    case 'card': {
      const { token, number } = (params.card ?? {}) as { token?: string; number?: string }
      if (token !== undefined) return { test: findToken(token), param: 'card[token]' }
      return { test: findTestNumber(number ?? ''), param: 'card[number]' }
    }
    case 'sepa_debit':
      return { test: findTestNumber(params.sepa_debit?.iban ?? ''), param: 'sepa_debit[iban]' }
    case 'us_bank_account':
      return {
        test: findTestNumber(params.us_bank_account?.account_number ?? ''),
        param: 'us_bank_account[account_number]',
      }
    case 'bacs_debit':
      return {
        test: findTestNumber(params.bacs_debit?.account_number ?? ''),
        param: 'bacs_debit[account_number]',
      }
    case undefined:
      throw invalid('Missing required param: type.', 'type', 'parameter_missing')
    default:
      throw invalid(`The simulator has no payment methods of type ${String(params.type)}.`, 'type')
  }
}

const incorrectNumber = (param: string): Refusal =>
  new Refusal(402, {
    type: 'card_error',
    code: 'incorrect_number',
    message: 'Your card number is incorrect.',
    param,
  })

const create = (world: World, params: Stripe.PaymentMethodCreateParams): Stripe.PaymentMethod => {
  const { test, param } = numberOf(params)
  if (test?.kind !== params.type || !test) throw incorrectNumber(param)
  const { exp_month: month, exp_year: year } = (params.card ?? {}) as {
    exp_month?: number
    exp_year?: number
  }
  return createPaymentMethod(world, test, {
    billing: billingOf(params.billing_details),
    metadata: mergeMetadata({}, params.metadata),
    ...(params.allow_redisplay ? { allowRedisplay: params.allow_redisplay } : {}),
    ...(month !== undefined && year !== undefined ? { month, year: year < 100 ? 2000 + year : year } : {}),
  })
}

const attach = (world: World, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod => {
  const owner = idOf(method.customer)
  if (owner !== null && owner !== customer) {
    throw invalid(
      'The payment method you provided has already been attached to a customer.',
      undefined,
      'payment_method_unexpected_state',
    )
  }
  const test = findTestNumber(world.state.paymentMethodDetails.get(method.id)?.number ?? '')
  const isSaved = test?.tokens.includes('pm_card_chargeCustomerFail')
  if (test?.behaviour.type === 'declines' && !isSaved) {
    const { code, declineCode, message } = test.behaviour
    throw new Refusal(402, {
      type: 'card_error',
      code,
      message,
      ...(declineCode ? { decline_code: declineCode } : {}),
    })
  }
  attachPaymentMethod(world, method, customer)
  return method
}

const detach = (world: World, method: Stripe.PaymentMethod): Stripe.PaymentMethod => {
  const owner = idOf(method.customer)
  if (owner === null) {
    throw invalid(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
      undefined,
      'payment_method_unexpected_state',
    )
  }
  method.customer = null
  const customer = world.state.customers.get(owner)
  if (customer && !customer.deleted && idOf(customer.invoice_settings.default_payment_method) === method.id) {
    customer.invoice_settings.default_payment_method = null
  }
  world.emit('payment_method.detached', method, { customer: owner })
  return method
}

interface Filter {
  customer: string | undefined
  type: string | undefined
  allow_redisplay: string | undefined
}

const matching = (world: World, filter: Filter): Stripe.PaymentMethod[] =>
  world.state.paymentMethods
    .newestFirst()
    .filter((method) => idOf(method.customer) !== null)
    .filter((method) => filter.customer === undefined || idOf(method.customer) === filter.customer)
    .filter((method) => filter.type === undefined || method.type === filter.type)
    .filter(
      (method) => filter.allow_redisplay === undefined || method.allow_redisplay === filter.allow_redisplay,
    )

/** https://docs.stripe.com/api/payment_methods */
export const paymentMethodRoutes: readonly Route[] = [
  route('post', '/v1/payment_methods', 'PaymentMethodCreateParams', ({ world, params }) =>
    create(world, params),
  ),
  route('get', '/v1/payment_methods', 'PaymentMethodListParams', ({ world, params }) => {
    const { customer, type, allow_redisplay } = params
    if (customer !== undefined) requireCustomer(world, customer, 'customer')
    return page(
      matching(world, { customer, type, allow_redisplay }),
      params,
      '/v1/payment_methods',
      'payment_method',
    )
  }),
  route('get', '/v1/payment_methods/:id', 'PaymentMethodRetrieveParams', ({ world, id }) =>
    requirePaymentMethod(world, id),
  ),
  route('post', '/v1/payment_methods/:id', 'PaymentMethodUpdateParams', ({ world, id, params }) => {
    const method = requirePaymentMethod(world, id)
    const { exp_month: month, exp_year: year } = params.card ?? {}
    if (params.allow_redisplay !== undefined) method.allow_redisplay = params.allow_redisplay
    if (params.metadata !== undefined) method.metadata = mergeMetadata(method.metadata, params.metadata)
    if (params.billing_details) Object.assign(method.billing_details, billingOf(params.billing_details))
    if (method.card && month !== undefined) method.card.exp_month = month
    if (method.card && year !== undefined) method.card.exp_year = year
    world.emit('payment_method.updated', method)
    return method
  }),
  route('post', '/v1/payment_methods/:id/attach', 'PaymentMethodAttachParams', ({ world, id, params }) => {
    const { customer } = params
    if (customer === undefined)
      throw invalid('Missing required param: customer.', 'customer', 'parameter_missing')
    return attach(world, requirePaymentMethod(world, id), requireCustomer(world, customer, 'customer').id)
  }),
  route('post', '/v1/payment_methods/:id/detach', 'PaymentMethodDetachParams', ({ world, id }) =>
    detach(world, requirePaymentMethod(world, id)),
  ),
  route(
    'get',
    '/v1/customers/:id/payment_methods',
    'CustomerListPaymentMethodsParams',
    ({ world, id, params }) => {
      const { type, allow_redisplay } = params
      const customer = requireCustomer(world, id).id
      return page(
        matching(world, { customer, type, allow_redisplay }),
        params,
        `/v1/customers/${id}/payment_methods`,
        'payment_method',
      )
    },
  ),
]
