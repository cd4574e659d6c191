import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from './testing.ts'

let room: TestLedger

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

test('what expires is said of all grants, however many there are', async () => {
  await room.setClock(new Date('2026-06-01T00:00:00Z'))
  const customer = unique('customer')
  const key = { customer, currency: 'credits' }
  const first = await room.ledger.grant({ ...key, amount: 1n, expiresAt: new Date('2026-06-15T00:00:00Z') })
  const later = {
    amount: 1,
    category: 'paid',
    priority: 0,
    source: 'manual',
    expires_at: '2026-06-20T00:00:00Z',
  }
  await room.database.pool.query(
    `select creditkit.make_grant($1::text, 'credits', '', $2::jsonb, null) from generate_series(1, 1001)`,
    [customer, later],
  )
  const expiries = await room.ledger.expiries(key)
  expect(expiries).toHaveLength(1002)
  expect(expiries[0]).toMatchObject({ grantId: first.id, likelyUnused: 1n })
})

test('what goes unused goes by the pace itself, also where that is less than one a day', async () => {
  const start = Date.UTC(2026, 5, 1)
  const DAY = 86_400_000
  await room.setClock(new Date(start))
  const key = { customer: unique('customer'), currency: 'tokens' }
  await room.ledger.grant({ ...key, amount: 500n, expiresAt: new Date(start + 330 * DAY) })
  await room.ledger.consume({ ...key, amount: 10n, idempotencyKey: unique() })
  await room.setClock(new Date(start + 25 * DAY))
  // 0.4 a day, in the 305 days that are left: 122.
  expect(await room.ledger.expiries(key)).toMatchObject([{ remaining: 490n, likelyUnused: 368n }])
})

test('credits last as long as they can be used before they expire, which agrees with what will go unused', async () => {
  const start = Date.UTC(2026, 5, 1)
  const DAY = 86_400_000
  await room.setClock(new Date(start))
  const key = { customer: unique('customer'), currency: 'tokens' }
  const days = async () => ((await room.ledger.forecast(key))?.seconds ?? Number.NaN) / 86_400
  await room.ledger.grant({ ...key, amount: 48n })
  await room.ledger.consume({ ...key, amount: 24n, idempotencyKey: unique() })
  await room.setClock(new Date(start + DAY))
  // 24 a day.
  expect(await days()).toBe(1)
  await room.ledger.grant({ ...key, amount: 100n, expiresAt: new Date(start + 2 * DAY) })
  expect(await room.ledger.expiries(key)).toMatchObject([{ remaining: 100n, likelyUnused: 76n }])
  expect(await days()).toBe(2)
  await room.ledger.grant({ ...key, amount: 30n, expiresAt: new Date(start + 2.5 * DAY) })
  await room.ledger.grant({ ...key, amount: 6n, expiresAt: new Date(start + 3 * DAY) })
  // Until then 12 more of the 30 and 6, and the 24 that stay.
  expect(await days()).toBe(2.75)
  expect((await room.ledger.expiries(key)).map(({ likelyUnused }) => likelyUnused)).toEqual([76n, 18n, 0n])
  await room.ledger.holds.create({ ...key, amount: 12n, lapsesAfter: 'P1D' })
  expect(await days()).toBe(2.25)
  expect((await room.ledger.balance(key)).nextExpiry).toEqual({ at: new Date(start + 2 * DAY), amount: 100n })
})

test('what a roll-over’s cap will take at the next turn is told as what expires then', async () => {
  const start = Date.UTC(2026, 5, 1)
  const DAY = 86_400_000
  await room.setClock(new Date(start))
  const key = { customer: unique('customer'), currency: 'tokens' }
  const period = { unit: 'day', count: 10 } as const
  await room.ledger.recurringGrants.create({
    ...key,
    amount: 100n,
    period,
    rollover: { kind: 'up_to', cap: 70n },
  })
  const first = { expiresAt: new Date(start + 10 * DAY), remaining: 30n }
  expect(await room.ledger.expiries(key)).toMatchObject([{ ...first, likelyUnused: 30n }])
  expect((await room.ledger.balance(key)).nextExpiry).toEqual({ at: first.expiresAt, amount: 30n })
  // 1 a day from here on.
  await room.ledger.consume({ ...key, amount: 1n, idempotencyKey: unique() })
  await room.setClock(new Date(start + DAY))
  expect(await room.ledger.expiries(key)).toMatchObject([{ remaining: 29n, likelyUnused: 20n }])
  expect((await room.ledger.balance(key)).nextExpiry).toMatchObject({ amount: 29n })
  await room.ledger.holds.create({ ...key, amount: 80n, lapsesAfter: 'P60D' })
  expect((await room.ledger.balance(key)).nextExpiry).toMatchObject({ amount: 19n })
  expect(await room.ledger.expiries(key)).toMatchObject([{ remaining: 19n, likelyUnused: 10n }])
  await room.setClock(new Date(start + 10 * DAY))
  expect(await room.ledger.balance(key)).toMatchObject({
    balance: 180n,
    nextExpiry: { at: new Date(start + 20 * DAY), amount: 100n },
  })
})

test('what a cap will take is used after what expires, in the runway as in what goes unused', async () => {
  const start = Date.UTC(2026, 5, 1)
  const DAY = 86_400_000
  await room.setClock(new Date(start))
  const key = { customer: unique('customer'), currency: 'tokens' }
  await room.ledger.grant({ ...key, amount: 1n })
  await room.ledger.consume({ ...key, amount: 1n, idempotencyKey: unique() })
  const period = { unit: 'day', count: 10 } as const
  await room.ledger.recurringGrants.create({
    ...key,
    amount: 100n,
    period,
    rollover: { kind: 'up_to', cap: 70n },
  })
  await room.setClock(new Date(start + DAY / 2))
  await room.ledger.grant({ ...key, amount: 5n, expiresAt: new Date(start + 20 * DAY) })
  // 1 a day: 5 that expire, then 4 of the 30 until the turn, and the 70 that stay.
  expect((await room.ledger.expiries(key)).map(({ likelyUnused }) => likelyUnused)).toEqual([26n, 0n])
  expect(await room.ledger.balance(key)).toMatchObject({
    nextExpiry: { at: new Date(start + 10 * DAY), amount: 30n },
    runway: { seconds: 79 * 86_400 },
  })
})
