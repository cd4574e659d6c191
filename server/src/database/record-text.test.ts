import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRecord } from './record-text.ts'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => {
  await database.drop()
})

test.each([
  [['1', 'done', null]],
  [[null, null]],
  [['a "quoted" word', 'a \\ and a "" and "', '"', '\\']],
  [['(1,2)', 'one, two', ' spaced ', 'مرحبا', 'line\nline']],
  [['', null, '']],
  [['{1,-3,97}', '{"cost": "5", "text": "a\\"b"}', null]],
])('a row is read as Postgres wrote it: %j', async (fields) => {
  const { rows } = await database.pool.query<{ row: string }>(
    `select row(${fields.map((_, index) => `$${index + 1}::text`).join()})::text as row`,
    fields,
  )
  expect(readRecord(rows[0]?.row ?? '')).toEqual(fields)
})
