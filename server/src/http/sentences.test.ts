import { expect, test } from 'vitest'
import * as z from 'zod'
import { parse } from './parse.ts'
import { ProblemError } from './problems.ts'
import { FeatureRequest } from './schemas/catalogue.ts'
import { Dimensions, Duration, InstantInput } from './schemas/values.ts'

/** What is said of a value that is wrong. */
function saidOf(schema: z.ZodType, value: unknown, place: 'body' | 'query' = 'body'): string[] {
  try {
    parse(z.strictObject({ it: schema }), { it: value }, place)
  } catch (error) {
    if (error instanceof ProblemError) return (error.extras.errors ?? []).map(({ message }) => message)
  }
  throw new Error('It was taken.')
}

test.each([
  [z.string(), 5, 'must be a text in quotes'],
  [z.int(), 'x', 'must be a number'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.boolean(), 1, 'must be true or false'],
  [z.array(z.string()), {}, 'must be a list'],
  [z.record(z.string(), z.string()), [], 'must be an object'],
  [z.enum(['paid', 'promotional']), 'free', 'must be one of "paid", "promotional"'],
  [z.array(z.string()).max(2), ['a', 'b', 'c'], 'must have at most 2 items'],
  [z.string().min(1), '', 'must have at least 1 character'],
  [z.array(z.string()).min(1), [], 'must have at least 1 item'],
  [z.int().max(50), 51, 'must be at most 50'],
  [InstantInput, '2027-01-01T00:00:00', 'must be a time with its offset, such as "2026-11-22T10:20:00Z"'],
  [z.iso.duration(), '30 days', 'must be an ISO 8601 duration, such as "P30D" or "PT12H"'],
  [Duration, 'PT0.5S', 'must be in whole numbers, such as "PT90S" for a minute and a half'],
  [Dimensions, { ' model': 'large' }, 'as a name must be 1 to 40 of A-Z, a-z, 0-9, "_", "." and "-"'],
  [z.uuid(), 'x', 'must be a UUID'],
  [z.email(), 'a@b', 'must be an e-mail address such as "ada@example.com"'],
  [
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('up_to'), cap: z.string() }),
    ]),
    { kind: 'some' },
    'must be one of "none", "up_to"',
  ],
  [FeatureRequest.shape.archived, true, 'must be false: POST /v1/features/{id}/archive archives'],
  [z.string().regex(/^a$/, 'must be "a"'), 'b', 'must be "a"'],
])('%# a wrong value is told what it must be: %j', (schema, value, sentence) => {
  expect(saidOf(schema, value)).toEqual([sentence])
})

test('a time in an address is told how a plus is written there', () => {
  expect(saidOf(InstantInput, '2026-11-27T20:00:00 01:00', 'query')).toEqual([
    'must be a time with its offset, such as "2026-11-22T10:20:00Z" (in an address, + is written %2B)',
  ])
})
