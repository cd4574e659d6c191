import { csvField } from './read-lines.ts'

export type ExportFormat = 'csv' | 'jsonl'

/** A line of CSV or of JSON with these fields; what is null is left empty, what is no text is written as JSON. */
export function writeLine<Column extends string>(
  columns: readonly Column[],
  fields: Readonly<Record<Column, unknown>>,
  format: ExportFormat,
): string {
  if (format === 'jsonl') return `${JSON.stringify(fields)}\n`
  const values = columns.map((column) => {
    const value = fields[column]
    if (value === null || value === undefined) return ''
    return csvField(typeof value === 'string' ? value : JSON.stringify(value))
  })
  return `${values.join()}\n`
}
