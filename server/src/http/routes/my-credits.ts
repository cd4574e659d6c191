import * as z from 'zod'
import { readBalance, readEntries, readGrants, readUsage } from '../account.ts'
import { operation } from '../operation.ts'
import { choosePool } from '../pools.ts'
import { answered } from '../answer.ts'
import { route, type Route } from '../router.ts'
import { Balance, Check, GrantPage, LedgerEntryPage, Usage } from '../schemas/ledger.ts'
import { Quantity, featureId, scopeQuery } from '../schemas/values.ts'
import type { Services } from '../services.ts'
import { writeStatementCsv } from '../statement-csv.ts'
import { viewCheck } from '../views/ledger.ts'
import { entriesQuery, grantsQuery, statementCsvQuery, usageQuery } from './queries.ts'

const mine = { tag: 'My credits', security: 'session', scope: 'read' } as const

export const getBalance = operation({
  ...mine,
  operationId: 'getBalance',
  method: 'get',
  path: '/v1/me/balance',
  summary: 'Read my balance',
  query: z.strictObject(scopeQuery),
  answer: Balance,
  problems: ['currency_required', 'unknown_currency'],
})

export const getUsage = operation({
  ...mine,
  operationId: 'getUsage',
  method: 'get',
  path: '/v1/me/usage',
  summary: 'Read where my credits went',
  query: usageQuery,
  answer: Usage,
  problems: ['currency_required', 'unknown_currency'],
})

export const getGrants = operation({
  ...mine,
  operationId: 'getGrants',
  method: 'get',
  path: '/v1/me/grants',
  summary: 'List my grants',
  query: grantsQuery,
  answer: GrantPage,
  problems: ['currency_required', 'unknown_currency'],
})

export const getStatement = operation({
  ...mine,
  operationId: 'getStatement',
  method: 'get',
  path: '/v1/me/statement',
  summary: 'List my ledger entries, newest first',
  query: entriesQuery,
  answer: LedgerEntryPage,
  problems: ['currency_required', 'unknown_currency'],
})

export const getStatementCsv = operation({
  ...mine,
  operationId: 'getStatementCsv',
  method: 'get',
  path: '/v1/me/statement.csv',
  summary: 'Download my statement as CSV',
  query: statementCsvQuery,
  answer: z.string(),
  answerType: 'text/csv',
  problems: ['currency_required', 'unknown_currency'],
})

export const check = operation({
  ...mine,
  operationId: 'check',
  method: 'get',
  path: '/v1/me/check',
  summary: 'Ask what a use would cost and whether I have enough',
  query: z.strictObject({ ...scopeQuery, feature: featureId, quantity: Quantity.optional() }),
  answer: Check,
  problems: ['currency_required', 'unknown_currency', 'unknown_feature', 'no_rate'],
})

export function myCreditsRoutes(services: Services): Route[] {
  const { ledger } = services
  return [
    route(getBalance, ({ session, query }) => readBalance(services, session.customer, query)),
    route(getUsage, ({ session, query }) => readUsage(services, session.customer, query)),
    route(getGrants, ({ session, query }) => readGrants(services, session.customer, query)),
    route(getStatement, ({ session, query }) => readEntries(services, session.customer, query)),
    route(getStatementCsv, async ({ session, query, response }) => {
      const { kind, feature, grantId, from, to } = query
      const pool = await choosePool(ledger, session.customer, query)
      await writeStatementCsv(response, ledger, pool, { kinds: kind, feature, grantId, from, to })
      return answered
    }),
    route(check, async ({ session, query }) => {
      const { key, currency } = await choosePool(ledger, session.customer, query)
      const result = await ledger.check({ ...key, feature: query.feature, quantity: query.quantity })
      return viewCheck(result, currency.scale)
    }),
  ]
}
