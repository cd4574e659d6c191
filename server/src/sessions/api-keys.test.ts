import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { ApiKeyError, ApiKeys } from './api-keys.ts'

let database: TestDatabase
let keys: ApiKeys

beforeAll(async () => {
  database = await createTestDatabase()
  keys = new ApiKeys(database.pool)
})
afterAll(() => database.drop())

test('a key is found by its secret, and the database does not know the secret', async () => {
  const secret = await keys.create('backend')
  expect(secret).toMatch(/^sk_[\w-]{43}$/)
  expect(await keys.find(secret)).toMatchObject({ name: 'backend' })
  const { rows } = await database.pool.query('select api_keys::text as row from creditkit.api_keys')
  expect(JSON.stringify(rows)).not.toContain(secret.slice(8))
})

test.each(['', 'sk_', 'sk_short', `sk_${'a'.repeat(43)}`, `pk_${'a'.repeat(43)}`])(
  '"%s" is no key',
  async (secret) => {
    expect(await keys.find(secret)).toBeUndefined()
  },
)

test('a name has at most two living keys, so that one can replace the other', async () => {
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => keys.create('rotating')))
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(2)
  const [refused] = results.filter((result) => result.status === 'rejected')
  expect(refused?.reason).toBeInstanceOf(ApiKeyError)

  const [first] = (await keys.list()).filter((key) => key.name === 'rotating')
  expect(await keys.revoke(first?.id ?? '')).toBe(true)
  await expect(keys.create('rotating')).resolves.toMatch(/^sk_/)
})

test('a revoked key stops at once, here and wherever the news arrives', async () => {
  const secret = await keys.create('leaked')
  const elsewhere = new ApiKeys(database.pool)
  const found = await keys.find(secret)
  await elsewhere.find(secret)
  await keys.revoke(found?.id ?? '')
  expect(await keys.find(secret)).toBeUndefined()
  elsewhere.forget()
  expect(await elsewhere.find(secret)).toBeUndefined()
  expect(await keys.revoke(found?.id ?? '')).toBe(false)
})

test('the last use is noted', async () => {
  const secret = await keys.create('used')
  const usedAt = async () => (await keys.list()).find((key) => key.name === 'used')?.lastUsedAt
  expect(await usedAt()).toBeNull()
  await keys.find(secret)
  expect(await usedAt()).toBeInstanceOf(Date)
})
