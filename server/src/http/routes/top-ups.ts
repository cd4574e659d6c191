import * as z from 'zod'
import { operation } from '../operation.ts'
import {
  Catalogue,
  Order,
  OrderPage,
  Quote,
  QuoteRequest,
  TopUpRequest,
  moneyCurrency,
} from '../schemas/top-ups.ts'
import { catalogueId, pageQuery, scopeQuery, uuid } from '../schemas/values.ts'

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
  query: z.strictObject({ currency: catalogueId.optional(), moneyCurrency: moneyCurrency.optional() }),
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
  body: TopUpRequest,
  answer: Order,
  statuses: { 201: 'The new order', 200: 'An order for the same thing that is still open' },
  problems: [...quoteProblems, 'invalid_return_path', 'stripe_unavailable', 'conflict'],
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
