import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'

let room: TestLedger
let key: { customer: string; currency: string }

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

beforeEach(async () => {
  key = { customer: unique('customer'), currency: 'credits' }
  await room.ledger.grant({ ...key, amount: 5000n })
})

test.each([
  ['hard', [true, false]],
  ['soft', [true, true, false]],
] as const)('a check says of a %s overdraft what a consumption then does', async (kind, outcomes) => {
  await room.ledger.setOverdraft({ ...key, limit: 2000n, kind })
  await room.ledger.consume({ ...key, amount: 4000n, idempotencyKey: unique() })
  const use = { ...key, feature: 'image', whenShort: 'overdraft' } as const
  for (const [index, allowed] of outcomes.entries()) {
    const available = 1000n - 2000n * BigInt(index)
    // oxlint-disable-next-line no-await-in-loop -- one after another is the point
    const [plain, check] = [
      await room.ledger.check({ ...key, feature: 'image' }),
      await room.ledger.check(use),
    ]
    expect(plain).toMatchObject({ allowed: false, available, missing: 2000n - available })
    const remaining = allowed ? available - 2000n : available
    expect(check).toMatchObject({ allowed, available, remaining, missing: allowed ? 0n : 2000n - available })
    // oxlint-disable-next-line no-await-in-loop
    const done = await room.ledger.consume({ ...use, idempotencyKey: unique() }).catch(() => null)
    expect(done !== null).toBe(allowed)
  }
})

test('a check in the transaction of the consumption stands until its end', async () => {
  const client = await room.database.pool.connect()
  await client.query('begin')
  const check = await room.ledger.check({ ...key, amount: 5000n }, client)
  expect(check).toMatchObject({ allowed: true, remaining: 0n })
  const other = rejection(room.ledger.consume({ ...key, amount: 1n, idempotencyKey: unique() }))
  await room.ledger.consumeIn(client, { ...key, amount: 5000n, idempotencyKey: unique() })
  await client.query('commit')
  client.release()
  expect(await other).toMatchObject({ code: 'insufficient_credits' })
})

test('a check of restricted credits is of one moment, whatever changes beside it', async () => {
  await room.ledger.grant({ ...key, amount: 1n, features: ['image'] })
  const client = await room.database.pool.connect()
  await client.query('begin')
  await client.query('lock table creditkit.features')
  const check = room.ledger.check({ ...key, feature: 'search', amount: 1n })
  const waiting = `select from pg_locks where relation = 'creditkit.features'::regclass and not granted`
  await expect.poll(async () => (await room.database.pool.query(waiting)).rowCount).toBe(1)
  await room.ledger.grant({ ...key, amount: 500n }, client)
  await client.query('commit')
  client.release()
  expect(await check).toMatchObject({ available: 5000n, seq: 2n })
})
