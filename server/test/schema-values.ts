import { openApi } from './contract.ts'
import type { Random } from './random.ts'

export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly pattern?: string
  readonly example?: unknown
}

const schemas = (openApi as unknown as { components: { schemas: Record<string, Schema> } }).components.schemas

export function resolve(schema: Schema): Schema {
  return schema.$ref ? { ...schemas[schema.$ref.split('/').at(-1) ?? ''], $ref: '' } : schema
}

/** Values that fields of these names usually have, so that many requests get past the first check. */
const known: Record<string, readonly unknown[]> = {
  customer: ['ada', 'grace', 'nobody'],
  currency: ['ai', 'ai', 'ai', 'gold'],
  feature: ['chat', 'image', 'nothing'],
  packageId: ['starter', 'other'],
  moneyCurrency: ['usd', 'eur'],
  origin: ['https://app.example.com', 'https://evil.example'],
  resource: ['team 1'],
  expiresAfter: ['P30D', 'PT1H', 'P1Y2M3DT4H5M6S'],
  lapsesAfter: ['PT5M', 'P1D'],
  timeZone: ['UTC', 'Asia/Kolkata', 'America/St_Johns'],
  groupBy: ['feature', 'dimension.model'],
  email: ['ada@example.com'],
  amount: ['1', '2.5', '0.01', '1000', '-3', 'all', 'unused'],
  returnPath: ['/account'],
}

const strings = ['1', '20', '3.75', 'a', 'text with spaces', '/path', 'usd', 'P1D', '2026-11-22T10:20:00Z']

/** A value that a schema would most likely take. */
export function valueOf(given: Schema, random: Random, name = ''): unknown {
  const schema = resolve(given)
  const choices = known[name]
  if (choices && random.chance(0.9)) return random.pick(choices)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  if (schema.properties) return objectOf(schema, random)
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives) return valueOf(random.pick(alternatives), random, name)
  switch (schema.type) {
    case 'array':
      return Array.from({ length: random.below(4) }, () => valueOf(schema.items ?? {}, random, name))
    case 'integer':
    case 'number':
      return (
        (schema.minimum ?? 0) + random.below(Math.min(50, (schema.maximum ?? 50) - (schema.minimum ?? 0) + 1))
      )
    case 'boolean':
      return random.chance(0.5)
    case 'null':
      return null
    case 'object':
      return typeof schema.additionalProperties === 'object'
        ? { model: valueOf(schema.additionalProperties, random) }
        : {}
    default:
      return stringOf(schema, random)
  }
}

function objectOf(schema: Schema, random: Random): Record<string, unknown> {
  const required = new Set(schema.required)
  const entries = Object.entries(schema.properties ?? {})
    .filter(([name]) => required.has(name) || random.chance(0.4))
    .map(([name, property]) => [name, valueOf(property, random, name)] as const)
  return Object.fromEntries(entries)
}

function stringOf(schema: Schema, random: Random): string {
  if (schema.format === 'date-time') return new Date(1.7e12 + random.below(1e12)).toISOString()
  if (schema.format === 'uuid') return crypto.randomUUID()
  if (typeof schema.example === 'string' && random.chance(0.8)) return schema.example
  return random.pick(strings)
}

/** What has broken services before. */
export const nasty: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '🙂'.repeat(300),
  'x'.repeat(5000),
  "' or 1=1 --",
  '$1::text',
  '%00',
  '../../etc/passwd',
  '{"$ref":"x"}',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '9'.repeat(40),
  '0.0000000000001',
  '999999999999999',
  '9223372036854775807',
  '-9223372036854775808',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999999Z',
  '2026-02-30T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  'P999999999Y',
  'P1.5Y',
  'PT',
  'Etc/Nowhere',
  0,
  -1,
  1.5,
  1e21,
  1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  false,
  [],
  {},
  [[[[]]]],
  { __proto__: 1 },
  { toString: 'x', valueOf: null },
  Array.from({ length: 2000 }, () => 'x'),
]

/** The same value with something broken somewhere. */
export function broken(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.15)) return random.pick(nasty)
  if (Array.isArray(value))
    return value.length === 0 ? [random.pick(nasty)] : value.map((item) => broken(item, random))
  const record = { ...(value as Record<string, unknown>) }
  const names = Object.keys(record)
  const name = names.length === 0 ? 'new' : random.pick(names)
  const how = random.next()
  if (how < 0.2) delete record[name]
  else if (how < 0.3) record[random.pick(['extra', 'constructor', 'price', ''])] = random.pick(nasty)
  else record[name] = random.chance(0.4) ? broken(record[name], random) : random.pick(nasty)
  return record
}
