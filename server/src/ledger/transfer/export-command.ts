import type { Pool } from 'pg'
import { interruption, UsageError } from '../../command.ts'
import { requireCustomer, runOnLedger } from '../command.ts'
import { findPlace, openExport, writePart } from './export-file.ts'
import { exportForImport, type LeftOut, readLeftOut } from './export-for-import.ts'
import { exportLedger, type ExportPlace } from './export.ts'
import { endPart, finishPart } from './part-file.ts'
import type { ImportKind } from './rows.ts'
import type { ExportFormat } from './write-line.ts'

const USAGE = `Usage: npm run export -- [balances|usage] <file.csv|file.jsonl> [customer]

  Writes all entries of the ledger to a new file. If that is broken off, the same command goes on.

  balances, usage
      What grants have left at this moment, or what was ever used, as a file that another ledger imports.

The ledger is the one in DATABASE_URL, or the embedded one in CREDITKIT_DATA_DIR.
`

const COUNT_ENTRIES = `
  select coalesce(sum(seq - case when (customer, currency, resource) = ($2::text, $3::text, $4::text)
    then $5::bigint else 0 end), 0)::bigint as count
  from creditkit.pools
  where ($1::text is null or customer = $1::text)
    and ($2::text is null or (customer, currency, resource) >= ($2::text, $3::text, $4::text))`

const COUNT_BALANCES = `
  select count(*) from creditkit.grants
  where status in ('available', 'scheduled') and ($1::text is null or customer = $1::text)`

/** All entries but those that are no consumption, which have an index of their own. */
const COUNT_USAGE = `
  select (select coalesce(sum(seq), 0) from creditkit.pools where $1::text is null or customer = $1::text)::bigint
    - (select count(*) from creditkit.entries
      where kind <> 'consumption' and ($1::text is null or customer = $1::text)) as count`

async function exportTo(pool: Pool, values: readonly string[]): Promise<number> {
  const [first, ...others] = values
  const kind = first === 'balances' || first === 'usage' ? first : undefined
  const [path, customer, ...rest] = kind === undefined ? values : others
  const ending = /\.(csv|jsonl)$/.exec(path ?? '')?.[1]
  if (path === undefined || ending === undefined || path.startsWith('-') || rest.length > 0) {
    throw new UsageError('Give a file whose name ends in .csv or .jsonl.', USAGE)
  }
  await requireCustomer(pool, customer)
  const signal = interruption()
  const part = openExport(path, customer)
  try {
    const format = ending as ExportFormat
    // What a ledger has left changes, so a file to import is of one moment or not there at all.
    const written = kind === undefined ? await findPlace(part, format) : undefined
    const after = written?.place
    const total = await countLines(pool, kind, customer, after)
    const header = format === 'csv' && after === undefined
    const lines =
      kind === undefined
        ? exportLedger({ pool, format, customer, after })
        : exportForImport({ pool, kind, format, customer })
    const writing = { lines, before: written?.rows ?? 0, header, total, signal }
    const whole = await writePart(part, after === undefined ? 'w' : 'a', writing)
    if (!whole) {
      const next = kind === undefined ? 'Give the same command to go on.' : 'The same command begins anew.'
      process.stdout.write(`\nBroken off. ${next}\n`)
      return 1
    }
    await finishPart(part)
  } finally {
    endPart(part)
  }
  if (kind === 'balances') tellLeftOut(await readLeftOut(pool, customer))
  return 0
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

/** About how many lines there will be, by what costs no look at each of them. */
async function countLines(
  pool: Pool,
  kind: ImportKind | undefined,
  customer: string | undefined,
  after: ExportPlace | undefined,
): Promise<number> {
  const place = [after?.customer, after?.currency, after?.resource, after?.seq]
  const { rows } = await (kind === undefined
    ? pool.query<{ count: bigint }>(COUNT_ENTRIES, [customer, ...place])
    : pool.query<{ count: bigint }>(kind === 'balances' ? COUNT_BALANCES : COUNT_USAGE, [customer]))
  return Number(rows[0]?.count ?? 0)
}

await runOnLedger({ name: 'export', usage: USAGE, work: exportTo })
