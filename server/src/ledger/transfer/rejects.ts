import { writeFile } from 'node:fs/promises'
import { LedgerError } from '../errors.ts'
import { csvField, parseCsvLine } from './read-lines.ts'

/** A line of a source that could not be imported. */
export interface RejectedLine {
  /** In the source, from 1. */
  readonly line: bigint
  readonly source: string
  readonly reason: string
}

const HEADER = 'line,reason,source'

/** Where rows that are set aside go, unless told otherwise. */
export function rejectsOf(source: string): string {
  return `${source}.rejected.csv`
}

/**
 * A file of rejected lines: its own header, one row with the source's columns, then a row for each line.
 *
 * @param columns the source's header; null where its lines are JSON
 * @param mayBeCorrected an earlier call wrote it: it stays if it is there
 */
export async function writeRejects(
  path: string,
  columns: string | null,
  rejected: readonly RejectedLine[],
  mayBeCorrected: boolean,
): Promise<void> {
  // A line of this file is a line of the source, whatever a reason may hold.
  const lines = rejected.map(({ line, reason, source }) => [
    String(line),
    reason.replace(/\s+/g, ' '),
    source,
  ])
  const first = ['', columns === null ? 'each line is JSON' : 'the columns', columns ?? '']
  const rows = [first, ...lines].map((fields) => fields.map(csvField).join())
  try {
    await writeFile(path, [HEADER, ...rows, ''].join('\n'), { flag: mayBeCorrected ? 'wx' : 'w' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
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
