import { createReadStream, existsSync } from 'node:fs'
import { open, rename, truncate } from 'node:fs/promises'
import type { Pool } from 'pg'
import { readDatabasePlace } from '../../configuration.ts'
import { createPool } from '../../database/pool.ts'
import { openDatabaseBesideServer } from '../../open-database.ts'
import { exportForImport, type LeftOut, readLeftOut } from './export-for-import.ts'
import { exportLedger, type ExportPlace } from './export.ts'
import { parseCsvLine, readLines } from './read-lines.ts'
import type { ImportKind } from './rows.ts'
import type { ExportFormat } from './write-line.ts'

const LINES_AT_ONCE = 1000

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

/**
 * `node src/ledger/transfer/export-command.ts [balances|usage] <file.csv|file.jsonl> [customer]`: writes the ledger at
 * DATABASE_URL, or in the embedded Postgres, to a file. If the file is there already, goes on after its last whole
 * line. With `balances` or `usage` it is a new file that another ledger can import.
 */
async function main(): Promise<number> {
  const [first, ...others] = process.argv.slice(2)
  const kind = first === 'balances' || first === 'usage' ? first : undefined
  const [path, customer] = kind === undefined ? [first, ...others] : others
  if (path === undefined) {
    process.stderr.write(
      'Give a file that ends in .csv or .jsonl, after "balances" or "usage" if you like.\n',
    )
    return 2
  }
  const database = await openDatabaseBesideServer(readDatabasePlace(process.env))
  const pool = createPool(database.url, { max: 2, applicationName: 'creditkit-export' })
  try {
    const target: Target = { pool, path, format: path.endsWith('.jsonl') ? 'jsonl' : 'csv', customer }
    await (kind === undefined ? exportEntries(target) : exportToImport(target, kind))
    return 0
  } catch (error) {
    process.stderr.write(`The export stopped: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    await pool.end()
    await database.close()
  }
}

interface Target {
  readonly pool: Pool
  readonly path: string
  readonly format: ExportFormat
  readonly customer: string | undefined
}

async function exportEntries({ pool, path, format, customer }: Target): Promise<void> {
  const after = await findPlace(path, format)
  const total = await countEntries(pool, customer, after)
  await writeLines(path, 'a', exportLedger({ pool, format, customer, after }), total)
}

/** What a ledger has left changes, so such a file is whole or not there at all. */
async function exportToImport({ pool, path, format, customer }: Target, kind: ImportKind): Promise<void> {
  if (existsSync(path)) throw new Error(`There is a file ${path} already. Give another name.`)
  const { rows } = await pool.query<{ count: bigint }>(COUNT_FOR_IMPORT[kind], [customer])
  const lines = exportForImport({ pool, kind, format, customer })
  await writeLines(`${path}.part`, 'w', lines, Number(rows[0]?.count ?? 0))
  await rename(`${path}.part`, path)
  if (kind === 'balances') tellLeftOut(await readLeftOut(pool, customer))
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

async function writeLines(
  path: string,
  flags: 'a' | 'w',
  exported: AsyncIterable<string>,
  total: number,
): Promise<void> {
  const file = await open(path, flags)
  const begun = performance.now()
  let lines = 0
  let waiting = ''
  for await (const line of exported) {
    waiting += line
    lines += 1
    if (lines % LINES_AT_ONCE > 0) continue
    await file.write(waiting)
    waiting = ''
    const seconds = (((performance.now() - begun) / 1000) * Math.max(0, total - lines)) / lines
    process.stdout.write(`\r${lines} of about ${total} lines, about ${Math.ceil(seconds)} s left      `)
  }
  await file.write(waiting)
  await file.close()
  process.stdout.write(`\r${lines} lines. Done.\n`)
}

/** How many entries are still to be exported: what the pools have counted, which costs no look at the entries. */
async function countEntries(pool: Pool, customer?: string, after?: ExportPlace): Promise<number> {
  const values = [customer, after?.customer, after?.currency, after?.resource, after?.seq]
  return Number((await pool.query<{ count: bigint }>(COUNT, values)).rows[0]?.count ?? 0)
}

/** The entry of the file's last whole line. A line that was begun is cut off. */
async function findPlace(path: string, format: 'csv' | 'jsonl'): Promise<ExportPlace | undefined> {
  let size = 0
  let whole = 0
  let record: string | undefined
  let last: string | undefined
  try {
    for await (const chunk of createReadStream(path)) size += (chunk as Buffer).length
  } catch {
    return undefined
  }
  for await (const line of readLines(path, 0, 0)) {
    if (line.end === size && !(await endsInLineFeed(path, size))) break
    record = record === undefined ? line.text : `${record}\n${line.text}`
    // A field of CSV may hold line ends, between its quotes.
    if (format === 'csv' && record.split('"').length % 2 === 0) continue
    whole = line.end
    if (format === 'jsonl' || line.number > 1) last = record
    record = undefined
  }
  await truncate(path, last === undefined ? 0 : whole)
  if (last === undefined) return undefined
  const [customer = '', currency = '', resource = '', seq = ''] =
    format === 'csv' ? parseCsvLine(last) : placeOf(JSON.parse(last) as Record<string, string | null>)
  return { customer, currency, resource, seq }
}

function placeOf(entry: Readonly<Record<string, string | null>>): string[] {
  return [entry['customer'] ?? '', entry['currency'] ?? '', entry['resource'] ?? '', entry['seq'] ?? '']
}

async function endsInLineFeed(path: string, size: number): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
    return buffer.toString() === '\n'
  } finally {
    await file.close()
  }
}

process.exitCode = await main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  return 2
})
