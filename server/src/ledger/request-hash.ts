import { hash } from 'node:crypto'

/** The first half of a text's SHA-256, written as a UUID, which Postgres keeps in 16 bytes. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32)
}

/** The first eight bytes of a text's SHA-256, as a `bigint` of Postgres. */
export function eightByteHash(text: string): string {
  return hash('sha256', text, 'buffer').readBigInt64BE().toString()
}

/** A request as text that is the same for the same content, whatever the order of its fields. */
export function canonicalText(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined && field !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalText(field)}`)
  return `{${fields.join()}}`
}
