import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from './testing.ts'

// Whatever a pool accepts it can count, and go on.

let room: TestLedger

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  for await (const finding of room.ledger.verify()) expect(finding).toBeUndefined()
  await room.close()
})

function letters(seed: number): string {
  return String.fromCodePoint(
    ...Array.from({ length: 128 }, (_, n) => 0x4e00 + ((seed * 7919 + n * 104_729) % 20_000)),
  )
}

function dimensionsOf(last: string): Record<string, string> {
  return Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((n) => [`part${n}`, n === 7 ? last : letters(n)]))
}

test('dimensions that are longer than an entry of an index are counted, each by itself', async () => {
  const key = { customer: unique('客'), currency: 'credits' }
  await room.ledger.grant({ ...key, amount: 1000n })
  const use = async (dimensions?: Record<string, string>) =>
    await room.ledger.consume({ ...key, amount: 1n, feature: 'text', dimensions, idempotencyKey: unique() })
  await use(dimensionsOf('a'))
  await use(dimensionsOf('b'))
  for (let count = 0; count < 40; count += 1) {
    // oxlint-disable-next-line no-await-in-loop -- over two blocks
    await use(count % 8 === 0 ? dimensionsOf('a') : undefined)
  }
  const day = { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 1000) }
  const usage = await room.ledger.usage({ ...key, ...day, groupBy: 'dimension.part7' })
  expect(usage.groups.map(({ key: last, total }) => [last, total])).toEqual([
    ['', 35n],
    ['a', 6n],
    ['b', 1n],
  ])
})

test('what flows through a pool in a quarter of an hour may be more than 64 bits', async () => {
  const key = { customer: unique('customer'), currency: 'credits' }
  const most = 4_700_000_000_000_000_000n
  for (let turn = 0; turn < 2; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await room.ledger.grant({ ...key, amount: most })
    // oxlint-disable-next-line no-await-in-loop
    await room.ledger.consume({ ...key, amount: most, idempotencyKey: unique() })
  }
  await room.ledger.grant({ ...key, amount: 100n })
  for (let count = 0; count < 30; count += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await room.ledger.consume({ ...key, amount: 1n, idempotencyKey: unique() })
  }
  const day = { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 1000) }
  const { total, buckets } = await room.ledger.usage({ ...key, ...day, bucket: 'hour' })
  expect(total).toBe(2n * most + 30n)
  expect(buckets.reduce((sum, bucket) => sum + bucket.total, 0n)).toBe(total)
  expect((await room.ledger.balance(key)).balance).toBe(70n)
})
