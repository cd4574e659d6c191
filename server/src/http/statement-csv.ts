import type { Response } from 'express'
import { once } from 'node:events'
import type { Entry, Ledger } from '../ledger/index.ts'
import { formatAmount } from '../ledger/index.ts'
import type { ChosenPool } from './pools.ts'

const pageSize = 500
const columns = [
  'entry',
  'at',
  'kind',
  'amount',
  'balance_after',
  'currency',
  'resource',
  'feature',
  'feature_name',
  'quantity',
  'order',
  'reason',
]

export interface StatementFilter {
  readonly kinds?: readonly Entry['kind'][] | undefined
  readonly feature?: string | undefined
  readonly grantId?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

/** Writes a statement as CSV (RFC 4180), newest first, a page at a time and no faster than the reader takes it. */
export async function writeStatementCsv(
  response: Response,
  ledger: Ledger,
  pool: ChosenPool,
  filter: StatementFilter,
): Promise<void> {
  const { key, currency } = pool
  let page = await ledger.entries(key.customer, { ...key, ...filter, limit: pageSize })
  response.type('text/csv').attachment('statement.csv')
  response.write(`${columns.join(',')}\r\n`)
  while (!response.destroyed) {
    const text = page.data.map((entry) => lineOf(entry, currency.scale)).join('')
    // Pages come one after another, so that a long statement is never held in memory.
    // oxlint-disable-next-line no-await-in-loop
    if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')])
    if (page.nextCursor === null) break
    // oxlint-disable-next-line no-await-in-loop
    page = await ledger.entries(key.customer, { ...key, ...filter, limit: pageSize, cursor: page.nextCursor })
  }
  response.end()
}

function lineOf(entry: Entry, scale: number): string {
  const fields = [
    entry.seq.toString(),
    entry.at.toISOString(),
    entry.kind,
    formatAmount(entry.amount, scale),
    formatAmount(entry.balanceAfter, scale),
    entry.currency,
    textField(entry.resource),
    entry.feature ?? '',
    textField(entry.featureName),
    entry.quantity ?? '',
    textField(entry.orderId),
    textField(entry.reason),
  ]
  return `${fields.join(',')}\r\n`
}

/** Spreadsheets take a field that begins like this for a formula, which somebody else may have written. */
const formulaStart = /^[=+\-@\t\r]/

function textField(value: string | null): string {
  if (value === null) return ''
  const safe = formulaStart.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
