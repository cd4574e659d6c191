import * as z from 'zod'
import { parseAmount, type RecurringGrant as LedgerRecurringGrant } from '../../ledger/index.ts'
import { chooseCurrency } from '../currencies.ts'
import { readMoney } from '../money.ts'
import { operation } from '../operation.ts'
import { cutPage } from '../pages.ts'
import { choosePool } from '../pools.ts'
import { route, type Route } from '../router.ts'
import { RecurringGrant, RecurringGrantPage, RecurringGrantRequest } from '../schemas/recurring-grants.ts'
import { hostId, pageQuery, uuid } from '../schemas/values.ts'
import type { Services } from '../services.ts'
import { viewRecurringGrant } from '../views/recurring-grants.ts'

const host = { tag: 'Recurring grants', security: 'secret' } as const
const params = z.strictObject({ customer: hostId })

export const createRecurringGrant = operation({
  ...host,
  operationId: 'createRecurringGrant',
  method: 'post',
  path: '/v1/customers/{customer}/recurring-grants',
  summary: 'Grant credits again at every turn of a calendar period',
  description: 'The first period begins with its start, and so does the first grant.',
  idempotencyKey: 'required',
  keysKeptBy: 'room',
  params,
  body: RecurringGrantRequest,
  answer: RecurringGrant,
  statuses: { 201: 'The recurring grant' },
  problems: ['currency_required', 'unknown_currency'],
})

export const getRecurringGrants = operation({
  ...host,
  operationId: 'getRecurringGrants',
  method: 'get',
  path: '/v1/customers/{customer}/recurring-grants',
  summary: 'List a customer’s recurring grants, oldest first',
  description: 'In all currencies and of all resources; those that have ended too.',
  params,
  query: z.strictObject(pageQuery),
  answer: RecurringGrantPage,
})

export const endRecurringGrant = operation({
  ...host,
  operationId: 'endRecurringGrant',
  method: 'post',
  path: '/v1/customers/{customer}/recurring-grants/{id}/end',
  summary: 'End a recurring grant; what it has granted stays',
  idempotencyKey: 'optional',
  params: z.strictObject({ customer: hostId, id: uuid }),
  answer: RecurringGrant,
})

export function recurringGrantRoutes({ ledger }: Services): Route[] {
  const view = async (grant: LedgerRecurringGrant) =>
    viewRecurringGrant(grant, (await chooseCurrency(ledger, grant.currency)).scale)
  return [
    route(createRecurringGrant, async ({ params: { customer }, body, idempotencyKey }) => {
      const { key, currency } = await choosePool(ledger, customer, body)
      const { rollover, costBasis } = body
      const grant = await ledger.recurringGrants.create({
        ...body,
        ...key,
        amount: parseAmount(body.amount, currency.scale),
        rollover:
          rollover?.kind === 'up_to'
            ? { kind: rollover.kind, cap: parseAmount(rollover.cap, currency.scale) }
            : rollover,
        costBasis: costBasis && readMoney(costBasis),
        idempotencyKey,
      })
      return await view(grant)
    }),
    route(getRecurringGrants, async ({ params: { customer }, query }) => {
      const grants = await ledger.recurringGrants.list(customer)
      const { data, nextCursor } = cutPage(grants, ({ id }) => id, query)
      return { data: await Promise.all(data.map(view)), nextCursor }
    }),
    route(
      endRecurringGrant,
      async ({ params: { customer, id } }) => await view(await ledger.recurringGrants.end({ customer, id })),
    ),
  ]
}
