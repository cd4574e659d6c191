import * as z from 'zod'
import { formatAmount, parseAmount, type Grant as LedgerGrant } from '../../ledger/index.ts'
import { readReceipts } from '../account.ts'
import { operation } from '../operation.ts'
import { chooseCurrency } from '../currencies.ts'
import { choosePool } from '../pools.ts'
import { route, type Route } from '../router.ts'
import {
  AdjustmentRequest,
  GrantChange,
  GrantExtension,
  GrantPriority,
  Overdraft,
  OverdraftRequest,
} from '../schemas/corrections.ts'
import { Grant, LedgerEntry } from '../schemas/ledger.ts'
import { hostId, uuid } from '../schemas/values.ts'
import type { Services } from '../services.ts'
import { viewEntry, viewGrant } from '../views/ledger.ts'

const host = { tag: 'Corrections', security: 'secret' } as const
const write = { ...host, method: 'post', idempotencyKey: 'required', keysKeptBy: 'room' } as const
const params = z.strictObject({ customer: hostId, id: uuid })

export const createAdjustment = operation({
  ...write,
  operationId: 'createAdjustment',
  path: '/v1/adjustments',
  summary: 'Correct a balance up or down, with a reason',
  body: AdjustmentRequest,
  answer: LedgerEntry,
  statuses: { 201: 'The entry' },
  problems: ['currency_required', 'unknown_currency', 'insufficient_credits'],
})

export const getGrant = operation({
  ...host,
  operationId: 'getGrant',
  method: 'get',
  path: '/v1/customers/{customer}/grants/{id}',
  summary: 'Read a grant',
  params,
  answer: Grant,
})

export const voidGrant = operation({
  ...write,
  operationId: 'voidGrant',
  path: '/v1/customers/{customer}/grants/{id}/void',
  summary: 'Undo a grant of which nothing was used',
  params,
  body: GrantChange,
  bodyOptional: true,
  answer: Grant,
  problems: ['grant_in_use', 'grant_closed'],
})

export const revokeGrant = operation({
  ...write,
  operationId: 'revokeGrant',
  path: '/v1/customers/{customer}/grants/{id}/revoke',
  summary: 'Take away what is left of a grant',
  params,
  body: GrantChange,
  bodyOptional: true,
  answer: Grant,
  problems: ['grant_closed'],
})

export const extendGrant = operation({
  ...write,
  operationId: 'extendGrant',
  path: '/v1/customers/{customer}/grants/{id}/extend',
  summary: 'Let a grant expire later, or never',
  params,
  body: GrantExtension,
  answer: Grant,
  problems: ['grant_closed'],
})

export const changeGrantPriority = operation({
  ...write,
  operationId: 'changeGrantPriority',
  path: '/v1/customers/{customer}/grants/{id}/priority',
  summary: 'Let a grant be spent sooner or later than others, from now on',
  params,
  body: GrantPriority,
  answer: Grant,
  problems: ['grant_closed'],
})

export const putOverdraft = operation({
  ...host,
  operationId: 'putOverdraft',
  method: 'put',
  path: '/v1/customers/{customer}/overdraft',
  summary: 'Set how far a balance may go below zero',
  idempotencyKey: 'optional',
  params: z.strictObject({ customer: hostId }),
  body: OverdraftRequest,
  answer: Overdraft,
  problems: ['currency_required', 'unknown_currency'],
})

export function correctionRoutes(services: Services): Route[] {
  const { ledger } = services
  const view = async (grant: LedgerGrant) => {
    const { scale } = await chooseCurrency(ledger, grant.currency)
    const receiptOf = await readReceipts(services, grant.customer, [grant])
    return viewGrant(grant, scale, receiptOf(grant))
  }
  return [
    route(createAdjustment, async ({ body, idempotencyKey }) => {
      const { key, currency } = await choosePool(ledger, body.customer, body)
      const amount = parseAmount(body.amount, currency.scale)
      return viewEntry(await ledger.adjust({ ...body, ...key, amount, idempotencyKey }), currency.scale)
    }),
    route(getGrant, async ({ params: { customer, id } }) => await view(await ledger.grantById(customer, id))),
    route(voidGrant, async ({ params: { customer, id }, body, idempotencyKey }) => {
      return await view(await ledger.voidGrant({ ...body, customer, grantId: id, idempotencyKey }))
    }),
    route(revokeGrant, async ({ params: { customer, id }, body, idempotencyKey }) => {
      return await view(await ledger.revokeGrant({ ...body, customer, grantId: id, idempotencyKey }))
    }),
    route(extendGrant, async ({ params: { customer, id }, body, idempotencyKey }) => {
      return await view(await ledger.extendGrant({ ...body, customer, grantId: id, idempotencyKey }))
    }),
    route(changeGrantPriority, async ({ params: { customer, id }, body, idempotencyKey }) => {
      return await view(await ledger.changePriority({ ...body, customer, grantId: id, idempotencyKey }))
    }),
    route(putOverdraft, async ({ params: { customer }, body }) => {
      const { key, currency } = await choosePool(ledger, customer, body)
      const limit = parseAmount(body.limit, currency.scale)
      const pool = await ledger.setOverdraft({ ...key, limit, kind: body.kind })
      return {
        customer,
        currency: pool.currency,
        resource: pool.resource,
        limit: formatAmount(pool.overdraftLimit, currency.scale),
        kind: pool.overdraftKind,
        balance: formatAmount(pool.balance, currency.scale),
        seq: pool.seq.toString(),
      }
    }),
  ]
}
