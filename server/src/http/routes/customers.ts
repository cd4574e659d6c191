import * as z from 'zod'
import type { CustomerRecord } from '../../sessions/index.ts'
import { readBalance, readGrants, readUsage } from '../account.ts'
import { operation } from '../operation.ts'
import { choosePool } from '../pools.ts'
import { ProblemError } from '../problems.ts'
import { route, type Route } from '../router.ts'
import { Customer, CustomerRequest } from '../schemas/host.ts'
import { Balance, GrantPage, Usage } from '../schemas/ledger.ts'
import { AuditEntryPage } from '../schemas/pools.ts'
import { hostId, scopeQuery } from '../schemas/values.ts'
import type { Services } from '../services.ts'
import { viewAuditEntry } from '../views/pools.ts'
import { auditEntriesQuery, grantsQuery, usageQuery } from './queries.ts'

const host = { tag: 'Customers', security: 'secret' } as const
const params = z.strictObject({ customer: hostId.meta({ description: 'Your own id of the customer.' }) })

export const putCustomer = operation({
  ...host,
  operationId: 'putCustomer',
  method: 'put',
  path: '/v1/customers/{customer}',
  summary: 'Create or change a customer',
  idempotencyKey: 'optional',
  params,
  body: CustomerRequest,
  answer: Customer,
})

export const getCustomer = operation({
  ...host,
  operationId: 'getCustomer',
  method: 'get',
  path: '/v1/customers/{customer}',
  summary: 'Read a customer',
  params,
  answer: Customer,
})

export const getCustomerBalance = operation({
  ...host,
  operationId: 'getCustomerBalance',
  method: 'get',
  path: '/v1/customers/{customer}/balance',
  summary: 'Read a customer’s balance',
  params,
  query: z.strictObject(scopeQuery),
  answer: Balance,
  problems: ['currency_required', 'unknown_currency'],
})

export const getCustomerUsage = operation({
  ...host,
  operationId: 'getCustomerUsage',
  method: 'get',
  path: '/v1/customers/{customer}/usage',
  summary: 'Read where a customer’s credits went',
  params,
  query: usageQuery,
  answer: Usage,
  problems: ['currency_required', 'unknown_currency'],
})

export const getCustomerGrants = operation({
  ...host,
  operationId: 'getCustomerGrants',
  method: 'get',
  path: '/v1/customers/{customer}/grants',
  summary: 'List a customer’s grants',
  params,
  query: grantsQuery,
  answer: GrantPage,
  problems: ['currency_required', 'unknown_currency'],
})

export const getCustomerEntries = operation({
  ...host,
  operationId: 'getCustomerEntries',
  method: 'get',
  path: '/v1/customers/{customer}/entries',
  summary: 'List a customer’s ledger entries',
  description:
    'Those that change the balance, unless `kind` names others too: notes between them (schedules, amendments, holds and their releases) have numbers of their own.',
  params,
  query: auditEntriesQuery,
  answer: AuditEntryPage,
  problems: ['currency_required', 'unknown_currency'],
})

const noRecord =
  'No record is kept of this customer, who may have credits all the same. Check the id, or make a record with PUT /v1/customers/{customer}.'

export function customerRoutes(services: Services): Route[] {
  const { access, ledger } = services
  return [
    route(putCustomer, async ({ params, body }) =>
      viewCustomer(await access.customers.put(params.customer, body)),
    ),
    route(getCustomer, async ({ params }) => {
      const customer = await access.customers.get(params.customer)
      if (!customer) throw new ProblemError('not_found', noRecord)
      return viewCustomer(customer)
    }),
    route(getCustomerBalance, ({ params, query }) => readBalance(services, params.customer, query)),
    route(getCustomerUsage, ({ params, query }) => readUsage(services, params.customer, query)),
    route(getCustomerGrants, ({ params, query }) => readGrants(services, params.customer, query)),
    route(getCustomerEntries, async ({ params: { customer }, query: { kind: kinds, ...query } }) => {
      const { key, currency } = await choosePool(ledger, customer, query)
      const { data, nextCursor } = await ledger.entries(customer, { ...query, ...key, kinds })
      return { data: data.map((entry) => viewAuditEntry(entry, currency.scale)), nextCursor }
    }),
  ]
}

function viewCustomer(customer: CustomerRecord): z.input<typeof Customer> {
  const { id, name, email, createdAt, updatedAt } = customer
  return { id, name, email, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
}
