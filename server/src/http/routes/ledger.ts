import * as z from 'zod'
import { parseAmount } from '../../ledger/index.ts'
import { requestIdOf } from '../logging.ts'
import { readMoney } from '../money.ts'
import { operation } from '../operation.ts'
import { choosePool } from '../pools.ts'
import { ProblemError } from '../problems.ts'
import { Reports } from '../reports.ts'
import { route, type Route } from '../router.ts'
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
import type { Services } from '../services.ts'
import { consumeTogether, readUse } from '../use.ts'
import { viewCheck, viewConsumption, viewGrant } from '../views/ledger.ts'

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
  keysKeptBy: 'room',
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
  keysKeptBy: 'room',
  body: ConsumeRequest,
  answer: Consumption,
  problems: [...pricing, 'insufficient_credits', 'feature_archived', 'too_late'],
})

export const consumeBatch = operation({
  ...host,
  operationId: 'consumeBatch',
  method: 'post',
  path: '/v1/consume/batch',
  summary: 'Consume credits for many uses at once',
  description:
    'Each item has its own key and its own outcome: one that is wrong is refused, the others are done. The batch itself needs no key.',
  idempotencyKey: 'optional',
  keysKeptBy: 'nobody',
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
  keysKeptBy: 'nobody',
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
  description:
    'Reads every entry, some thousands a second: of a large ledger ask for a customer, or run `npm run verify`.',
  query: z.strictObject({ customer: hostId.optional() }),
  answer: Verification,
})

const mostFindings = 1000

export function ledgerRoutes({ ledger }: Services): Route[] {
  const reports = new Reports()
  return [
    route(createGrant, async ({ body, idempotencyKey }) => {
      const { key, currency } = await choosePool(ledger, body.customer, body)
      const grant = await ledger.grant({
        ...body,
        ...key,
        amount: parseAmount(body.amount, currency.scale),
        costBasis: body.costBasis && readMoney(body.costBasis),
        idempotencyKey,
      })
      return viewGrant(grant, currency.scale, null)
    }),
    route(consume, async ({ body, idempotencyKey = '' }) => {
      const { request, currency } = await readUse(ledger, body)
      const consumption = await ledger.consume({ ...request, idempotencyKey })
      return viewConsumption(consumption, currency.scale)
    }),
    route(consumeBatch, async ({ body, request }) => {
      const results = await consumeTogether(ledger, body.items, requestIdOf(request))
      return { results }
    }),
    route(createCheck, async ({ body }) => {
      const { request, currency } = await readUse(ledger, body)
      return viewCheck(await ledger.check(request), currency.scale)
    }),
    route(verify, async ({ query, response }) => {
      const asOf = new Date().toISOString()
      let customers = 0
      const onProgress = (looked: number) => {
        if (response.destroyed) throw new ProblemError('overloaded', 'Nobody waits for the answer any more.')
        customers = looked
      }
      const read = async () => await firstOf(ledger.verify({ ...query, onProgress }), mostFindings)
      const findings = await reports.run(read)
      return { ok: findings.length === 0, customers, findings, asOf }
    }),
  ]
}

async function firstOf<Item>(items: AsyncIterable<Item>, most: number): Promise<Item[]> {
  const first: Item[] = []
  for await (const item of items) {
    first.push(item)
    if (first.length === most) break
  }
  return first
}
