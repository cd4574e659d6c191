import * as z from 'zod'
import { parseAmount } from '../../ledger/index.ts'
import { operation } from '../operation.ts'
import { chooseCurrency } from '../currencies.ts'
import { route, type Route } from '../router.ts'
import {
  Hold,
  HoldChange,
  HoldExtension,
  HoldPage,
  HoldRequest,
  HoldStatus,
  SettleRequest,
  Settlement,
} from '../schemas/holds.ts'
import { hostId, pageQuery, scopeQuery, uuid } from '../schemas/values.ts'
import type { Services } from '../services.ts'
import { readUse } from '../use.ts'
import { viewHold } from '../views/holds.ts'
import { viewConsumption } from '../views/ledger.ts'

const host = { tag: 'Holds', security: 'secret' } as const
const write = { ...host, method: 'post', idempotencyKey: 'required', keysKeptBy: 'room' } as const
const params = z.strictObject({ customer: hostId, id: uuid })

export const createHold = operation({
  ...write,
  operationId: 'createHold',
  path: '/v1/holds',
  summary: 'Reserve credits for work whose cost is known when it ends',
  description: 'It lowers what is available, not the balance, and lets go by itself when it lapses.',
  body: HoldRequest,
  answer: Hold,
  statuses: { 201: 'The hold' },
  problems: [
    'currency_required',
    'unknown_currency',
    'unknown_feature',
    'no_rate',
    'feature_archived',
    'insufficient_credits',
  ],
})

export const getHold = operation({
  ...host,
  operationId: 'getHold',
  method: 'get',
  path: '/v1/customers/{customer}/holds/{id}',
  summary: 'Read a hold',
  params,
  answer: Hold,
})

export const getHolds = operation({
  ...host,
  operationId: 'getHolds',
  method: 'get',
  path: '/v1/customers/{customer}/holds',
  summary: 'List a customer’s holds, newest first',
  params: z.strictObject({ customer: hostId }),
  query: z.strictObject({ ...scopeQuery, status: HoldStatus.optional(), ...pageQuery }),
  answer: HoldPage,
  problems: ['currency_required', 'unknown_currency'],
})

export const settleHold = operation({
  ...write,
  operationId: 'settleHold',
  path: '/v1/customers/{customer}/holds/{id}/settle',
  summary: 'Consume what the work cost, and let the rest go',
  params,
  body: SettleRequest,
  answer: Settlement,
  problems: ['hold_closed', 'insufficient_credits', 'no_rate'],
})

export const releaseHold = operation({
  ...write,
  operationId: 'releaseHold',
  path: '/v1/customers/{customer}/holds/{id}/release',
  summary: 'Let a hold go',
  params,
  body: HoldChange,
  bodyOptional: true,
  answer: Hold,
  problems: ['hold_closed'],
})

export const extendHold = operation({
  ...write,
  operationId: 'extendHold',
  path: '/v1/customers/{customer}/holds/{id}/extend',
  summary: 'Let a hold lapse at another time',
  params,
  body: HoldExtension,
  answer: Hold,
  problems: ['hold_closed'],
})

export function holdRoutes({ ledger }: Services): Route[] {
  const scaleOf = async (hold: { currency: string }) => (await chooseCurrency(ledger, hold.currency)).scale
  return [
    route(createHold, async ({ body, idempotencyKey }) => {
      const { request, currency } = await readUse(ledger, body)
      return viewHold(await ledger.holds.create({ ...request, idempotencyKey }), currency.scale)
    }),
    route(getHold, async ({ params: { customer, id } }) => {
      const hold = await ledger.holds.get(customer, id)
      return viewHold(hold, await scaleOf(hold))
    }),
    route(getHolds, async ({ params: { customer }, query }) => {
      const currency = await chooseCurrency(ledger, query.currency)
      const filter = { ...query, currency: currency.id, resource: query.resource ?? '' }
      const { data, nextCursor } = await ledger.holds.list(customer, filter)
      return { data: data.map((hold) => viewHold(hold, currency.scale)), nextCursor }
    }),
    route(settleHold, async ({ params: { customer, id }, body, idempotencyKey }) => {
      const scale = await scaleOf(await ledger.holds.get(customer, id))
      const amount = body.amount === undefined ? undefined : parseAmount(body.amount, scale)
      const settled = await ledger.holds.settle({ ...body, amount, customer, holdId: id, idempotencyKey })
      return { hold: viewHold(settled.hold, scale), consumption: viewConsumption(settled, scale) }
    }),
    route(releaseHold, async ({ params: { customer, id }, body, idempotencyKey }) => {
      const hold = await ledger.holds.release({ ...body, customer, holdId: id, idempotencyKey })
      return viewHold(hold, await scaleOf(hold))
    }),
    route(extendHold, async ({ params: { customer, id }, body, idempotencyKey }) => {
      const hold = await ledger.holds.extend({ ...body, customer, holdId: id, idempotencyKey })
      return viewHold(hold, await scaleOf(hold))
    }),
  ]
}
