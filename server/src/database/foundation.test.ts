import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { withTransaction } from './transaction.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => await database.drop())

test('the time is the present one, in whole milliseconds', async () => {
  const { rows } = await database.pool.query<{ near: boolean; whole: boolean }>(`
    select
      abs(extract(epoch from clock_timestamp() - now)) < 5 as near,
      now = date_trunc('milliseconds', now) as whole
    from (select creditkit.now_ms() as now) as one`)
  expect(rows).toEqual([{ near: true, whole: true }])
})

test('the time moves on within a transaction', async () => {
  await withTransaction(database.pool, async (client) => {
    const { rows } = await client.query<{ moved: boolean }>(`
      with first as materialized (select creditkit.now_ms() as at),
        waited as materialized (select pg_sleep(0.005), at from first)
      select creditkit.now_ms() > at as moved from waited`)
    expect(rows).toEqual([{ moved: true }])
  })
})

test('ids are of version 7, distinct, and in the order of their making', async () => {
  const { rows } = await database.pool.query<{ id: string }>(
    'select creditkit.uuid_v7() as id from generate_series(1, 200)',
  )
  const ids = rows.map((row) => row.id)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(ids.length)
  // Two within a quarter of a microsecond share their time; between that the order is the ids'.
  const times = ids.map((id) => id.slice(0, 18))
  expect(times).toEqual(times.toSorted())
  const millisecond = Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)
  expect(Math.abs(millisecond - Date.now())).toBeLessThan(5000)
})
