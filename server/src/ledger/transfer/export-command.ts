import { createReadStream } from 'node:fs'
import { open, truncate } from 'node:fs/promises'
import { readDatabasePlace } from '../../configuration.ts'
import { createPool } from '../../database/pool.ts'
import { openDatabaseBesideServer } from '../../open-database.ts'
import { exportLedger, type ExportPlace } from './export.ts'
import { parseCsvLine, readLines } from './read-lines.ts'

/**
 * `node src/ledger/transfer/export-command.ts <file.csv|file.jsonl> [customer]`: writes the ledger at DATABASE_URL, or in the embedded Postgres, to
 * a file. If the file is there already, goes on after its last whole line.
 */
async function main(): Promise<number> {
  const [path, customer] = process.argv.slice(2)
  const format = path?.endsWith('.jsonl') ? 'jsonl' : 'csv'
  if (path === undefined) {
    process.stderr.write('Give a file that ends in .csv or .jsonl.\n')
    return 2
  }
  const database = await openDatabaseBesideServer(readDatabasePlace(process.env))
  const pool = createPool(database.url, { max: 1, applicationName: 'creditkit-export' })
  try {
    const after = await findPlace(path, format)
    const file = await open(path, 'a')
    let lines = 0
    for await (const line of exportLedger({ pool, format, customer, after })) {
      await file.write(line)
      lines += 1
      if (lines % 10_000 === 0) process.stdout.write(`\r${lines} lines `)
    }
    await file.close()
    process.stdout.write(`\r${lines} lines. Done.\n`)
    return 0
  } catch (error) {
    process.stderr.write(`The export stopped: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    await pool.end()
    await database.close()
  }
}

/** The entry of the file's last whole line. A line that was begun is cut off. */
async function findPlace(path: string, format: 'csv' | 'jsonl'): Promise<ExportPlace | undefined> {
  let size = 0
  let whole = 0
  let last: string | undefined
  try {
    for await (const chunk of createReadStream(path)) size += (chunk as Buffer).length
  } catch {
    return undefined
  }
  for await (const line of readLines(path, 0, 0)) {
    if (line.end === size && !(await endsInLineFeed(path, size))) break
    whole = line.end
    if (format === 'jsonl' || line.number > 1) last = line.text
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
