import { LedgerError } from '../errors.ts'
import { parseCsvLine, readLines, type SourceLine } from './read-lines.ts'
import { columnsOf, isRejects, originalOf } from './rejects.ts'
import { type Catalogue, COLUMNS, type ImportKind, type ImportRow, readRow, REQUIRED } from './rows.ts'

/** How a source is written. */
export interface Format {
  /** The line that names the columns; null where each line names its own. */
  readonly header: string | null
  /** The line itself, where the source is a file of lines that another import set aside. */
  readonly original: (text: string) => string
  /** @param line its text already the original; null for a header or an empty line */
  readonly read: (line: SourceLine, catalogue: Catalogue) => ImportRow | null
}

/**
 * How a source is written, by its name and its first lines.
 *
 * @throws LedgerError `invalid_value` for a header that no line can be read by.
 */
export async function readFormat(source: string, kind: ImportKind): Promise<Format> {
  const [first, second = ''] = await readFirstLines(source)
  if (/\.(?:jsonl|ndjson)$/.test(source)) return jsonFormat(kind, 0, String)
  if (first === undefined) throw badHeader('The file is empty. Its first line', kind)
  if (first.trim() === '') throw badHeader('The first line is empty. It', kind)
  if (!isRejects(first)) return csvFormat(first, kind, 1, String)
  const columns = columnsOf(second)
  return columns === null ? jsonFormat(kind, 2, originalOf) : csvFormat(columns, kind, 2, originalOf)
}

/** @param heads lines at the beginning that are no rows */
function jsonFormat(kind: ImportKind, heads: number, original: Format['original']): Format {
  return {
    header: null,
    original,
    read({ text, number }, catalogue) {
      if (number <= heads || text.trim() === '') return null
      const fields = readJson(text)
      if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
        throw new LedgerError('invalid_value', 'A line is one JSON object, with the columns as its fields.')
      }
      const texts = Object.entries(fields)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [name, textOf(name, value)])
      return readRow(kind, Object.fromEntries(texts) as Record<string, string>, catalogue)
    },
  }
}

/** @returns undefined for what is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text, numberAsWritten)
  } catch {
    return undefined
  }
}

function csvFormat(header: string, kind: ImportKind, heads: number, original: Format['original']): Format {
  const names = parseCsvLine(header)
  checkHeader(names, kind)
  return {
    header,
    original,
    read({ text, number }, catalogue) {
      if (number <= heads || text === '') return null
      const values = parseCsvLine(text)
      if (values.length !== names.length) {
        throw new LedgerError(
          'invalid_value',
          `The line has ${values.length} fields, the header ${names.length}.`,
        )
      }
      const fields = Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
      return readRow(kind, fields, catalogue)
    },
  }
}

function checkHeader(header: readonly string[], kind: ImportKind): void {
  const missing = REQUIRED[kind].filter((name) => !header.includes(name))
  const unknown = header.filter((name) => !COLUMNS[kind].includes(name))
  const twice = header.filter((name, index) => header.indexOf(name) < index)
  if (missing.length === 0 && unknown.length === 0 && twice.length === 0) return
  const faults = [
    ...(missing.length > 0 ? [`has no column ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`has columns that nobody knows: ${unknown.join(', ')}`] : []),
    ...(twice.length > 0 ? [`names twice: ${twice.join(', ')}`] : []),
  ]
  throw badHeader(`The first line ${faults.join(' and ')}. It`, kind)
}

function badHeader(what: string, kind: ImportKind): LedgerError {
  return new LedgerError(
    'invalid_value',
    `${what} names the columns, parted by commas: ${COLUMNS[kind].join()}.`,
  )
}

/**
 * As CSV would have it: a list's items are parted by semicolons.
 *
 * @throws LedgerError `invalid_value` for a list of nothing, which CSV would take for one that was left out.
 */
function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return JSON.stringify(value)
  const list = value.map((item) => textOf(name, item)).join(';')
  if (list !== '') return list
  throw new LedgerError(
    'invalid_value',
    `"${name}" is a list of nothing. Name one at least, or leave "${name}" out.`,
  )
}

/** A number's own digits, which a float may not hold. */
function numberAsWritten(
  _key: string,
  value: unknown,
  ...[context]: { readonly source?: string }[]
): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

async function readFirstLines(source: string): Promise<string[]> {
  const texts: string[] = []
  for await (const line of readLines(source, 0, 0)) {
    texts.push(line.text)
    if (texts.length === 2) break
  }
  return texts
}
