import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { TransactionRolledBackError, withTransaction } from './transaction.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  await database.pool.query('create table noted (word text primary key)')
})

afterAll(async () => await database.drop())

async function words(): Promise<string[]> {
  const { rows } = await database.pool.query<{ word: string }>('select word from noted order by word')
  return rows.map((row) => row.word)
}

test('a transaction that succeeds is committed, with its result', async () => {
  const result = await withTransaction(database.pool, async (client) => {
    await client.query(`insert into noted values ('committed')`)
    return 42
  })
  expect(result).toBe(42)
  expect(await words()).toContain('committed')
})

test('a transaction whose work throws is rolled back', async () => {
  const failing = withTransaction(database.pool, async (client) => {
    await client.query(`insert into noted values ('thrown')`)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await words()).not.toContain('thrown')
})

test('a commit that Postgres turned into a rollback is an error', async () => {
  const swallowing = withTransaction(database.pool, async (client) => {
    await client.query(`insert into noted values ('swallowed')`)
    await client.query('select 1/0').catch(() => undefined)
  })
  await expect(swallowing).rejects.toThrow(TransactionRolledBackError)
  expect(await words()).not.toContain('swallowed')
})

test('a transaction reads what others committed meanwhile', async () => {
  await withTransaction(database.pool, async (client) => {
    const count = async () => (await client.query('select from noted')).rowCount
    const before = await count()
    await database.pool.query(`insert into noted values ('meanwhile')`)
    expect(await count()).toBe((before ?? 0) + 1)
  })
})

test('a connection that breaks within a transaction is not used again', async () => {
  const broken = withTransaction(database.pool, async (client) => {
    await client.query('select pg_terminate_backend(pg_backend_pid())')
  })
  await expect(broken).rejects.toThrow(/terminat/)
  await expect(words()).resolves.toBeInstanceOf(Array)
})
