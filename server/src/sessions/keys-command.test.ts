import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { ApiKeys } from './api-keys.ts'
import { SigningKeys } from './signing-keys.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function run(...words: string[]): Promise<{ out: string; error: string; code: number }> {
  const command = join(import.meta.dirname, 'keys-command.ts')
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...words], {
      env: { ...process.env, DATABASE_URL: database.url },
    })
    return { out: stdout.trim(), error: '', code: 0 }
  } catch (error) {
    const { stderr, code } = error as { stderr: string; code: number }
    return { out: '', error: stderr.trim(), code }
  }
}

test('the command makes a key that works, lists it without its secret, and ends it', async () => {
  const { out: secret } = await run('create', '--name', 'backend', '--scopes', 'read,ledger')
  const keys = new ApiKeys(database.pool)
  expect(await keys.find(secret)).toMatchObject({ name: 'backend', scopes: ['read', 'ledger'] })
  const { out: list } = await run('list')
  expect(list).toMatch(/^[0-9a-f-]{36} {2}sk_\S+… {2}backend {2}\[read,ledger\] {2}last used \d{4}-/)
  expect(list).not.toContain(secret)
  expect((await run('revoke', list.slice(0, 36))).out).toBe('The key no longer works.')
  keys.forget()
  expect(await keys.find(secret)).toBeUndefined()
})

test('the command adds a signing key', async () => {
  const before = await new SigningKeys(database.pool).published()
  expect((await run('rotate-signing-key')).out).toContain('in ten minutes')
  expect(await new SigningKeys(database.pool).published()).toHaveLength(before.length + 1)
})

test.each([
  [['create'], 'Say what the key is for: --name NAME.'],
  [['create', '--name', 'x', '--scopes', 'everything'], '"everything" is no scope'],
  [['revoke', 'nothing'], 'There is no such key'],
  [[], 'Usage:'],
])('%j says what is wrong', async (words, message) => {
  const { error, code } = await run(...words)
  expect(error).toContain(message)
  expect(error).not.toMatch(/at .*\.ts/)
  expect(code).toBe(1)
})
