import { writeFile } from 'node:fs/promises'
import { csvField, parseCsvLine } from './read-lines.ts'

/** A line of a source that could not be imported. */
export interface RejectedLine {
  /** In the source, from 1. */
  readonly line: bigint
  readonly source: string
  readonly reason: string
}

/** The first line of a file of rejected lines. Where they are CSV, the columns' names come next, as if rejected too. */
export const REJECTS_HEADER = 'line,reason,source'

/** Where rows that are set aside go, unless told otherwise. */
export function rejectsOf(source: string): string {
  return `${source}.rejected.csv`
}

/** @param header the source's own, where it has one */
export async function writeRejects(
  path: string,
  header: string | null,
  rejected: readonly RejectedLine[],
): Promise<void> {
  const columns = header === null ? [] : [['', 'the columns', header]]
  const lines = rejected.map(({ line, reason, source }) => [String(line), reason, source])
  const rows = [...columns, ...lines].map((fields) => fields.map(csvField).join())
  await writeFile(path, [REJECTS_HEADER, ...rows, ''].join('\n'))
}

/** The rejected line in a line of such a file; what was spoilt by hand stays as it is, to be rejected as that. */
export function originalOf(text: string): string {
  const [, , original = text] = fieldsOf(text)
  return original
}

/** @param second the line after the first. @returns the columns of the lines that were rejected; null if those are JSON */
export function columnsOf(second: string): string | null {
  const [line, , columns = ''] = fieldsOf(second)
  return line === '' ? columns : null
}

function fieldsOf(text: string): string[] {
  try {
    const fields = parseCsvLine(text)
    return fields.length === 3 ? fields : []
  } catch {
    return []
  }
}
