import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Random } from '../../test/random.ts'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'
import type { ConsumeRequest, Entry, EntryFilter } from './types/entry.ts'

const HOUR = 3_600_000

let room: TestLedger
let customer: string
let key: { customer: string; currency: string }

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

beforeEach(async () => {
  customer = unique('customer')
  key = { customer, currency: 'credits' }
  await room.setClock(new Date('2026-06-01T00:00:00Z'))
  await room.ledger.grant({ ...key, amount: 1_000_000n })
})

async function useAt(at: string, feature: string, amount: bigint, dimensions = {}): Promise<void> {
  await room.setClock(new Date(at))
  await room.ledger.consume({ ...key, feature, amount, dimensions, idempotencyKey: unique() })
}

test('usage is counted where the day is in the time zone that is asked for', async () => {
  await useAt('2026-06-10T18:10:00Z', 'image', 1n)
  await useAt('2026-06-10T18:20:00Z', 'image', 10n)
  await useAt('2026-06-10T23:59:59.999Z', 'text', 100n)
  await useAt('2026-06-11T00:00:00Z', 'image', 1000n)
  const query = { ...key, from: new Date('2026-06-09T18:15:00Z'), to: new Date('2026-06-11T18:15:00Z') }
  const usage = await room.ledger.usage({ ...query, timeZone: 'Asia/Kathmandu' })
  // Nepal is 5:45 ahead: its day begins at 18:15.
  expect(usage.buckets).toEqual([
    {
      start: new Date('2026-06-09T18:15:00Z'),
      end: new Date('2026-06-10T18:15:00Z'),
      total: 1n,
      amounts: { image: 1n },
    },
    {
      start: new Date('2026-06-10T18:15:00Z'),
      end: new Date('2026-06-11T18:15:00Z'),
      total: 1110n,
      amounts: { image: 1010n, text: 100n },
    },
  ])
  expect(usage.groups).toEqual([
    { key: 'image', name: 'Images', total: 1011n, previousTotal: 0n },
    { key: 'text', name: 'Texts', total: 100n, previousTotal: 0n },
  ])
})

test('where clocks are put back at midnight the day has both hours', async () => {
  // In Havana it is midnight at 04:00 and again at 05:00.
  await useAt('2026-11-01T03:59:59.999Z', 'image', 1n)
  await useAt('2026-11-01T04:00:00Z', 'image', 10n)
  await useAt('2026-11-01T05:00:00Z', 'image', 100n)
  const zone = { timeZone: 'America/Havana' }
  const to = new Date('2026-11-02T05:00:00Z')
  const usage = await room.ledger.usage({ ...key, ...zone, from: new Date('2026-10-31T04:00:00Z'), to })
  expect(usage.buckets.map(({ start, total }) => [start.toISOString(), total])).toEqual([
    ['2026-10-31T04:00:00.000Z', 1n],
    ['2026-11-01T04:00:00.000Z', 110n],
  ])
  const later = await room.ledger.usage({ ...key, ...zone, from: new Date('2026-11-01T04:00:00Z'), to })
  expect(later.total).toBe(110n)
})

test.each(['+05:30', 'GMT+5', 'Nowhere/Land', 'US/Pacific-New'])(
  '%s is no time zone, or one that the server and Postgres would not agree on',
  async (timeZone) => {
    const query = { ...key, from: new Date('2026-06-10T00:00:00Z'), to: new Date('2026-06-11T00:00:00Z') }
    const code = 'invalid_value'
    expect(await rejection(room.ledger.usage({ ...query, timeZone }))).toMatchObject({ code })
    expect(await rejection(room.ledger.finance({ ...query, timeZone }))).toMatchObject({ code })
  },
)

