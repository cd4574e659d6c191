import * as z from 'zod'
import { parseAmount } from '../../ledger/index.ts'
import { moneyScale } from '../../money-scale.ts'
import { operation } from '../operation.ts'
import { forgetCurrencies } from '../currencies.ts'
import { route, type Route } from '../router.ts'
import {
  CurrencyDefinition,
  CustomAmountDefinition,
  CustomAmountRequest,
  CurrencyList,
  CurrencyRequest,
  Feature,
  FeatureList,
  FeatureRequest,
  PackageDefinition,
  PackageDefinitionList,
  PackageRequest,
} from '../schemas/catalogue.ts'
import { currencyId, featureId, packageId } from '../schemas/values.ts'
import type { Services } from '../services.ts'
import { viewCurrencyDefinition, viewFeature } from '../views/catalogue.ts'

const host = { tag: 'Catalogue', security: 'secret' } as const
const currencyParams = z.strictObject({ id: currencyId })
const featureParams = z.strictObject({ id: featureId })
const packageParams = z.strictObject({ id: packageId })

export const putCurrency = operation({
  ...host,
  operationId: 'putCurrency',
  method: 'put',
  path: '/v1/currencies/{id}',
  summary: 'Create or change a currency of credits',
  description:
    'It stays for good. From a second currency on, every request has to name the one that it means.',
  idempotencyKey: 'optional',
  params: currencyParams,
  body: CurrencyRequest,
  answer: CurrencyDefinition,
  problems: ['currency_in_use'],
})

export const getCurrencies = operation({
  ...host,
  operationId: 'getCurrencies',
  method: 'get',
  path: '/v1/currencies',
  summary: 'List the currencies',
  answer: CurrencyList,
})

export const putFeature = operation({
  ...host,
  operationId: 'putFeature',
  method: 'put',
  path: '/v1/features/{id}',
  summary: 'Create or rename a feature, or bring it back',
  idempotencyKey: 'optional',
  params: featureParams,
  body: FeatureRequest,
  answer: Feature,
})

export const getFeatures = operation({
  ...host,
  operationId: 'getFeatures',
  method: 'get',
  path: '/v1/features',
  summary: 'List the features with their rates',
  answer: FeatureList,
})

export const archiveFeature = operation({
  ...host,
  operationId: 'archiveFeature',
  method: 'post',
  path: '/v1/features/{id}/archive',
  summary: 'Archive a feature: it cannot be consumed any more, its history stays',
  description: 'PUT /v1/features/{id} with `archived: false` brings it back.',
  idempotencyKey: 'optional',
  params: featureParams,
  answer: Feature,
  problems: ['unknown_feature'],
})

export const putPackage = operation({
  ...host,
  operationId: 'putPackage',
  method: 'put',
  path: '/v1/packages/{id}',
  summary: 'Create or change a package',
  idempotencyKey: 'optional',
  params: packageParams,
  body: PackageRequest,
  answer: PackageDefinition,
  problems: ['currency_required', 'unknown_currency', 'amount_below_minimum'],
})

export const getPackages = operation({
  ...host,
  operationId: 'getPackages',
  method: 'get',
  path: '/v1/packages',
  summary: 'List the packages as they were defined',
  answer: PackageDefinitionList,
})

export const putCustomAmount = operation({
  ...host,
  operationId: 'putCustomAmount',
  method: 'put',
  path: '/v1/currencies/{id}/custom-amount',
  summary: 'Sell freely chosen amounts of a currency, between bounds and at volume prices',
  idempotencyKey: 'optional',
  params: currencyParams,
  body: CustomAmountRequest,
  answer: CustomAmountDefinition,
  problems: ['unknown_currency'],
})

export const getCustomAmount = operation({
  ...host,
  operationId: 'getCustomAmount',
  method: 'get',
  path: '/v1/currencies/{id}/custom-amount',
  summary: 'Read how freely chosen amounts of a currency are sold',
  params: currencyParams,
  answer: CustomAmountDefinition,
  problems: ['unknown_currency'],
})

export function catalogueRoutes({ ledger, topUps }: Services): Route[] {
  return [
    route(putCurrency, async ({ params, body }) => {
      const { name, scale, unitCost, lowThreshold } = body
      const currency = await ledger.currencies.put({
        id: params.id,
        name,
        scale,
        unitCost: unitCost && { ...unitCost, scale: moneyScale(unitCost.currency) },
        lowThreshold: lowThreshold === undefined ? undefined : parseAmount(lowThreshold, scale),
      })
      forgetCurrencies(ledger)
      return viewCurrencyDefinition(currency)
    }),
    route(getCurrencies, async () => ({
      data: (await ledger.currencies.list()).map(viewCurrencyDefinition),
    })),
    route(putFeature, async ({ params, body }) => {
      const feature = await ledger.features.put({ id: params.id, ...body })
      return viewFeature(feature, await ledger.rates.list({ feature: feature.id }))
    }),
    route(getFeatures, async () => {
      const [features, rates] = await Promise.all([ledger.features.list(), ledger.rates.list({})])
      return {
        data: features.map((feature) =>
          viewFeature(
            feature,
            rates.filter((rate) => rate.feature === feature.id),
          ),
        ),
      }
    }),
    route(archiveFeature, async ({ params }) => {
      const feature = await ledger.features.archive(params.id)
      return viewFeature(feature, await ledger.rates.list({ feature: feature.id }))
    }),
    route(putPackage, ({ params, body }) => topUps.packages.put(params.id, body)),
    route(getPackages, async () => ({ data: await topUps.packages.list() })),
    route(putCustomAmount, ({ params, body }) => topUps.customAmounts.put(params.id, body)),
    route(getCustomAmount, ({ params }) => topUps.customAmounts.get(params.id)),
  ]
}
