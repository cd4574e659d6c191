import type * as z from 'zod'

const kinds: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text in quotes',
}

const formats: Record<string, string> = {
  datetime: 'a time with its offset, such as "2026-11-22T10:20:00Z"',
  duration: 'an ISO 8601 duration, such as "P30D" or "PT12H"',
  url: 'an address such as "https://example.com/page"',
  uuid: 'a UUID',
}

const units: Record<string, string> = { array: ' items', string: ' characters' }

/** What a value must be, where its schema has no sentence of its own: Zod's own speak of types. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return must(kinds[issue.expected])
    case 'invalid_format':
      return must(formats[issue.format])
    case 'invalid_value':
      return must(`one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`)
    case 'invalid_key':
      return `as a name ${issue.issues[0]?.message ?? 'is not allowed'}`
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum)
    case 'too_small':
      return bound(issue.origin, 'at least', issue.minimum)
    default:
      return undefined
  }
}

function must(what: string | undefined): string | undefined {
  return what && `must be ${what}`
}

function bound(origin: string, direction: string, limit: number | bigint): string {
  const unit = units[origin]
  return unit === undefined ? `must be ${direction} ${limit}` : `must have ${direction} ${limit}${unit}`
}
