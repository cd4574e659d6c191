import * as z from 'zod'
import { operation } from '../operation.ts'
import {
  CheckRequest,
  ConsumeBatchRequest,
  ConsumeBatchResults,
  ConsumeRequest,
  GrantRequest,
  Verification,
} from '../schemas/host.ts'
import { Check, Consumption, Grant } from '../schemas/ledger.ts'
import { hostId } from '../schemas/values.ts'

const host = { tag: 'Ledger', security: 'secret' } as const
const pricing = ['currency_required', 'unknown_currency', 'unknown_feature', 'no_rate'] as const
const oneMegabyte = 1_000_000

export const createGrant = operation({
  ...host,
  operationId: 'createGrant',
  method: 'post',
  path: '/v1/grants',
  summary: 'Grant credits',
  idempotencyKey: 'required',
  body: GrantRequest,
  answer: Grant,
  statuses: { 201: 'The grant' },
  problems: ['currency_required', 'unknown_currency', 'unknown_feature'],
})

export const consume = operation({
  ...host,
  operationId: 'consume',
  method: 'post',
  path: '/v1/consume',
  summary: 'Consume credits',
  description: 'The same key and body give the same answer; nothing is taken twice.',
  idempotencyKey: 'required',
  body: ConsumeRequest,
  answer: Consumption,
  problems: [...pricing, 'insufficient_credits', 'overloaded'],
})

export const consumeBatch = operation({
  ...host,
  operationId: 'consumeBatch',
  method: 'post',
  path: '/v1/consume/batch',
  summary: 'Consume credits for many uses at once',
  description: 'Each item has its own key and its own outcome. The batch itself needs no key.',
  idempotencyKey: 'optional',
  body: ConsumeBatchRequest,
  bodyLimit: oneMegabyte,
  answer: ConsumeBatchResults,
})

export const createCheck = operation({
  ...host,
  operationId: 'createCheck',
  method: 'post',
  path: '/v1/checks',
  summary: 'Ask what a use would cost and whether there is enough',
  description: 'Changes and reserves nothing.',
  idempotencyKey: 'optional',
  body: CheckRequest,
  answer: Check,
  problems: pricing,
})

export const verify = operation({
  ...host,
  operationId: 'verify',
  method: 'get',
  path: '/v1/verify',
  summary: 'Check that the ledger adds up',
  query: z.strictObject({ customer: hostId.optional() }),
  answer: Verification,
})
