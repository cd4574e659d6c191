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
  email: 'an e-mail address such as "ada@example.com"',
  url: 'an address such as "https://example.com/page"',
  uuid: 'a UUID',
}

const units: Record<string, string> = { array: ' item', string: ' character' }

/**
 * What a value must be, where its schema has no sentence of its own: Zod's own speak of types.
 * @param place the part of the request that it is in
 */
export function sentenceOf(issue: z.core.$ZodRawIssue, place: string): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return must(kinds[issue.expected])
    case 'invalid_format':
      return must(formOf(issue.format, place))
    case 'invalid_value':
      return must(oneOf(issue.values))
    case 'invalid_union':
      return must(issue.inclusive === false ? undefined : issue.options && oneOf(issue.options))
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

function oneOf(values: readonly unknown[]): string {
  return `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`
}

function formOf(name: string, place: string): string | undefined {
  // There a plus is read as a space.
  const hint = name === 'datetime' && place === 'query' ? ' (in an address, + is written %2B)' : ''
  return formats[name] && formats[name] + hint
}

function bound(origin: string, direction: string, limit: number | bigint): string {
  const unit = units[origin]
  return unit === undefined
    ? `must be ${direction} ${limit}`
    : `must have ${direction} ${limit}${unit}${Number(limit) === 1 ? '' : 's'}`
}
