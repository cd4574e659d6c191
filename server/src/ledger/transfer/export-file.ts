import { existsSync } from 'node:fs'
import { open, stat, truncate } from 'node:fs/promises'
import type { ExportPlace } from './export.ts'
import { openPart, type Part } from './part-file.ts'
import { parseCsvLine, readLines } from './read-lines.ts'
import type { ExportFormat } from './write-line.ts'

const LINES_AT_ONCE = 1000

/**
 * @param customer whose export alone it is: that of another one is another part.
 * @throws Error if the file is there already, its folder is missing, or somebody else is writing it.
 */
export function openExport(target: string, customer: string | undefined): Part {
  if (existsSync(target)) throw new Error(`${target} is there already. Give another name.`)
  return openPart(target, customer)
}

/** What a part has already. */
interface Written {
  /** Of its last whole line. */
  readonly place: ExportPlace
  readonly rows: number
}

interface Writing {
  readonly lines: AsyncIterable<string>
  /** Rows that the part has already. */
  readonly before: number
  /** Whether the first line is none of what is counted. */
  readonly header: boolean
  readonly total: number
  readonly signal: AbortSignal
}

/** @returns whether all of it was written; or it was broken off after a whole line. */
export async function writePart(
  { path }: Part,
  flags: 'a' | 'w',
  { lines, before, header, total, signal }: Writing,
): Promise<boolean> {
  const file = await open(path, flags)
  const begun = performance.now()
  let count = header ? -1 : 0
  let waiting = ''
  try {
    for await (const line of lines) {
      waiting += line
      count += 1
      if (count % LINES_AT_ONCE > 0) continue
      // write() would take what there is room for, and say nothing of the rest.
      await file.appendFile(waiting)
      waiting = ''
      if (signal.aborted) return false
      if (count > 0) {
        const seconds = (((performance.now() - begun) / 1000) * Math.max(0, total - count)) / count
        process.stdout.write(
          `\r${before + count} of about ${before + total} rows, about ${Math.ceil(seconds)} s left      `,
        )
      }
    }
    await file.appendFile(waiting)
  } finally {
    await file.close()
  }
  process.stdout.write(`\r${before + count} rows. Done.                              \n`)
  return true
}

/** The entry of the part's last whole line, and how many there are. A line that was begun is cut off. */
export async function findPlace({ path }: Part, format: ExportFormat): Promise<Written | undefined> {
  if (!existsSync(path)) return undefined
  const { size } = await stat(path)
  let whole = 0
  let rows = 0
  let record: string | undefined
  let last: string | undefined
  for await (const line of readLines(path, 0, 0)) {
    if (line.end === size && !(await endsInLineFeed(path, size))) break
    record = record === undefined ? line.text : `${record}\n${line.text}`
    // A field of CSV may hold line ends, between its quotes.
    if (format === 'csv' && record.split('"').length % 2 === 0) continue
    whole = line.end
    if (format === 'jsonl' || line.number > 1) {
      last = record
      rows += 1
    }
    record = undefined
  }
  await truncate(path, last === undefined ? 0 : whole)
  if (last === undefined) return undefined
  const [customer = '', currency = '', resource = '', seq = ''] =
    format === 'csv' ? parseCsvLine(last) : placeOf(JSON.parse(last) as Record<string, string | null>)
  return { place: { customer, currency, resource, seq }, rows }
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
