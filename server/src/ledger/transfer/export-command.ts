import type { Pool } from 'pg'
import { runOnLedger, UsageError } from '../command.ts'
import { endPart, finishPart, findPlace, openPart, writePart } from './export-file.ts'
import { exportForImport, type LeftOut, readLeftOut } from './export-for-import.ts'
import { exportLedger, type ExportPlace } from './export.ts'
import type { ImportKind } from './rows.ts'
import type { ExportFormat } from './write-line.ts'

const USAGE = `Usage: npm run export -- [balances|usage] <file.csv|file.jsonl> [customer]

  Writes all entries of the ledger to a new file. If that is broken off, the same command goes on.

  balances, usage
      What grants have left at this moment, or what was ever used, as a file that another ledger imports.

The ledger is the one in DATABASE_URL, or the embedded one in CREDITKIT_DATA_DIR.
`

const COUNT = `
  select coalesce(sum(seq - case when (customer, currency, resource) = ($2::text, $3::text, $4::text)
    then $5::bigint else 0 end), 0)::bigint as count
  from creditkit.pools
  where ($1::text is null or customer = $1::text)
    and ($2::text is null or (customer, currency, resource) >= ($2::text, $3::text, $4::text))`

const COUNT_FOR_IMPORT = {
  balances: `
    select count(*) from creditkit.grants
    where status in ('available', 'scheduled') and ($1::text is null or customer = $1::text)`,
  usage: `
    select coalesce(sum(seq), 0)::bigint as count from creditkit.pools where $1::text is null or customer = $1::text`,
}

const KNOWN = 'select from creditkit.pools where customer = $1::text limit 1'

interface Target {
  readonly pool: Pool
  readonly path: string
  readonly format: ExportFormat
  readonly customer: string | undefined
  readonly signal: AbortSignal
}

async function exportTo(pool: Pool, values: readonly string[], signal: AbortSignal): Promise<number> {
  const [first, ...others] = values
  const kind = first === 'balances' || first === 'usage' ? first : undefined
  const [path, customer, ...rest] = kind === undefined ? values : others
  const ending = /\.(csv|jsonl)$/.exec(path ?? '')?.[1]
  if (path === undefined || ending === undefined || path.startsWith('-') || rest.length > 0) {
    throw new UsageError('Give a file whose name ends in .csv or .jsonl.')
  }
  if (customer !== undefined && (await pool.query(KNOWN, [customer])).rowCount === 0) {
    throw new Error(`There is no customer "${customer}" in this ledger.`)
  }
  const target: Target = { pool, path, format: ending as ExportFormat, customer, signal }
  return await (kind === undefined ? exportEntries(target) : exportToImport(target, kind))
}

async function exportEntries({ pool, path, format, customer, signal }: Target): Promise<number> {
  const part = openPart(path, customer)
  try {
    const after = await findPlace(part, format)
    const total = await countEntries(pool, customer, after)
    const header = format === 'csv' && after === undefined
    const lines = exportLedger({ pool, format, customer, after })
    if (!(await writePart(part, 'a', { lines, header, total, signal }))) {
      process.stdout.write('\nBroken off. Give the same command to go on.\n')
      return 1
    }
    await finishPart(part)
    return 0
  } finally {
    endPart(part)
  }
}

/** What a ledger has left changes, so such a file is of one moment or not there at all. */
async function exportToImport(
  { pool, path, format, customer, signal }: Target,
  kind: ImportKind,
): Promise<number> {
  const part = openPart(path, customer)
  try {
    const { rows } = await pool.query<{ count: bigint }>(COUNT_FOR_IMPORT[kind], [customer])
    const lines = exportForImport({ pool, kind, format, customer })
    const total = Number(rows[0]?.count ?? 0)
    if (!(await writePart(part, 'w', { lines, header: format === 'csv', total, signal }))) {
      process.stdout.write('\nBroken off. The same command begins anew.\n')
      return 1
    }
    await finishPart(part)
    if (kind === 'balances') tellLeftOut(await readLeftOut(pool, customer))
    return 0
  } finally {
    endPart(part)
  }
}

function tellLeftOut({ owing, holds, recurring }: LeftOut): void {
  const notes = [
    { count: owing, note: 'pools that owe credits' },
    { count: holds, note: 'open holds, whose credits the file has as free ones' },
    { count: recurring, note: 'recurring grants, to be made anew' },
  ].filter(({ count }) => count > 0n)
  if (notes.length === 0) return
  process.stdout.write(
    `Not in the file: ${notes.map(({ count, note }) => `${note} (${count})`).join('; ')}.\n`,
  )
}

/** How many entries are still to be exported: what the pools have counted, which costs no look at the entries. */
async function countEntries(pool: Pool, customer?: string, after?: ExportPlace): Promise<number> {
  const values = [customer, after?.customer, after?.currency, after?.resource, after?.seq]
  return Number((await pool.query<{ count: bigint }>(COUNT, values)).rows[0]?.count ?? 0)
}

await runOnLedger({ name: 'export', usage: USAGE, work: exportTo })
