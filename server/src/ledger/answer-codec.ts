/** Writes an answer as JSON that keeps bigints and dates apart from texts. */
export function encodeAnswer(answer: unknown): string {
  return JSON.stringify(answer, function (this: Record<string, unknown>, name: string, value: unknown) {
    // The value of a Date has been through toJSON already; the holder still has the Date.
    if (this[name] instanceof Date) return { $date: this[name].toISOString() }
    return typeof value === 'bigint' ? { $bigint: value.toString() } : value
  })
}

/** Reads what `encodeAnswer` wrote, as parsed JSON. */
export function decodeAnswer(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json
  if (Array.isArray(json)) return json.map(decodeAnswer)
  const fields = Object.entries(json)
  const [only] = fields
  if (fields.length === 1 && only !== undefined && typeof only[1] === 'string') {
    if (only[0] === '$bigint') return BigInt(only[1])
    if (only[0] === '$date') return new Date(only[1])
  }
  return Object.fromEntries(fields.map(([name, field]) => [name, decodeAnswer(field)]))
}
