import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withTransaction } from '../database/transaction.ts'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'

let room: TestLedger
let key: { customer: string; currency: string }

const NOON = Date.UTC(2026, 5, 1, 12)
const HOUR = 3_600_000

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

beforeEach(async () => {
  key = { customer: unique('customer'), currency: 'credits' }
  await room.setClock(new Date(NOON))
})

async function balance(): Promise<bigint> {
  return (await room.ledger.balance(key)).balance
}

async function spend(amount: bigint): Promise<void> {
  await room.ledger.consume({ ...key, amount, idempotencyKey: unique() })
}

test('a grant counts from its effective instant to its expiry instant, to the millisecond', async () => {
  const grant = await room.ledger.grant({
    ...key,
    amount: 100n,
    effectiveAt: new Date(NOON + HOUR),
    expiresAfter: 'PT1H',
  })
  expect(grant).toMatchObject({ status: 'scheduled', expiresAt: new Date(NOON + 2 * HOUR) })
  await room.setClock(new Date(NOON + HOUR - 1))
  expect(await balance()).toBe(0n)
  await room.setClock(new Date(NOON + HOUR))
  expect(await balance()).toBe(100n)
  await room.setClock(new Date(NOON + 2 * HOUR - 1))
  expect(await balance()).toBe(100n)
  await room.setClock(new Date(NOON + 2 * HOUR))
  expect(await balance()).toBe(0n)
  const { data } = await room.ledger.entries(key.customer, { order: 'oldest' })
  expect(data.map((entry) => [entry.kind, entry.amount, entry.at.getTime()])).toEqual([
    ['grant', 100n, NOON + HOUR],
    ['expiry', -100n, NOON + 2 * HOUR],
  ])
  const why = await room.ledger.entries(key.customer, { grantId: grant.id, notes: true, order: 'oldest' })
  expect(why.data.map(({ kind }) => kind)).toEqual(['schedule', 'grant', 'expiry'])
})

test('what happened while nobody looked is written with the instants at which it happened', async () => {
  await room.ledger.grant({ ...key, amount: 100n, expiresAt: new Date(NOON + HOUR) })
  await room.setClock(new Date(NOON + 50 * HOUR))
  expect(await room.ledger.sweep()).toBeGreaterThan(0)
  const { data } = await room.ledger.entries(key.customer)
  expect(data[0]).toMatchObject({ kind: 'expiry', at: new Date(NOON + HOUR), balanceAfter: 0n })
})

test('the passing of an instant is told in the outbox', async () => {
  await room.ledger.grant({ ...key, amount: 100n, expiresAt: new Date(NOON + HOUR) })
  await room.setClock(new Date(NOON + HOUR))
  await room.ledger.sweep()
  const sql = `select kind, payload ->> 'status' as status, payload ->> 'balance' as balance
    from creditkit.outbox where customer = $1::text order by id`
  const { rows } = await room.database.pool.query(sql, [key.customer])
  expect(rows).toEqual([
    { kind: 'grant', status: 'available', balance: null },
    { kind: 'balance', status: null, balance: '100' },
    { kind: 'grant', status: 'expired', balance: null },
    { kind: 'balance', status: null, balance: '0' },
  ])
})

test('a repeated grant is the same grant, and its key cannot be used for another', async () => {
  const request = { ...key, amount: 100n, idempotencyKey: unique() }
  const grant = await room.ledger.grant(request)
  expect(await room.ledger.grant(request)).toEqual(grant)
  expect(await rejection(room.ledger.grant({ ...request, amount: 101n }))).toMatchObject({
    code: 'idempotency_key_reused',
  })
})

test('a grant in a transaction of the caller is there or not with that transaction', async () => {
  const failed = withTransaction(room.database.pool, async (client) => {
    await room.ledger.grant({ ...key, amount: 100n }, client)
    throw new Error('something else failed')
  })
  await expect(failed).rejects.toThrow('something else failed')
  expect(await balance()).toBe(0n)
  await withTransaction(room.database.pool, async (client) => {
    await room.ledger.grant({ ...key, amount: 100n }, client)
    expect((await room.ledger.balance(key, client)).balance).toBe(100n)
  })
  expect(await balance()).toBe(100n)
})

