import { readDefinitions } from '../schemas/schema.ts'
import type { Schema } from '../schemas/schema.ts'
import type { ParameterTypes } from '../schemas/roots.ts'
import { invalidParameter } from './errors.ts'
import type { FormFields, FormValue } from './forms.ts'

const { definitions } = readDefinitions('parameters.jsonl')

const resolve = (schema: Schema): Schema => {
  if (schema.$ref === undefined) return schema
  const found = definitions.get(schema.$ref.slice('#/$defs/'.length))
  if (!found) throw new Error(`no definition ${schema.$ref}`)
  return resolve(found)
}

const optionsOf = (schema: Schema): Schema[] => {
  const resolved = resolve(schema)
  return resolved.anyOf ? resolved.anyOf.flatMap(optionsOf) : [resolved]
}

/** Parameters that may have digits after the point; every other number is an integer. */
const DECIMAL_NAMES = /percent|percentage|latitude|longitude|height|length|weight|width|_decimal/

const quoteList = (values: readonly (string | number)[]): string => {
  const texts = values.filter((value) => value !== '').map(String)
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')}, or ${texts.at(-1)}`
}

const decodeNumber = (text: string, param: string): number => {
  const value = Number(text)
  if (DECIMAL_NAMES.test(param)) {
    if (text.trim() === '' || !Number.isFinite(value))
      throw invalidParameter(`Invalid decimal: ${text}`, param, 'parameter_invalid_decimal')
    return value
  }
  if (!/^-?\d{1,15}$/.test(text))
    throw invalidParameter(`Invalid integer: ${text}`, param, 'parameter_invalid_integer')
  return value
}

const decodeText = (text: string, options: Schema[], param: string): unknown => {
  const values = options.flatMap((option) => option.enum ?? [])
  const exact = values.find((value) => String(value) === text)
  if (exact !== undefined) return exact
  const has = (type: Schema['type']): boolean => options.some((option) => option.type === type)
  if (text === '' && has('null')) return null
  if (has('boolean')) {
    if (text === 'true' || text === 'false') return text === 'true'
    if (!has('string') && !has('number')) throw invalidParameter(`Invalid boolean: ${text}`, param)
  }
  if (has('string')) {
    if (text !== '') return text
    const name = param.replace(/^.*\[([^\]]+)\]$/, '$1')
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`
    throw invalidParameter(message, param, 'parameter_invalid_empty')
  }
  if (has('number')) return decodeNumber(text, param)
  if (values.length > 0)
    throw invalidParameter(`Invalid ${param}: must be one of ${quoteList(values)}`, param)
  if (has('array') && !has('object')) {
    if (text === '') return []
    throw invalidParameter('Invalid array', param)
  }
  throw invalidParameter('Invalid object', param)
}

const child = (param: string, name: string): string => (param === '' ? name : `${param}[${name}]`)

const decodeList = (fields: FormFields, items: Schema, param: string): unknown[] => {
  const names = Object.keys(fields)
  if (names.some((name) => !/^\d{1,4}$/.test(name))) throw invalidParameter('Invalid array', param)
  return names
    .sort((a, b) => Number(a) - Number(b))
    .map((name) => decodeValue(fields[name] ?? '', items, child(param, name)))
}

const decodeFields = (fields: FormFields, schema: Schema, param: string): Record<string, unknown> => {
  const known = schema.properties ?? {}
  const open = schema.additionalProperties === false ? undefined : schema.additionalProperties
  const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(known, name) && !open)
  if (unknown.length > 0) {
    const names = unknown.map((name) => child(param, name))
    const message = `Received unknown parameter${names.length > 1 ? 's' : ''}: ${names.join(', ')}`
    throw invalidParameter(message, names[0] ?? '', 'parameter_unknown')
  }
  const lacking = (schema.required ?? []).find((name) => fields[name] === undefined)
  if (lacking !== undefined) {
    const name = child(param, lacking)
    throw invalidParameter(`Missing required param: ${name}.`, name, 'parameter_missing')
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      decodeValue(value, known[name] ?? open ?? {}, child(param, name)),
    ]),
  )
}

const decodeValue = (value: FormValue, schema: Schema, param: string): unknown => {
  const options = optionsOf(schema)
  if (typeof value === 'string') return decodeText(value, options, param)
  const isList = Object.keys(value).every((name) => /^\d+$/.test(name))
  const list = options.find((option) => option.type === 'array')
  const objects = options.filter((option) => option.type === 'object')
  if (list?.items && (isList || objects.length === 0)) return decodeList(value, list.items, param)
  const [first, ...others] = objects
  if (!first) throw invalidParameter(`Invalid ${options[0]?.type ?? 'value'}`, param)
  const fit = others.length === 0 ? first : (objects.find((option) => fits(value, option)) ?? first)
  return decodeFields(value, fit, param)
}

const fits = (fields: FormFields, schema: Schema): boolean =>
  Object.keys(fields).every((name) => schema.properties?.[name] !== undefined)

/**
 * Checks a decoded form against the types of Stripe's own package and gives it its real types.
 * @throws Refusal with Stripe's codes: `parameter_unknown`, `parameter_missing`, `parameter_invalid_integer`, …
 */
export const checkParameters = <Name extends keyof ParameterTypes>(
  fields: FormFields,
  name: Name,
): ParameterTypes[Name] =>
  decodeFields(fields, resolve({ $ref: `#/$defs/root:${name}` }), '') as unknown as ParameterTypes[Name]
