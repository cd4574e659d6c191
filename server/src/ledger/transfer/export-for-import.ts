import type pg from 'pg'
import { formatAmount, trimDecimal } from '../amount.ts'
import type { Dimensions } from '../types/common.ts'
import { sweepWholly } from '../sweep.ts'
import { COLUMNS, type ImportKind } from './rows.ts'
import { type ExportFormat, writeLine } from './write-line.ts'

export interface ExportForImportOptions {
  readonly pool: pg.Pool
  readonly kind: ImportKind
  readonly format: ExportFormat
  readonly customer?: string | undefined
}

/** What of a ledger a file of balances does not hold, counted. */
export interface LeftOut {
  /** Pools that owe credits: their grants alone are in the file. */
  readonly owing: bigint
  /** Open holds: what they reserve is in the file as what the grants have left. */
  readonly holds: bigint
  /** Recurring grants: what they have granted so far is in the file. */
  readonly recurring: bigint
}

const PAGE = 2000

/** The cost goes with what is left of the grant, rounded to money's smallest unit. */
const BALANCES = `
  select g.customer, g.currency, g.resource, g.number::bigint as place, creditkit.remaining_of(g, p) as amount, c.scale,
    g.category, g.priority, g.effective_at, nullif(g.expires_at, 'infinity') as expires_at, g.features,
    round(g.cost_amount::numeric * creditkit.remaining_of(g, p) / g.amount)::bigint as cost_amount, g.cost_currency,
    g.cost_scale, g.order_id, g.reason
  from creditkit.grants as g
  join creditkit.pools as p using (customer, currency, resource)
  join creditkit.currencies as c on c.id = g.currency
  where g.status in ('available', 'scheduled') and g.expires_at > creditkit.now_ms()
    and ($1::text is null or g.customer = $1::text)
    and ($2::text is null
      or (g.customer, g.currency, g.resource, g.number) > ($2::text, $3::text, $4::text, $5::bigint))
  order by g.customer, g.currency, g.resource, g.number
  limit ${PAGE}`

const USAGE = `
  select e.customer, e.currency, e.resource, e.seq as place, -e.amount as amount, c.scale, e.feature, e.quantity,
    coalesce(e.occurred_at, e.at) as at, e.dimensions
  from creditkit.entries as e
  join creditkit.currencies as c on c.id = e.currency
  -- Of a hold that was settled at nothing, nothing was used: it has no quantity.
  where e.kind = 'consumption' and (e.amount < 0 or e.quantity is not null)
    and ($1::text is null or e.customer = $1::text)
    and ($2::text is null or (e.customer, e.currency, e.resource, e.seq) > ($2::text, $3::text, $4::text, $5::bigint))
  order by e.customer, e.currency, e.resource, e.seq
  limit ${PAGE}`

const LEFT_OUT = `
  select
    (select count(*) from creditkit.pools where overdraft > 0 and ($1::text is null or customer = $1::text)) as owing,
    (select count(*) from creditkit.holds where status = 'open' and ($1::text is null or customer = $1::text)) as holds,
    (select count(*) from creditkit.recurring_grants
      where next_at < 'infinity' and ($1::text is null or customer = $1::text)) as recurring`

interface Row {
  readonly customer: string
  readonly currency: string
  readonly resource: string
  readonly place: bigint
  readonly amount: bigint
  readonly scale: number
}

interface BalanceRow extends Row {
  readonly category: string
  readonly priority: number
  readonly effective_at: Date
  readonly expires_at: Date | null
  readonly features: readonly string[] | null
  readonly cost_amount: bigint | null
  readonly cost_currency: string | null
  readonly cost_scale: number | null
  readonly order_id: string | null
  readonly reason: string | null
}

interface UsageRow extends Row {
  readonly feature: string | null
  readonly quantity: string | null
  readonly at: Date
  readonly dimensions: Dimensions | null
}

/**
 * What grants have left at this moment, or what was ever consumed, with the columns that `importLedger` takes. All in
 * one snapshot, which stays open meanwhile. What time has done to the grants by then is written to the ledger first.
 *
 * @throws what a pool fails with that cannot be brought up to date.
 */
export async function* exportForImport(options: ExportForImportOptions): AsyncGenerator<string> {
  const { pool, kind, format, customer } = options
  const columns = COLUMNS[kind]
  if (kind === 'balances') await sweepWholly(pool)
  if (format === 'csv') yield `${columns.join()}\n`
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    let last: Row | undefined
    do {
      const place = [last?.customer, last?.currency, last?.resource, last?.place]
      const sql = kind === 'balances' ? BALANCES : USAGE
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const { rows } = await client.query<BalanceRow | UsageRow>(sql, [customer, ...place])
      for (const row of rows) yield writeLine(columns, fieldsOf(row, format), format)
      last = rows.at(-1)
    } while (last !== undefined)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** So that whoever moves a ledger knows what to see to besides. */
export async function readLeftOut(pool: pg.Pool, customer?: string): Promise<LeftOut> {
  const [leftOut] = (await pool.query<LeftOut>(LEFT_OUT, [customer])).rows
  if (leftOut === undefined) throw new Error('The database counted nothing.')
  return leftOut
}

function fieldsOf(row: BalanceRow | UsageRow, format: ExportFormat): Record<string, unknown> {
  const { customer, currency, resource, amount, scale } = row
  const pool = { customer, currency, resource: resource || null, amount: formatAmount(amount, scale) }
  if ('category' in row) return { ...pool, ...balanceFields(row, format) }
  const { feature, quantity, at, dimensions } = row
  return {
    ...pool,
    feature,
    quantity: quantity === null ? null : trimDecimal(quantity),
    at: at.toISOString(),
    dimensions: dimensions === null || Object.keys(dimensions).length === 0 ? null : dimensions,
  }
}

function balanceFields(row: BalanceRow, format: ExportFormat): Record<string, unknown> {
  return {
    category: row.category,
    priority: row.priority,
    effectiveAt: row.effective_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    features: format === 'csv' ? (row.features?.join(';') ?? null) : row.features,
    costAmount: row.cost_amount?.toString() ?? null,
    costCurrency: row.cost_currency,
    costScale: row.cost_scale,
    orderId: noteField(row.order_id, format),
    reason: noteField(row.reason, format),
  }
}

/** A line of CSV to import is one line of the file. */
function noteField(note: string | null, format: ExportFormat): string | null {
  return format === 'csv' ? (note?.replaceAll(/\s*[\r\n]\s*/g, ' ') ?? null) : note
}
