import * as z from 'zod'
import { operation } from '../operation.ts'
import { Balance, Check, GrantPage, LedgerEntryPage, Usage } from '../schemas/ledger.ts'
import { Quantity, catalogueId, scopeQuery } from '../schemas/values.ts'
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
  query: z.strictObject({ ...scopeQuery, feature: catalogueId, quantity: Quantity.optional() }),
  answer: Check,
  problems: ['currency_required', 'unknown_currency', 'unknown_feature', 'no_rate'],
})
