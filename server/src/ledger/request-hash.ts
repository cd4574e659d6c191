import { hash } from 'node:crypto'

/** The first half of a text's SHA-256, written as a UUID, which Postgres keeps in 16 bytes. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32)
}

/** The first eight bytes of a text's SHA-256, as a `bigint` of Postgres. */
export function eightByteHash(text: string): string {
  return BigInt.asIntN(64, BigInt(`0x${hash('sha256', text, 'hex').slice(0, 16)}`)).toString()
}

/** A request as text that is the same for the same content, whatever the order of its fields. */
export function canonicalText(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  let fields = ''
  for (const name of Object.keys(value).sort()) {
    const field: unknown = value[name as keyof typeof value]
    if (field === undefined || field === null) continue
    fields += `${fields && ','}${JSON.stringify(name)}:${canonicalText(field)}`
  }
  return `{${fields}}`
}
