import * as z from 'zod'
import { operation } from '../operation.ts'
import {
  CurrencyList,
  CurrencyRequest,
  Feature,
  FeatureList,
  FeatureRequest,
  PackageDefinition,
  PackageDefinitionList,
  PackageRequest,
  Rate,
  RateRequest,
} from '../schemas/host.ts'
import { Currency } from '../schemas/ledger.ts'
import { catalogueId } from '../schemas/values.ts'

const host = { tag: 'Catalogue', security: 'secret' } as const
const params = z.strictObject({ id: catalogueId })

export const putCurrency = operation({
  ...host,
  operationId: 'putCurrency',
  method: 'put',
  path: '/v1/currencies/{id}',
  summary: 'Create or change a currency of credits',
  idempotencyKey: 'optional',
  params,
  body: CurrencyRequest,
  answer: Currency,
  problems: ['conflict'],
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
  summary: 'Create or rename a feature',
  idempotencyKey: 'optional',
  params,
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

export const createRate = operation({
  ...host,
  operationId: 'createRate',
  method: 'post',
  path: '/v1/features/{id}/rates',
  summary: 'Add a rate to a feature',
  description: 'A new version; consumptions before its date keep theirs.',
  idempotencyKey: 'required',
  params,
  body: RateRequest,
  answer: Rate,
  statuses: { 201: 'The rate' },
  problems: ['currency_required', 'unknown_currency', 'conflict'],
})

export const putPackage = operation({
  ...host,
  operationId: 'putPackage',
  method: 'put',
  path: '/v1/packages/{id}',
  summary: 'Create or change a package',
  idempotencyKey: 'optional',
  params,
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
