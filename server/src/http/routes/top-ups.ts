import * as z from 'zod'
import { Answer } from '../answer.ts'
import { operation } from '../operation.ts'
import { route, type Route } from '../router.ts'
import {
  Catalogue,
  Order,
  OrderPage,
  Quote,
  QuoteRequest,
  TopUpRequest,
  payCurrency,
  paymentMethodId,
} from '../schemas/top-ups.ts'
import { currencyId, pageQuery, scopeQuery, uuid } from '../schemas/values.ts'
import { PaymentMethodList } from '../schemas/payments.ts'
import type { Services } from '../services.ts'

const mine = { tag: 'Top-ups', security: 'session' } as const
const quoteProblems = [
  'currency_required',
  'unknown_currency',
  'package_unavailable',
  'amount_below_minimum',
  'amount_above_maximum',
] as const

export const getCatalogue = operation({
  ...mine,
  scope: 'read',
  operationId: 'getCatalogue',
  method: 'get',
  path: '/v1/me/packages',
  summary: 'List what I can buy',
  query: z.strictObject({ currency: currencyId.optional(), moneyCurrency: payCurrency.optional() }),
  answer: Catalogue,
  problems: ['currency_required', 'unknown_currency'],
})

export const createQuote = operation({
  ...mine,
  scope: 'read',
  operationId: 'createQuote',
  method: 'post',
  path: '/v1/me/quotes',
  summary: 'Ask what a top-up would cost and give',
  description: 'Changes nothing. The price that is charged is the one when the top-up begins.',
  idempotencyKey: 'optional',
  keysKeptBy: 'nobody',
  body: QuoteRequest,
  answer: Quote,
  problems: quoteProblems,
})

export const createTopUp = operation({
  ...mine,
  scope: 'purchase',
  operationId: 'createTopUp',
  method: 'post',
  path: '/v1/me/top-ups',
  summary: 'Begin a top-up',
  description: 'Opens a checkout. Credits are granted when the payment has settled, never before.',
  idempotencyKey: 'required',
  keysKeptBy: 'room',
  body: TopUpRequest,
  answer: Order,
  statuses: { 201: 'The new order', 200: 'An order for the same thing that is still open' },
  problems: [
    ...quoteProblems,
    // A saved card that is not there, or not the customer's.
    'not_found',
    'invalid_return_path',
    'limit_reached',
    'stripe_unavailable',
    'conflict',
  ],
})

export const getTopUps = operation({
  ...mine,
  scope: 'read',
  operationId: 'getTopUps',
  method: 'get',
  path: '/v1/me/top-ups',
  summary: 'List my top-ups, newest first',
  query: z.strictObject({ ...scopeQuery, ...pageQuery }),
  answer: OrderPage,
  problems: ['currency_required', 'unknown_currency'],
})

export const getTopUp = operation({
  ...mine,
  scope: 'read',
  operationId: 'getTopUp',
  method: 'get',
  path: '/v1/me/top-ups/{id}',
  summary: 'Read one of my top-ups',
  params: z.strictObject({ id: uuid }),
  answer: Order,
})

export const getPaymentMethods = operation({
  ...mine,
  scope: 'purchase',
  operationId: 'getPaymentMethods',
  method: 'get',
  path: '/v1/me/payment-methods',
  summary: 'List the cards that I agreed to keep',
  answer: PaymentMethodList,
  problems: ['stripe_unavailable'],
})

export const deletePaymentMethod = operation({
  ...mine,
  scope: 'settings',
  operationId: 'deletePaymentMethod',
  method: 'delete',
  path: '/v1/me/payment-methods/{id}',
  summary: 'Forget a card',
  idempotencyKey: 'optional',
  params: z.strictObject({ id: paymentMethodId }),
  statuses: { 204: 'It is forgotten' },
  problems: ['stripe_unavailable'],
})

export function topUpRoutes({ topUps }: Services): Route[] {
  return [
    route(getCatalogue, ({ session, query }) => topUps.catalogue({ ...query, customer: session.customer })),
    route(createQuote, ({ session, body }) => topUps.quote({ ...body, customer: session.customer })),
    route(createTopUp, async ({ session, body, idempotencyKey }) => {
      const { customer, origin } = session
      const { order, reused } = await topUps.start({
        ...body,
        customer,
        origin,
        idempotencyKey: idempotencyKey ?? '',
      })
      return new Answer(reused ? 200 : 201, order)
    }),
    route(getTopUps, ({ session, query }) => topUps.orders({ ...query, customer: session.customer })),
    route(getPaymentMethods, async ({ session }) => ({
      data: await topUps.savedCards.list(session.customer),
    })),
    route(deletePaymentMethod, async ({ session, params }) => {
      await topUps.savedCards.remove(session.customer, params.id)
      return new Answer(204, undefined)
    }),
    route(getTopUp, ({ session, params }) => topUps.order(session.customer, params.id)),
  ]
}
