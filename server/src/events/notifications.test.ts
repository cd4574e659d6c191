import { expect, test, vi } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { startEvents } from './index.ts'

test('a server hears when another one asks for help with the inbox', async () => {
  const database = await createTestDatabase()
  let calls = 0
  const events = await startEvents({
    pool: database.pool,
    connectionString: database.url,
    isRevoked: () => false,
    onAccessChanged: async () => {},
    onPaymentEvents: () => {
      calls += 1
    },
    onError: () => {},
  })
  try {
    // Once when it began to listen, for what was told before.
    const before = calls
    await database.pool.query(`select pg_notify('creditkit_inbox', '')`)
    await vi.waitFor(() => expect(calls).toBe(before + 1))
  } finally {
    await events.close()
    await database.drop()
  }
})
