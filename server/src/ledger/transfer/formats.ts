import { LedgerError } from '../errors.ts'
import { parseCsvLine, readLines, type SourceLine } from './read-lines.ts'
import { type Catalogue, COLUMNS, type ImportKind, type ImportRow, readRow, REQUIRED } from './rows.ts'

export type Format = (line: SourceLine, catalogue: Catalogue) => ImportRow | null

/**
 * @returns what reads a line of the source, by the source's name; null for a header or an empty line.
 * @throws LedgerError `invalid_value` for a header that no line can be read by.
 */
export async function readFormat(source: string, kind: ImportKind): Promise<Format> {
  if (/\.(?:jsonl|ndjson)$/.test(source)) {
    return ({ text }, catalogue) => {
      if (text.trim() === '') return null
      const fields: unknown = JSON.parse(text, numberAsWritten)
      if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
        throw new LedgerError('invalid_value', 'A line is one JSON object, with the columns as its fields.')
      }
      const texts = Object.entries(fields)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [name, textOf(value)])
      return readRow(kind, Object.fromEntries(texts) as Record<string, string>, catalogue)
    }
  }
  const header = parseCsvLine(await readFirstLine(source))
  checkHeader(header, kind)
  return ({ text, number }, catalogue) => {
    if (number === 1 || text === '') return null
    const values = parseCsvLine(text)
    if (values.length !== header.length) {
      throw new LedgerError(
        'invalid_value',
        `The line has ${values.length} fields, the header ${header.length}.`,
      )
    }
    const fields = Object.fromEntries(header.map((name, index) => [name, values[index] ?? '']))
    return readRow(kind, fields, catalogue)
  }
}

function checkHeader(header: readonly string[], kind: ImportKind): void {
  const missing = REQUIRED[kind].filter((name) => !header.includes(name))
  const unknown = header.filter((name) => !COLUMNS[kind].includes(name))
  if (missing.length === 0 && unknown.length === 0) return
  const faults = [
    ...(missing.length > 0 ? [`has no column ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`has columns that nobody knows: ${unknown.join(', ')}`] : []),
  ]
  throw new LedgerError(
    'invalid_value',
    `The first line ${faults.join(' and ')}. It names the columns, parted by commas: ${COLUMNS[kind].join(',')}.`,
  )
}

/** As CSV would have it: a list's items are parted by semicolons. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.map(textOf).join(';') : JSON.stringify(value)
}

/** A number's own digits, which a float may not hold. */
function numberAsWritten(
  _key: string,
  value: unknown,
  ...[context]: { readonly source?: string }[]
): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

async function readFirstLine(source: string): Promise<string> {
  for await (const line of readLines(source, 0, 0)) return line.text
  return ''
}
