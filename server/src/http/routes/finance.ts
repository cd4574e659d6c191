import * as z from 'zod'
import { toFinanceCsv, type FinancePeriod } from '../../ledger/index.ts'
import { Answer } from '../answer.ts'
import { operation } from '../operation.ts'
import { Reports } from '../reports.ts'
import { route, type Route } from '../router.ts'
import { FinanceReport, financeQuery } from '../schemas/finance.ts'
import type { Services } from '../services.ts'

const report = { tag: 'Finance', security: 'secret', method: 'get', query: financeQuery } as const

export const getFinance = operation({
  ...report,
  operationId: 'getFinance',
  path: '/v1/finance',
  summary: 'Report deferred and recognised revenue, breakage and refunds',
  description: 'For each period and currency of money, from what was paid for the grants.',
  answer: FinanceReport,
})

export const getFinanceCsv = operation({
  ...report,
  operationId: 'getFinanceCsv',
  path: '/v1/finance.csv',
  summary: 'Download the same report as CSV',
  description: 'Money in minor units; `scale` says how many digits stand after the point.',
  answer: z.string(),
  answerType: 'text/csv',
})

export function financeRoutes({ ledger }: Services): Route[] {
  const reports = new Reports()
  return [
    route(getFinance, async ({ query }) => {
      const periods = await reports.run(() => ledger.finance(query))
      return {
        from: query.from.toISOString(),
        to: query.to.toISOString(),
        period: query.period,
        timeZone: query.timeZone,
        data: periods.map(viewPeriod),
      }
    }),
    route(getFinanceCsv, async ({ query }) => {
      const headers = { 'Content-Disposition': 'attachment; filename="finance.csv"' }
      const periods = await reports.run(() => ledger.finance(query))
      return new Answer(200, toFinanceCsv(periods), headers)
    }),
  ]
}

function viewPeriod(period: FinancePeriod): z.input<typeof FinanceReport>['data'][number] {
  return { ...period, start: period.start.toISOString(), end: period.end.toISOString() }
}