test('a void undoes a grant of which nothing was used, and only such a one', async () => {
  const { customer } = key
  const untouched = await room.ledger.grant({ ...key, amount: 100n, priority: 9 })
  const used = await room.ledger.grant({ ...key, amount: 100n })
  await spend(30n)
  const voided = await room.ledger.voidGrant({
    customer,
    grantId: untouched.id,
    reason: 'a mistake',
    actor: 'ann',
  })
  expect(voided).toMatchObject({ status: 'voided', remaining: 0n, withdrawn: 100n })
  expect(await rejection(room.ledger.voidGrant({ customer, grantId: used.id }))).toMatchObject({
    code: 'grant_in_use',
  })
  expect(await room.ledger.revokeGrant({ customer, grantId: used.id })).toMatchObject({
    status: 'taken_back',
    used: 30n,
  })
  expect(await balance()).toBe(0n)
  const { data } = await room.ledger.entries(customer)
  expect(data[1]).toMatchObject({ kind: 'void', reason: 'a mistake', actor: 'ann', amount: -100n })
})

test('a change of priority changes the burn order from then on', async () => {
  const { customer } = key
  const first = await room.ledger.grant({ ...key, amount: 100n })
  const second = await room.ledger.grant({ ...key, amount: 100n })
  await spend(10n)
  await room.ledger.changePriority({ customer, grantId: second.id, priority: -1 })
  await spend(10n)
  expect(await room.ledger.grantById(customer, first.id)).toMatchObject({ remaining: 90n })
  expect(await room.ledger.grantById(customer, second.id)).toMatchObject({ remaining: 90n, priority: -1 })
})

test('an adjustment down that is too large is refused whole, or owed where that is allowed', async () => {
  await room.ledger.grant({ ...key, amount: 100n })
  const request = { ...key, amount: -150n, reason: 'a correction', actor: 'ann' }
  expect(await rejection(room.ledger.adjust(request))).toMatchObject({ code: 'insufficient_credits' })
  expect(await balance()).toBe(100n)
  const entry = await room.ledger.adjust({ ...request, allowNegative: true })
  expect(entry).toMatchObject({ kind: 'adjustment', amount: -150n, overdraft: -50n, reason: 'a correction' })
  expect(await room.ledger.adjust({ ...request, amount: 60n })).toMatchObject({
    amount: 60n,
    balanceAfter: 10n,
  })
})

test('a monthly grant turns at its local time, comes back to the 31st, and does not roll over', async () => {
  const startsAt = new Date('2026-01-31T08:00:00+01:00')
  await room.setClock(startsAt)
  const period = { unit: 'month', count: 1 } as const
  await room.ledger.recurringGrants.create({ ...key, amount: 100n, period, timeZone: 'Europe/Berlin' })
  await room.setClock(new Date('2026-04-01T00:00:00Z'))
  expect(await balance()).toBe(100n)
  const { data } = await room.ledger.entries(key.customer, { order: 'oldest' })
  expect(data.map((entry) => [entry.kind, entry.at.toISOString()])).toEqual([
    ['grant', '2026-01-31T07:00:00.000Z'],
    ['grant', '2026-02-28T07:00:00.000Z'],
    ['expiry', '2026-02-28T07:00:00.000Z'],
    // Summer time: eight in the morning is an hour earlier in UTC.
    ['grant', '2026-03-31T06:00:00.000Z'],
    ['expiry', '2026-03-31T06:00:00.000Z'],
  ])
  const [recurring] = await room.ledger.recurringGrants.list(key.customer)
  await room.ledger.recurringGrants.end({ customer: key.customer, id: recurring?.id ?? '' })
  await room.setClock(new Date('2026-06-01T00:00:00Z'))
  expect(await balance()).toBe(0n)
})

