import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { Feed } from './feed.ts'
import { Outbox, type OutboxRow } from './outbox.ts'
import { comparePositions, decodePosition, encodePosition } from './position.ts'

let database: TestDatabase
let outbox: Outbox
let seen: OutboxRow[]
let feed: Feed
let clients: pg.PoolClient[]

beforeAll(async () => {
  database = await createTestDatabase()
  outbox = new Outbox(database.pool)
})
afterAll(() => database.drop())

beforeEach(async () => {
  seen = []
  clients = []
  feed = await Feed.open(
    outbox,
    (row) => seen.push(row),
    (error) => {
      throw error
    },
  )
})
afterEach(async () => {
  for (const client of clients) {
    // oxlint-disable-next-line no-await-in-loop -- one connection after another
    await client.query('rollback')
    client.release()
  }
})

async function read(): Promise<unknown[]> {
  feed.wake()
  await feed.settled()
  return seen.map((row) => row.payload['name'])
}

const insert = (client: pg.Pool | pg.PoolClient, name: string, customer = 'ada') =>
  client.query(`insert into creditkit.outbox (customer, kind, payload) values ($1, 'balance', $2)`, [
    customer,
    { name },
  ])

async function begin(): Promise<pg.PoolClient> {
  const client = await database.pool.connect()
  clients.push(client)
  await client.query('begin')
  return client
}

test('hands on what was committed, once', async () => {
  await insert(database.pool, 'one')
  await insert(database.pool, 'two')
  expect(await read()).toEqual(['one', 'two'])
  expect(await read()).toEqual(['one', 'two'])
  await insert(database.pool, 'three')
  expect(await read()).toEqual(['one', 'two', 'three'])
})

test('begins at now: what happened before is not handed on', async () => {
  await insert(database.pool, 'early')
  const late: OutboxRow[] = []
  const other = await Feed.open(
    outbox,
    (row) => late.push(row),
    () => {},
  )
  await insert(database.pool, 'late')
  other.wake()
  await other.settled()
  expect(late.map((row) => row.payload['name'])).toEqual(['late'])
})

test('an id that becomes visible after a higher one is not lost', async () => {
  const slow = await begin()
  await insert(slow, 'lower id, commits last')
  await insert(database.pool, 'higher id, commits first')
  expect(await read()).toEqual(['higher id, commits first'])
  await slow.query('commit')
  expect(await read()).toEqual(['higher id, commits first', 'lower id, commits last'])
})

test('a reader that resumes from the position gets everything, whatever order the commits had', async () => {
  const slow = await begin()
  await insert(slow, 'slow')
  await insert(database.pool, 'quick')
  await read()
  const cursor = decodePosition(encodePosition(feed.position))
  await slow.query('commit')
  await insert(database.pool, 'later')
  const rows = await outbox.after(cursor ?? { xact: 0n, id: 0n }, 100, 'ada')
  expect(new Set(rows.map((row) => row.payload['name']))).toEqual(new Set(['later', 'quick', 'slow']))
})

test('the position waits for a long transaction, and rows do not', async () => {
  const slow = await begin()
  await insert(slow, 'slow')
  const before = feed.position
  for (let index = 0; index < 5; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another by intent
    await insert(database.pool, `row ${index}`)
    // oxlint-disable-next-line no-await-in-loop
    expect(await read()).toHaveLength(index + 1)
  }
  const blocked = seen[0]?.position ?? before
  expect(comparePositions(feed.position, blocked)).toBeLessThan(0)
  await slow.query('commit')
  await insert(database.pool, 'last')
  expect(await read()).toHaveLength(7)
  // Nothing runs any more, so the next look moves over all of it.
  await read()
  expect(comparePositions(feed.position, seen[0]?.position ?? before)).toBeGreaterThan(0)
})

test('what was rolled back is never handed on', async () => {
  const client = await begin()
  await insert(client, 'undone')
  await client.query('rollback')
  await insert(database.pool, 'done')
  expect(await read()).toEqual(['done'])
})

test('more than a page is handed on in full', async () => {
  await database.pool.query(
    `insert into creditkit.outbox (customer, kind, payload) select 'ada', 'balance', '{}' from generate_series(1, 2500)`,
  )
  expect(await read()).toHaveLength(2500)
})

test('many writers at once: every row once, also for one who resumes again and again', async () => {
  const writers = 8
  const each = 25
  const resumed = new Set<bigint>()
  let cursor = feed.position
  const work = { done: false }
  const resume = (async () => {
    while (!work.done) {
      // oxlint-disable-next-line no-await-in-loop -- a reader that comes back again and again
      await read()
      const to = feed.position
      // oxlint-disable-next-line no-await-in-loop
      for (const row of await outbox.after(cursor, 5000)) {
        if (comparePositions(row.position, to) <= 0) resumed.add(row.position.id)
      }
      cursor = to
    }
  })()
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const client = await database.pool.connect()
      for (let index = 0; index < each; index += 1) {
        // oxlint-disable-next-line no-await-in-loop -- each writer's transactions follow one another
        await client.query('begin')
        // oxlint-disable-next-line no-await-in-loop
        await insert(client, `${writer}-${index}`)
        // oxlint-disable-next-line no-await-in-loop
        await insert(client, `${writer}-${index} again`)
        // oxlint-disable-next-line no-await-in-loop
        await client.query('commit')
      }
      client.release()
    }),
  )
  work.done = true
  await resume
  const names = await read()
  expect(names).toHaveLength(writers * each * 2)
  expect(new Set(names).size).toBe(names.length)
  for (const row of await outbox.after(cursor, 5000)) resumed.add(row.position.id)
  expect(resumed.size).toBe(names.length)
})

test('pruning moves the mark by which a reader learns that it has missed something', async () => {
  await insert(database.pool, 'old')
  await database.pool.query(`update creditkit.outbox set created_at = now() - interval '40 days'`)
  await insert(database.pool, 'new')
  const old = { xact: 0n, id: 0n }
  expect(await outbox.prune(30)).toBe(true)
  expect(await outbox.prune(30)).toBe(false)
  const rows = await outbox.after(old, 5000)
  expect(rows.map((row) => row.payload['name'])).toEqual(['new'])
  const mark = await outbox.pruned()
  expect(comparePositions(old, mark)).toBeLessThan(0)
  expect(comparePositions(rows[0]?.position ?? old, mark)).toBeGreaterThan(0)
})

test.each(['', '-', 'a', 'a-', '1-2-3', 'A-1', `${'z'.repeat(13)}-1`, '1-zzzzzzzzzzzzzz'])(
  '"%s" is no cursor of ours',
  (text) => {
    expect(decodePosition(text)).toBeUndefined()
  },
)
