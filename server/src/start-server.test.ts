import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createTestDatabase } from '../test/database.ts'
import { readConfiguration } from './configuration.ts'
import { createLogger } from './http/logging.ts'
import { listen } from './http/server.ts'
import { SettingError } from './setting-error.ts'
import { startServer } from './start-server.ts'

/** Starts a server that is bound to fail. @returns what it says */
async function whyNot(environment: Record<string, string>): Promise<string> {
  const configuration = readConfiguration({
    STRIPE_API_BASE: 'http://127.0.0.1:1',
    STRIPE_WEBHOOK_SECRET: 'whsec_test',
    ...environment,
  })
  const failure: unknown = await startServer(configuration, createLogger('silent')).catch(
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(Error)
  return (failure as Error).message
}

test.each(['127.0.0.1:1', 'localhost:1', 'nowhere.invalid'])(
  'a database that is not at %s is told by its variable, and without the password',
  async (place) => {
    const message = await whyNot({ DATABASE_URL: `postgres://user:hidden@${place}/database` })
    expect(message).toMatch(
      /^DATABASE_URL leads to no database: correct it, .*\(.*(ECONNREFUSED|ENOTFOUND|EAI_AGAIN).*\)$/,
    )
    expect(message).not.toContain('hidden')
  },
)

test('of a name with several addresses, none of which answers, the reason is told too', () => {
  const cause = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })
  expect(new SettingError('Correct it.', cause).message).toBe('Correct it. (ECONNREFUSED)')
})

test('a folder that cannot be is told by its variable', async () => {
  const message = await whyNot({ CREDITKIT_DATA_DIR: join(import.meta.filename, 'inside') })
  expect(message).toMatch(
    /^CREDITKIT_DATA_DIR is ".*inside": use a folder that can be made and written\. \(ENOTDIR/,
  )
})

test.each(['127.0.0.1', '192.0.2.1'])(
  'a place %s that cannot be listened at is told by its variables',
  async (host) => {
    const database = await createTestDatabase()
    onTestFinished(() => database.drop())
    const other = createServer()
    const port = await listen(other, 0, '127.0.0.1')
    onTestFinished(() => void other.close())
    const message = await whyNot({
      DATABASE_URL: database.url,
      CREDITKIT_HOST: host,
      CREDITKIT_PORT: String(port),
    })
    expect(message).toMatch(
      new RegExp(
        `^CREDITKIT_HOST and CREDITKIT_PORT are ${host} and ${port}: use .*\\(listen EADDR(INUSE|NOTAVAIL)`,
      ),
    )
  },
)