test('usage between any two instants is exact, at every bucket', async () => {
  await useAt('2026-06-10T10:00:00.000Z', 'image', 1n)
  await useAt('2026-06-10T10:07:30.500Z', 'image', 10n)
  await useAt('2026-06-12T11:00:00.000Z', 'image', 100n)
  await useAt('2026-06-14T10:07:30.499Z', 'image', 1000n)
  await useAt('2026-06-14T10:07:30.500Z', 'image', 10_000n)
  const query = {
    ...key,
    from: new Date('2026-06-10T10:07:30.500Z'),
    to: new Date('2026-06-14T10:07:30.500Z'),
  }
  for (const bucket of ['hour', 'day', 'week', 'month'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const usage = await room.ledger.usage({ ...query, bucket, timeZone: 'America/New_York' })
    expect([bucket, usage.total, usage.previousTotal]).toEqual([bucket, 1110n, 1n])
    expect(usage.buckets.reduce((total, { total: part }) => total + part, 0n)).toBe(1110n)
    expect(usage.buckets[0]?.start).toEqual(query.from)
    expect(usage.buckets.at(-1)?.end).toEqual(query.to)
  }
  const minutes = { ...key, from: new Date('2026-06-10T10:00:00Z'), to: new Date('2026-06-10T10:10:00Z') }
  const usage = await room.ledger.usage({ ...minutes, bucket: 'minute' })
  expect(usage.buckets.map(({ total }) => total)).toEqual([1n, 0n, 0n, 0n, 0n, 0n, 0n, 10n, 0n, 0n])
})

test('usage is grouped by any dimension, and late usage counts where it happened', async () => {
  await useAt('2026-06-10T10:00:00Z', 'image', 1n, { model: 'large' })
  await useAt('2026-06-10T10:00:00Z', 'image', 10n, { model: 'small' })
  await useAt('2026-06-10T10:00:00Z', 'image', 100n)
  await room.setClock(new Date('2026-06-12T10:00:00Z'))
  const at = new Date('2026-06-10T10:01:00Z')
  const late = { ...key, feature: 'image', amount: 1000n, dimensions: { model: 'large' }, at }
  await room.ledger.consume({ ...late, idempotencyKey: unique() })
  const query = { ...key, from: new Date('2026-06-10T00:00:00Z'), to: new Date('2026-06-10T10:05:00Z') }
  const usage = await room.ledger.usage({ ...query, groupBy: 'dimension.model' })
  expect(usage.groups.map(({ key: value, total }) => [value, total])).toEqual([
    ['large', 1001n],
    ['', 100n],
    ['small', 10n],
  ])
})

const seed = Number(process.env['LEDGER_USAGE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

test(`usage adds up, in whichever blocks it is counted (LEDGER_USAGE_SEED=${seed})`, async () => {
  const { ledger } = room
  const random = new Random(seed)
  const began = Date.UTC(2026, 5, 10)
  const used: { at: number; feature: string; amount: bigint }[] = []
  let now = began
  for (let round = 0; round < 12; round += 1) {
    const requests: ConsumeRequest[] = Array.from({ length: random.pick([1, 3, 30, 70]) }, () => {
      const late = random.chance(0.2)
      const happened = late ? now - random.below(40 * HOUR) : now
      const feature = random.pick(['image', 'text'])
      used.push({ at: happened, feature, amount: BigInt(used.length + 1) })
      const time = late && happened < now ? { at: new Date(happened) } : {}
      return { ...key, ...time, feature, amount: BigInt(used.length), idempotencyKey: unique() }
    })
    // oxlint-disable-next-line no-await-in-loop -- a history is one step after another
    await room.setClock(new Date(now))
    // oxlint-disable-next-line no-await-in-loop
    expect((await ledger.consumeBatch(requests)).every(({ ok }) => ok)).toBe(true)
    const from = began - 40 * HOUR + random.below(80 * HOUR)
    const to = from + 1 + random.below(80 * HOUR)
    const query = { ...key, from: new Date(from), to: new Date(to), bucket: 'hour' as const }
    // oxlint-disable-next-line no-await-in-loop
    const usage = await ledger.usage(query)
    const expected = new Map<string, bigint>()
    for (const { at: happened, feature, amount } of used) {
      if (happened >= from && happened < to) expected.set(feature, (expected.get(feature) ?? 0n) + amount)
    }
    const groups = usage.groups.filter(({ total }) => total > 0n)
    expect(new Map(groups.map(({ key: feature, total }) => [feature, total]))).toEqual(expected)
    const all = used.reduce((sum, { amount }) => sum + amount, 0n)
    // oxlint-disable-next-line no-await-in-loop
    expect((await ledger.forecast(key))?.perDay).toBe(perDay(all, used, now))
    now += random.below(3 * HOUR)
  }
  for await (const finding of ledger.verify({ customer: key.customer })) expect(finding).toBeUndefined()
})

/** What was used ÷ the days since midnight of the first day with usage, a day at least, rounded. */
function perDay(all: bigint, used: readonly { at: number }[], now: number): bigint {
  const first = Math.floor(Math.min(...used.map(({ at: happened }) => happened)) / (24 * HOUR)) * 24 * HOUR
  const elapsed = BigInt(Math.max(now - first, 24 * HOUR))
  return (all * BigInt(24 * HOUR) + elapsed / 2n) / elapsed
}

async function at(instant: string): Promise<bigint> {
  return (await room.ledger.balanceAt(key, new Date(instant))).balance
}

test('the balance of any past instant can be asked for', async () => {
  await useAt('2026-06-02T00:00:00Z', 'image', 1000n)
  await useAt('2026-06-03T00:00:00Z', 'image', 1000n)
  expect(await at('2026-05-31T23:59:59.999Z')).toBe(0n)
  expect(await at('2026-06-01T00:00:00Z')).toBe(1_000_000n)
  expect(await at('2026-06-02T23:59:59.999Z')).toBe(999_000n)
  expect(await at('2026-06-03T00:00:00Z')).toBe(998_000n)
})

async function readAll(filter: EntryFilter): Promise<Entry[]> {
  const found: Entry[] = []
  let cursor: string | null = null
  do {
    // oxlint-disable-next-line no-await-in-loop -- page after page
    const page: { data: readonly Entry[]; nextCursor: string | null } = await room.ledger.entries(customer, {
      ...filter,
      cursor,
    })
    found.push(...page.data)
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}

test('entries are paged over all pools of a customer, in both directions, each once', async () => {
  await room.ledger.grant({ ...key, resource: 'team', amount: 500n })
  await room.ledger.grant({ customer, currency: 'tokens', amount: 500n })
  for (let turn = 0; turn < 20; turn += 1) {
    const pool = [key, { ...key, resource: 'team' }, { customer, currency: 'tokens' }][turn % 3] ?? key
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await room.setClock(new Date(Date.UTC(2026, 5, 2, 0, 0, Math.floor(turn / 4))))
    // oxlint-disable-next-line no-await-in-loop
    await room.ledger.consume({ ...pool, amount: 1n, idempotencyKey: unique() })
  }
  const all = await readAll({ limit: 100 })
  expect(all).toHaveLength(23)
  expect(await readAll({ limit: 3 })).toEqual(all)
  expect(await readAll({ limit: 3, order: 'oldest' })).toEqual(all.toReversed())
  expect(await readAll({ limit: 2, resource: '', currency: 'credits' })).toHaveLength(8)
  expect(await readAll({ limit: 2, kinds: ['grant'] })).toHaveLength(3)
  const from = new Date(Date.UTC(2026, 5, 2, 0, 0, 1))
  const to = new Date(Date.UTC(2026, 5, 2, 0, 0, 3))
  expect(await readAll({ limit: 3, from, to })).toHaveLength(8)
})

test('entries of one grant, one feature, one order', async () => {
  const grant = await room.ledger.grant({ ...key, amount: 10n, priority: -1, orderId: 'order-1' })
  await useAt('2026-06-02T00:00:00Z', 'image', 4n)
  await useAt('2026-06-02T00:00:00Z', 'text', 10n)
  await useAt('2026-06-02T00:00:00Z', 'text', 10n)
  expect(await readAll({ grantId: grant.id })).toHaveLength(3)
  expect(await readAll({ feature: 'text' })).toHaveLength(2)
  expect(await readAll({ orderId: 'order-1' })).toHaveLength(1)
})

test('the forecast goes by the pace of the last days, and says what will go unused', async () => {
  await room.ledger.grant({ ...key, amount: 1000n, expiresAt: new Date('2026-06-21T00:00:00Z') })
  await useAt('2026-06-01T06:00:00Z', 'image', 100n)
  await useAt('2026-06-10T12:00:00Z', 'image', 400n)
  await room.setClock(new Date('2026-06-11T00:00:00Z'))
  const forecast = await room.ledger.forecast(key)
  // 500 in ten days; 1,000,500 left.
  expect(forecast).toMatchObject({ perDay: 50n, windowDays: 10, seconds: 315_360_000 })
  const [expiry] = await room.ledger.expiries(key)
  expect(expiry).toMatchObject({
    remaining: 500n,
    likelyUnused: 0n,
    expiresAt: new Date('2026-06-21T00:00:00Z'),
  })
  const soon = await room.ledger.grant({ ...key, amount: 800n, expiresAt: new Date('2026-06-13T00:00:00Z') })
  expect((await room.ledger.expiries(key))[0]).toMatchObject({ grantId: soon.id, likelyUnused: 700n })
  // From noon to midnight another goes before it.
  const [effectiveAt, expiresAt] = [new Date('2026-06-11T12:00:00Z'), new Date('2026-06-12T00:00:00Z')]
  await room.ledger.grant({ ...key, amount: 1000n, effectiveAt, expiresAt })
  expect((await room.ledger.expiries(key))[0]).toMatchObject({ grantId: soon.id, likelyUnused: 725n })
})

test('pools are listed with their balances, page by page', async () => {
  await room.ledger.grant({ ...key, resource: 'team', amount: 5n })
  const first = await room.ledger.pools({ customer, limit: 1 })
  expect(first.data).toMatchObject([{ resource: null, balance: 1_000_000n, available: 1_000_000n }])
  const second = await room.ledger.pools({ customer, limit: 1, cursor: first.nextCursor })
  expect(second).toMatchObject({ data: [{ resource: 'team', balance: 5n }], nextCursor: null })
})

test('a balance says what is of which kind, what it is worth and what expires next', async () => {
  const unitCost = { amount: '0.15', currency: 'usd', scale: 2 }
  await room.ledger.currencies.put({ id: 'priced', name: { singular: 'p', plural: 'p' }, scale: 1, unitCost })
  const pool = { customer, currency: 'priced' }
  const expiresAt = new Date('2026-07-01T00:00:00Z')
  await room.ledger.grant({ ...pool, amount: 105n, category: 'paid' })
  await room.ledger.grant({ ...pool, amount: 25n, expiresAt })
  await room.ledger.consume({ ...pool, amount: 5n, idempotencyKey: unique() })
  const state = await room.ledger.balance(pool)
  expect(state).toMatchObject({
    balance: 125n,
    granted: 130n,
    used: 5n,
    byCategory: [
      { category: 'paid', remaining: 105n },
      { category: 'promotional', remaining: 20n },
    ],
    nextExpiry: { at: expiresAt, amount: 20n },
    // 12.5 credits at 0.15 cents each: 1.875 cents.
    value: { amount: 2n, currency: 'usd', scale: 2 },
  })
  await room.ledger.holds.create({ ...pool, amount: 50n })
  // What is held cannot be spent: 7.5 credits are 1.125 cents.
  expect((await room.ledger.balance(pool)).value?.amount).toBe(1n)
  expect(await rejection(room.ledger.balance({ customer, currency: 'gold' }))).toMatchObject({
    code: 'unknown_currency',
  })
})