test('where a time zone skips a day, a daily grant goes on with the next', async () => {
  // In Apia the 30th of December 2011 was left out: at 10:00 in UTC the 29th ended, and the 31st began.
  const startsAt = new Date('2011-12-28T10:00:00Z')
  await room.setClock(startsAt)
  const period = { unit: 'day', count: 1 } as const
  await room.ledger.recurringGrants.create({ ...key, amount: 100n, period, timeZone: 'Pacific/Apia' })
  await room.setClock(new Date('2012-01-01T09:00:00Z'))
  expect(await balance()).toBe(100n)
  const { data } = await room.ledger.entries(key.customer, { order: 'oldest' })
  const granted = data.filter(({ kind }) => kind === 'grant').map(({ at }) => at.toISOString().slice(5, 13))
  expect(granted).toEqual(['12-28T10', '12-29T10', '12-30T10', '12-31T10'])
})

test.each([
  ['zero', { amount: 0n }, 'invalid_amount'],
  ['a negative amount', { amount: -1n }, 'invalid_amount'],
  ['too large an amount', { amount: 2n ** 63n }, 'amount_too_large'],
  ['an unknown currency', { currency: 'gold' }, 'unknown_currency'],
  ['an expiry in the past', { expiresAt: new Date(NOON - 1) }, 'invalid_expiry'],
  ['an expiry now', { expiresAt: new Date(NOON) }, 'invalid_expiry'],
  [
    'an expiry before the effect',
    { effectiveAt: new Date(NOON + 9), expiresAt: new Date(NOON + 8) },
    'invalid_expiry',
  ],
  ['two expiries', { expiresAt: new Date(NOON + 9), expiresAfter: 'P1D' }, 'invalid_expiry'],
  ['a duration that is none', { expiresAfter: '30 days' }, 'invalid_time'],
  ['a duration beyond all years', { expiresAfter: 'P9000Y' }, 'invalid_time'],
  ['a time that is none', { effectiveAt: new Date(Number.NaN) }, 'invalid_time'],
  ['a broken priority', { priority: 0.5 }, 'invalid_value'],
  ['no features at all', { features: [] }, 'invalid_value'],
  ['no customer', { customer: '' }, 'invalid_value'],
  ['a negative cost', { costBasis: { amount: -1n, currency: 'usd', scale: 2 } }, 'invalid_value'],
])('%s is refused and changes nothing', async (_, fields, code) => {
  expect(await rejection(room.ledger.grant({ ...key, amount: 100n, ...fields }))).toMatchObject({ code })
  expect(await room.ledger.balance(key)).toMatchObject({ balance: 0n, seq: 0n })
})

test('a duration of too many years is told that it is too long, not how durations are written', async () => {
  for (const expiresAfter of ['P99999999Y', 'PT12345678901S']) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await rejection(room.ledger.grant({ ...key, amount: 1n, expiresAfter }))).toMatchObject({
      code: 'invalid_time',
      message: expect.stringContaining('too long'),
    })
  }
})

test('amounts that add up to more than the ledger can hold are refused', async () => {
  await room.ledger.grant({ ...key, amount: 2n ** 63n - 1n })
  expect(await rejection(room.ledger.grant({ ...key, amount: 1n }))).toMatchObject({
    code: 'amount_too_large',
    message: expect.stringContaining('Give a smaller one.'),
  })
  expect(await balance()).toBe(2n ** 63n - 1n)
})

test("another customer's grant is unknown", async () => {
  const grant = await room.ledger.grant({ ...key, amount: 100n })
  const change = { customer: unique('customer'), grantId: grant.id }
  expect(await rejection(room.ledger.revokeGrant(change))).toMatchObject({ code: 'unknown_grant' })
  expect(await rejection(room.ledger.grantById(change.customer, grant.id))).toMatchObject({
    code: 'unknown_grant',
  })
})

test('a grant restricted to a feature that does not exist is refused, a recurring one too', async () => {
  const terms = {
    customer: unique('customer'),
    currency: 'credits',
    amount: 1n,
    features: ['image', 'nothing'],
  }
  expect(await rejection(room.ledger.grant(terms))).toMatchObject({ code: 'unknown_feature' })
  const period = { unit: 'month', count: 1 } as const
  const recurring = room.ledger.recurringGrants.create({ ...terms, period })
  expect(await rejection(recurring)).toMatchObject({ code: 'unknown_feature' })
})
