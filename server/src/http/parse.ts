import { parse as parseQueryString } from 'node:querystring'
import * as z from 'zod'
import { ProblemError, type FieldError, type ProblemCode } from './problems.ts'
import { sentenceOf } from './sentences.ts'

/** Where the code's own sentence is about more than fields. */
const details: Partial<Record<ProblemCode, string>> = {
  invalid_request: 'Send every required field; `errors` names what is missing or wrong.',
}

type Place = 'path' | 'query' | 'body' | `body.items.${number}` | 'header.Idempotency-Key'

/**
 * Checks a part of a request against its schema.
 * @throws ProblemError that names every wrong place
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: Place,
): z.output<Schema> {
  const result = schema.safeParse(value, { error: (issue) => sentenceOf(issue, place) })
  if (result.success) {
    const lost = prototypeKey(value, place)
    if (lost === undefined) return result.data
    throw new ProblemError('unknown_field', undefined, {
      errors: [{ path: lost, message: 'is not known here' }],
    })
  }
  const errors = result.error.issues.flatMap((issue) => describe(issue, place, value))
  const code = codeOf(result.error.issues, value)
  throw new ProblemError(code, details[code], { errors: errors.slice(0, 20) })
}

/** Where a key is named "__proto__": a free map of names would lose it without a word. */
function prototypeKey(value: unknown, path: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, item] of Object.entries(value)) {
    const found = name === '__proto__' ? `${path}.${name}` : prototypeKey(item, `${path}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Names and values of a query, as text.
 * @throws ProblemError where it is not UTF-8: Node's parser puts U+FFFD in the place of what it cannot read
 */
export function parseQuery(text: string | null): Record<string, string | string[] | undefined> {
  try {
    decodeURIComponent(text ?? '')
  } catch (cause) {
    const detail = 'The query cannot be decoded. Send percent-encoded UTF-8, and "%" itself as "%25".'
    throw new ProblemError('invalid_request', detail, { cause })
  }
  return parseQueryString(text ?? '')
}

/** A query as its schema expects it: lists from repeated names or commas, everything else once. */
export function readQuery(schema: z.ZodObject, query: Record<string, unknown>): Record<string, unknown> {
  const values = Object.entries(query).map(([name, value]) => {
    const field = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined
    return [name, field && isList(field) ? [value].flat().flatMap((item) => String(item).split(',')) : value]
  })
  // Made of entries, "__proto__" is a name like any other, and refused like any other.
  return Object.fromEntries(values) as Record<string, unknown>
}

function isList(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return isList(schema.unwrap() as z.ZodType)
  return schema instanceof z.ZodArray
}

function describe(issue: z.core.$ZodIssue, place: Place, value: unknown): FieldError[] {
  const path = [place, ...issue.path.map(String)]
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key].join('.').slice(0, 200),
      message: 'is not known here',
    }))
  }
  const missing = issue.code === 'invalid_type' && issue.path.length > 0 && isMissing(issue, value)
  return [{ path: path.join('.').slice(0, 200), message: missing ? 'is missing' : issue.message }]
}

function codeOf(issues: readonly z.core.$ZodIssue[], value: unknown): ProblemCode {
  if (issues.some((issue) => issue.code === 'unrecognized_keys')) return 'unknown_field'
  return issues.some((issue) => isMissing(issue, value)) ? 'invalid_request' : 'invalid_value'
}

function isMissing(issue: z.core.$ZodIssue, value: unknown): boolean {
  if (issue.code === 'custom') return issue.params?.['missing'] === true
  if (issue.code !== 'invalid_type') return false
  let found = value
  for (const step of issue.path) found = (found as Record<PropertyKey, unknown> | null | undefined)?.[step]
  return found === undefined || issue.path.length === 0
}
