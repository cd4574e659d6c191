import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import { readDefinitions } from '../schemas/schema.ts'
import type { Observer } from '../services.ts'
import type { StripeObject } from '../state/state.ts'

/** Answers that Stripe does not document, so that its package has no type for them. */
const UNDOCUMENTED: readonly string[] = ['checkout.payment_page']

/** JSON pointers and URIs give some characters of the names a meaning. */
const plain = (name: string): string => name.replaceAll(/[^A-Za-z0-9_.-]/g, '-')

const { definitions } = readDefinitions('objects.jsonl')

const withPlainNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withPlainNames)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === '$ref' && typeof inner === 'string'
        ? `#/$defs/${plain(inner.slice('#/$defs/'.length))}`
        : withPlainNames(inner),
    ]),
  )
}

const ajv = new Ajv({
  strict: false,
  validateSchema: false,
  inlineRefs: false,
  code: { optimize: false },
  formats: { decimal: /^-?\d+(\.\d+)?$/ },
})
ajv.addSchema({
  $id: 'stripe',
  $defs: Object.fromEntries([...definitions].map(([name, schema]) => [plain(name), withPlainNames(schema)])),
})
const validators = new Map<string, ValidateFunction>()

const validatorFor = (kind: string): ValidateFunction | undefined => {
  if (!definitions.has(`root:${kind}`)) return undefined
  const known = validators.get(kind)
  if (known) return known
  const validator = ajv.compile({ $ref: `stripe#/$defs/${plain(`root:${kind}`)}` })
  validators.set(kind, validator)
  return validator
}

/** What is wrong with an object, held against the type that the `stripe` package gives it. Empty: nothing. */
export const shapeProblems = (value: StripeObject): string[] => {
  if (value.object === 'list') {
    const {
      data,
      has_more: hasMore,
      url,
    } = value as StripeObject & { data: StripeObject[]; has_more: unknown; url: unknown }
    const list =
      typeof hasMore === 'boolean' && typeof url === 'string' ? [] : ['a list without has_more or url']
    return [...list, ...data.flatMap(shapeProblems)]
  }
  if (UNDOCUMENTED.includes(value.object)) return []
  const kind = 'deleted' in value ? `deleted:${value.object}` : value.object
  const { id = '' } = value
  const validator = validatorFor(kind)
  if (!validator) return [`an object of a kind that is not known: ${kind}`]
  const inner =
    value.object === 'event' ? (value as StripeObject & { data: { object: StripeObject } }).data.object : null
  const problems = validator(value)
    ? []
    : (validator.errors ?? []).map((error) => {
        const { instancePath, message = '', params } = error
        return `${kind} ${id}${instancePath}: ${message} ${JSON.stringify(params)}`
      })
  return inner ? [...problems, ...shapeProblems(inner)] : problems
}

/** Collects what is wrong with everything that a simulator gives away. */
export const createShapeObserver = (): Observer & { problems: string[]; checked: () => number } => {
  const problems: string[] = []
  let count = 0
  const check = (what: string, value: StripeObject): void => {
    count += 1
    for (const problem of shapeProblems(value)) problems.push(`${what}: ${problem}`)
  }
  return {
    problems,
    checked: () => count,
    onAnswer: ({ method, path, status, body }) => {
      const value = JSON.parse(body) as StripeObject & { error?: { payment_intent?: StripeObject } }
      if (status === 200) check(`${method} ${path}`, value)
      else if (value.error?.payment_intent) check(`${method} ${path} ${status}`, value.error.payment_intent)
    },
    onEvent: (event) => check(event.type, event),
  }
}
