import { expect, test } from 'vitest'
import * as z from 'zod'
import { openApi } from '../../test/contract.ts'
import { Random } from '../../test/random.ts'
import { resolve, valueOf, type Schema } from '../../test/schema-values.ts'
import { operations } from './operations.ts'
import { parse } from './parse.ts'
import { ProblemError } from './problems.ts'
import { ConsumeBatchItem } from './schemas/host.ts'

/** What Postgres cannot keep: NUL, and half a surrogate. */
const unkeepable = ['a\u0000b', '\ud800']
const random = new Random(1)

type BadValue = [path: string, value: unknown]

/** Each text that a schema has a place for: where it is, and a value with `bad` there that is good elsewhere. */
function withBad(given: Schema, bad: string, path: string): BadValue[] {
  const schema = resolve(given)
  const { properties, required = [], items, additionalProperties } = schema
  if (items) return withBad(items, bad, `${path}.0`).map(([place, value]) => [place, [value]])
  if (properties) {
    return Object.entries(properties).flatMap(([name, field]) => {
      const others = required.map((other) => [other, valueOf(properties[other] ?? {}, random, other)])
      return withBad(field, bad, `${path}.${name}`).map(([place, value]): BadValue => [
        place,
        { ...Object.fromEntries(others), [name]: value },
      ])
    })
  }
  if (typeof additionalProperties === 'object') {
    return [
      [`${path}.model`, { model: bad }],
      [`${path}.${bad}`, { [bad]: 'model' }],
    ]
  }
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives) return alternatives.flatMap((one) => withBad(one, bad, path))
  return schema.type === 'string' ? [[path, bad]] : []
}

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> }
}

/** What an operation takes in one place, as openapi.json has it. */
function describedAt(place: string, { parameters = [], requestBody }: Described): Schema {
  const fields = parameters.filter((one) => one.in === place).map(({ name, schema }) => [name, schema])
  return requestBody && place === 'body'
    ? (requestBody.content['application/json']?.schema ?? {})
    : { properties: Object.fromEntries(fields) }
}

/** A batch's items are checked one by one, after the body. */
const batch = z.strictObject({ items: z.array(ConsumeBatchItem) })

const inputs = operations.flatMap(({ operationId, method, path, params, query, body }) =>
  Object.entries({ path: params, query, body } as Record<'path' | 'query' | 'body', z.ZodType | undefined>)
    .flatMap(([place, schema]) => (schema ? [{ place: place as 'path' | 'query' | 'body', schema }] : []))
    .map((input) => ({
      ...input,
      schema: operationId === 'consumeBatch' && input.place === 'body' ? batch : input.schema,
      operationId,
      described: describedAt(input.place, openApi.paths[path]?.[method] as unknown as Described),
    })),
)

test.each(inputs)('$operationId refuses by name what Postgres cannot keep in its $place', (input) => {
  const { place, schema, described } = input
  const values = unkeepable.flatMap((bad) => withBad(described, bad, place))
  expect(values).not.toHaveLength(0)
  for (const [path, value] of values) {
    let refusal: unknown
    try {
      parse(schema, value, place)
    } catch (error) {
      refusal = error
    }
    expect(refusal, path).toBeInstanceOf(ProblemError)
    const places = (refusal as ProblemError).extras.errors?.map((error) => error.path) ?? []
    expect(
      places.some((one) => one !== place && path.startsWith(one)),
      `${path}: ${places.join()}`,
    ).toBe(true)
  }
})
