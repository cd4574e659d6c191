import { existsSync } from 'node:fs'
import { LedgerError } from '../errors.ts'
import { partOf, writeWhole } from './part-file.ts'
import { csvField, parseCsvLine } from './read-lines.ts'

/** A line of a source that could not be imported. */
export interface RejectedLine {
  /** In the source, from 1. */
  readonly line: bigint
  readonly source: string
  readonly reason: string
}

/** A file of them. */
interface Rejects {
  readonly path: string
  /** The name of the import. */
  readonly of: string
  /** The source's header; null where its lines are JSON. */
  readonly columns: string | null
  readonly lines: readonly RejectedLine[]
}

const HEADER = 'line,reason,source'

/** Where rows that are set aside go, unless told otherwise. */
export function rejectsOf(source: string): string {
  return `${source}.rejected.csv`
}

/**
 * A file of rejected lines: its own header, one row with the source's columns, then a row for each line.
 *
 * @param mayBeCorrected an earlier call may have written it: it stays if it is there
 * @throws Error if it cannot be written; what was there before stays as it was
 */
export async function writeRejects(
  { path, of, columns, lines }: Rejects,
  mayBeCorrected: boolean,
): Promise<void> {
  // Where this import left a part behind, the file beside it is another import's.
  if (mayBeCorrected && existsSync(path) && !existsSync(partOf(path, of))) return
  const first = ['', columns === null ? 'each line is JSON' : 'the columns', columns ?? '']
  // A line of this file is a line of the source, whatever a reason may hold.
  const rest = lines.map(({ line, reason, source }) => [String(line), reason.replace(/\s+/g, ' '), source])
  const rows = [first, ...rest].map((fields) => fields.map(csvField).join())
  try {
    await writeWhole(path, of, [HEADER, ...rows, ''].join('\n'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(
      `What was set aside could not be written to ${path}: ${why}. See to that, then give the same command again.`,
      { cause: error },
    )
  }
}

/** Whether a source is such a file, by its first line. */
export function isRejects(first: string): boolean {
  return fieldsOf(first).join() === HEADER
}

/**
 * @param second the line after the first
 * @returns the columns of the lines that were rejected; null if those are JSON
 * @throws LedgerError `invalid_value` where it does not tell
 */
export function columnsOf(second: string): string | null {
  const [line, , columns = ''] = fieldsOf(second)
  if (line === '') return columns === '' ? null : columns
  throw new LedgerError(
    'invalid_value',
    'The second line of a file of rejected rows tells their columns. Put it back, or make a new file under a header.',
  )
}

/** The rejected line in a line of such a file; what was spoilt by hand stays as it is, to be rejected as that. */
export function originalOf(text: string): string {
  const [line = '', , original = text] = fieldsOf(text)
  return /^\d+$/.test(line) ? original : text
}

function fieldsOf(text: string): string[] {
  try {
    const fields = parseCsvLine(text)
    return fields.length === 3 ? fields : []
  } catch {
    return []
  }
}
