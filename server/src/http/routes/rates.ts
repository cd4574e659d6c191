import * as z from 'zod'
import { formatAmount } from '../../ledger/index.ts'
import { chooseCurrency } from '../currencies.ts'
import { operation } from '../operation.ts'
import { cutPage } from '../pages.ts'
import { route, type Route } from '../router.ts'
import { Rate, RateRequest } from '../schemas/catalogue.ts'
import { RatePage, RatePreview, RatePreviewRequest, RateQuote, RateQuoteRequest } from '../schemas/rates.ts'
import { currencyId, featureId, pageQuery, uuid } from '../schemas/values.ts'
import type { Services } from '../services.ts'
import { viewRate } from '../views/catalogue.ts'

const host = {
  tag: 'Catalogue',
  security: 'secret',
  params: z.strictObject({ id: featureId }),
} as const
const pricing = ['currency_required', 'unknown_currency', 'unknown_feature'] as const

export const createRate = operation({
  ...host,
  operationId: 'createRate',
  method: 'post',
  path: '/v1/features/{id}/rates',
  summary: 'Add a rate to a feature',
  description: 'A new version; consumptions before its date keep theirs.',
  idempotencyKey: 'required',
  body: RateRequest,
  answer: Rate,
  statuses: { 201: 'The rate' },
  problems: [...pricing, 'rate_overlap'],
})

export const withdrawRate = operation({
  ...host,
  operationId: 'withdrawRate',
  method: 'post',
  path: '/v1/features/{id}/rates/{rateId}/withdraw',
  summary: 'Withdraw a rate that has not begun',
  description: 'As if it had never been added. Not one that begins within a minute.',
  idempotencyKey: 'optional',
  params: z.strictObject({ id: featureId, rateId: uuid }),
  answer: Rate,
  problems: ['conflict'],
})

export const getRates = operation({
  ...host,
  operationId: 'getRates',
  method: 'get',
  path: '/v1/features/{id}/rates',
  summary: 'List the versions of a feature’s rates',
  description: 'By currency, oldest version first; those that are over and those to come too.',
  query: z.strictObject({ currency: currencyId.optional(), ...pageQuery }),
  answer: RatePage,
  problems: ['unknown_currency', 'unknown_feature'],
})

export const quoteRate = operation({
  ...host,
  operationId: 'quoteRate',
  method: 'post',
  path: '/v1/features/{id}/rates/quote',
  summary: 'Ask what a use of a feature would cost',
  description: 'For any customer, now or at another time. Changes nothing.',
  idempotencyKey: 'optional',
  keysKeptBy: 'nobody',
  body: RateQuoteRequest,
  bodyOptional: true,
  answer: RateQuote,
  problems: [...pricing, 'feature_archived', 'no_rate'],
})

export const previewRate = operation({
  ...host,
  operationId: 'previewRate',
  method: 'post',
  path: '/v1/features/{id}/rates/preview',
  summary: 'See what a rate would have charged for past usage, before adding it',
  description:
    'Changes nothing. Of usage that a rate charged: what was charged by amount, or imported, is left out.',
  idempotencyKey: 'optional',
  keysKeptBy: 'nobody',
  body: RatePreviewRequest,
  answer: RatePreview,
  problems: pricing,
})

export function rateRoutes({ ledger }: Services): Route[] {
  return [
    route(createRate, async ({ params, body }) => {
      const currency = await chooseCurrency(ledger, body.currency)
      return viewRate(await ledger.rates.add({ ...body, feature: params.id, currency: currency.id }))
    }),
    route(withdrawRate, async ({ params }) => {
      return viewRate(await ledger.rates.withdraw({ feature: params.id, id: params.rateId }))
    }),
    route(getRates, async ({ params, query }) => {
      if (query.currency !== undefined) await chooseCurrency(ledger, query.currency)
      const { id: feature } = await ledger.features.get(params.id)
      const rates = await ledger.rates.list({ feature, currency: query.currency })
      const { data, nextCursor } = cutPage(rates, ({ id }) => id, query)
      return { data: data.map(viewRate), nextCursor }
    }),
    route(quoteRate, async ({ params, body }) => {
      const { id: currency, scale } = await chooseCurrency(ledger, body.currency)
      const { cost, rate } = await ledger.rates.quote({ ...body, feature: params.id, currency })
      return { currency, cost: formatAmount(cost, scale), rate: viewRate(rate) }
    }),
    route(previewRate, async ({ params, body }) => {
      const { id: currency, scale } = await chooseCurrency(ledger, body.currency)
      const preview = await ledger.rates.preview({ ...body, feature: params.id, currency })
      const sums = ({ before, after }: { before: bigint; after: bigint }) => ({
        before: formatAmount(before, scale),
        after: formatAmount(after, scale),
      })
      const { consumptions, affected, customers } = preview
      return {
        currency,
        consumptions,
        affected,
        ...sums(preview),
        customers: customers.map((one) => ({ customer: one.customer, ...sums(one) })),
      }
    }),
  ]
}
