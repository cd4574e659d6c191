import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => await database.drop())

test('a bigint, a numeric, a date and an instant come without loss', async () => {
  const { rows } = await database.pool.query(`
    select
      9223372036854775807::int8 as large,
      array[9223372036854775807, null]::int8[] as several,
      12345678901234567890.123::numeric as exact,
      array[0.1, 12345678901234567890]::numeric[] as exacts,
      date '2026-11-22' as day,
      array[date '2026-11-22'] as days,
      timestamptz '2026-11-22T10:20:00.123Z' as instant`)
  expect(rows[0]).toEqual({
    large: 9_223_372_036_854_775_807n,
    several: [9_223_372_036_854_775_807n, null],
    exact: '12345678901234567890.123',
    exacts: ['0.1', '12345678901234567890'],
    day: '2026-11-22',
    days: ['2026-11-22'],
    instant: new Date('2026-11-22T10:20:00.123Z'),
  })
})

test("an instant is the same in every time zone of a connection's", async () => {
  const instants = [
    '2026-11-22T10:20:00Z',
    '2026-11-22T10:20:00.5Z',
    '1969-12-31T23:59:59.999Z',
    '0050-01-02T00:00:00Z',
  ]
  const client = await database.pool.connect()
  try {
    for (const zone of ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another is the point
      await client.query(`set time zone '${zone}'`)
      // oxlint-disable-next-line no-await-in-loop
      const { rows } = await client.query<{ instant: Date }>(
        'select instant from unnest($1::timestamptz[]) with ordinality as u (instant, place) order by place',
        [instants],
      )
      expect(rows.map(({ instant }) => instant)).toEqual(instants.map((instant) => new Date(instant)))
    }
  } finally {
    client.release(true)
  }
})

test('arrays of words come as they are, whatever is in them', async () => {
  const words = [
    'plain',
    'a,b',
    'say "so"',
    '{braces}',
    'back\\slash',
    'NULL',
    'null',
    '',
    ' spaces ',
    'two\nlines',
  ]
  const id = '0190f3c2-7b1e-7000-8000-000000000001'
  const { rows } = await database.pool.query(
    `select $1::text[] as words, array['plain', null]::text[] as gaps, array['a', 'b']::text[] as few,
      '{}'::text[] as none, array[$2]::uuid[] as ids, array[array['a', 'b'], array['c', 'd']]::text[] as nested`,
    [words, id],
  )
  const nested = [
    ['a', 'b'],
    ['c', 'd'],
  ]
  expect(rows[0]).toEqual({ words, gaps: ['plain', null], few: ['a', 'b'], none: [], ids: [id], nested })
})

test('the death of an idle connection leaves the process alive and the pool at work', async () => {
  const client = await database.pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  client.release()
  const noticed = once(database.pool, 'remove')
  await database.pool
    .query('select pg_terminate_backend(pid) from pg_stat_activity where pid = $1::int', [rows[0]?.pid])
    .catch(() => undefined)
  await noticed
  await expect(database.pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] })
})

test('the death of a connection in use fails its query and no more', async () => {
  const client = await database.pool.connect()
  await expect(client.query('select pg_terminate_backend(pg_backend_pid())')).rejects.toThrow(/terminat/)
  client.release(true)
  await expect(database.pool.query('select 1 as one')).resolves.toMatchObject({ rows: [{ one: 1 }] })
})
