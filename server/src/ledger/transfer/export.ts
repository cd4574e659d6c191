import type pg from 'pg'
import { formatAmount } from '../amount.ts'
import { ENTRY_COLUMNS, ENTRY_JOINS, type EntryRow, toEntry } from '../entry-rows.ts'
import type { Entry } from '../types/entry.ts'
import { type ExportFormat, writeLine } from './write-line.ts'

/** The last entry that was exported. */
export interface ExportPlace {
  readonly customer: string
  readonly currency: string
  /** Empty: none. */
  readonly resource: string
  readonly seq: string
}

export interface ExportOptions {
  readonly pool: pg.Pool
  readonly format: ExportFormat
  readonly customer?: string | undefined
  /** Goes on after this entry; without it from the first. */
  readonly after?: ExportPlace | undefined
}

const PAGE = 2000

const READ = `
  with page as (
    select e.* from creditkit.entries as e
    where ($1::text is null or e.customer = $1::text)
      and ($2::text is null or (e.customer, e.currency, e.resource, e.seq) > ($2::text, $3::text, $4::text, $5::bigint))
    order by e.customer, e.currency, e.resource, e.seq
    limit ${PAGE}
  )
  select ${ENTRY_COLUMNS}, c.scale from page as e join creditkit.currencies as c on c.id = e.currency ${ENTRY_JOINS}
  order by e.customer, e.currency, e.resource, e.seq`

const COLUMNS = [
  'customer',
  'currency',
  'resource',
  'seq',
  'at',
  'kind',
  'amount',
  'balanceAfter',
  'overdraft',
  'occurredAt',
  'feature',
  'quantity',
  'dimensions',
  'rateVersion',
  'splits',
  'orderId',
  'holdId',
  'reason',
  'actor',
  'idempotencyKey',
  'metadata',
] as const

/**
 * All entries in the order of customer, currency, resource and number, as lines that end in a line feed. CSV begins
 * with a header unless it goes on after an entry.
 */
export async function* exportLedger(options: ExportOptions): AsyncGenerator<string> {
  const { pool, format, customer } = options
  let { after } = options
  if (format === 'csv' && after === undefined) yield `${COLUMNS.join()}\n`
  for (;;) {
    const place = [after?.customer, after?.currency, after?.resource, after?.seq]
    // oxlint-disable-next-line no-await-in-loop -- page after page
    const { rows } = await pool.query<EntryRow & { scale: number }>(READ, [customer, ...place])
    for (const row of rows) yield writeLine(COLUMNS, toFields(toEntry(row), row.scale), format)
    const last = rows.at(-1)
    if (last === undefined) return
    const { currency, resource, seq } = last
    after = { customer: last.customer, currency, resource, seq: seq.toString() }
  }
}

function toFields(entry: Entry, scale: number): Record<(typeof COLUMNS)[number], unknown> {
  return {
    customer: entry.customer,
    currency: entry.currency,
    resource: entry.resource,
    seq: entry.seq.toString(),
    at: entry.at.toISOString(),
    kind: entry.kind,
    amount: formatAmount(entry.amount, scale),
    balanceAfter: formatAmount(entry.balanceAfter, scale),
    overdraft: formatAmount(entry.overdraft, scale),
    occurredAt: entry.occurredAt?.toISOString() ?? null,
    feature: entry.feature,
    quantity: entry.quantity,
    dimensions: Object.keys(entry.dimensions).length === 0 ? null : entry.dimensions,
    rateVersion: entry.rate?.version ?? null,
    splits: entry.splits.map((split) => ({
      grantId: split.grantId,
      amount: formatAmount(split.amount, scale),
      remainingAfter: formatAmount(split.remainingAfter, scale),
    })),
    orderId: entry.orderId,
    holdId: entry.holdId,
    reason: entry.reason,
    actor: entry.actor,
    idempotencyKey: entry.idempotencyKey,
    metadata: Object.keys(entry.metadata).length === 0 ? null : entry.metadata,
  }
}
