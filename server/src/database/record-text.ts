/**
 * Reads what Postgres writes for a row as one value, such as `(1,done,,"{1,2}")`: its fields as texts, an absent one
 * as null. A quote or a backslash inside a field is doubled.
 *
 * @see https://www.postgresql.org/docs/current/rowtypes.html#ROWTYPES-IO-SYNTAX
 */
export function readRecord(text: string): (string | null)[] {
  const fields: (string | null)[] = []
  let start = 1
  while (start < text.length) {
    if (text[start] === '"') {
      const end = closingQuote(text, start + 1)
      fields.push(text.slice(start + 1, end).replace(/(["\\])\1/g, '$1'))
      start = end + 2
    } else {
      const comma = text.indexOf(',', start)
      const end = comma === -1 ? text.length - 1 : comma
      fields.push(end === start ? null : text.slice(start, end))
      start = end + 1
    }
  }
  return fields
}

function closingQuote(text: string, start: number): number {
  let end = text.indexOf('"', start)
  while (text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end
}
