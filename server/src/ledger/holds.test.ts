import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withTransaction } from '../database/transaction.ts'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'

let room: TestLedger
let customer: string
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
  customer = unique('customer')
  key = { customer, currency: 'credits' }
  await room.setClock(new Date(NOON))
  await room.ledger.grant({ ...key, amount: 5000n })
})

test('a duration until the lapse is one of UTC, whatever the time zone of the connection', async () => {
  await room.setClock(new Date('2027-03-27T12:00:00Z'))
  const hold = await withTransaction(room.database.pool, async (client) => {
    await client.query(`set local timezone to 'Europe/Berlin'`)
    return await room.ledger.holds.create({ ...key, amount: 1n, lapsesAfter: 'P1D' }, client)
  })
  expect(hold.lapsesAt).toEqual(new Date('2027-03-28T12:00:00Z'))
})

test('a hold of a feature that has no price is refused with the name of the feature', async () => {
  const make = (feature: string) => rejection(room.ledger.holds.create({ ...key, feature }))
  expect(await make('search')).toMatchObject({
    code: 'no_rate',
    message: expect.stringContaining('"search"'),
  })
  await room.ledger.features.archive('search')
  expect(await make('search')).toMatchObject({
    code: 'feature_archived',
    message: expect.stringMatching(/"search" is archived. Put it again with "archived": false/),
  })
  await room.ledger.features.put({ id: 'search', name: 'Searches', archived: false })
})

test('a hold lowers what is available and not the balance', async () => {
  const hold = await room.ledger.holds.create({ ...key, feature: 'image', quantity: '2' })
  expect(hold).toMatchObject({
    status: 'open',
    amount: 4000n,
    reserved: 4000n,
    balance: 5000n,
    available: 1000n,
  })
  expect(await room.ledger.balance(key)).toMatchObject({ balance: 5000n, held: 4000n, available: 1000n })
  const check = await room.ledger.check({ ...key, feature: 'image' })
  expect(check).toMatchObject({ allowed: false, cost: 2000n, available: 1000n, missing: 1000n })
  const consume = room.ledger.consume({ ...key, feature: 'image', idempotencyKey: unique() })
  expect(await rejection(consume)).toMatchObject({ code: 'insufficient_credits' })
})

test.each([
  ['less', { amount: 1000n }, 4000n],
  ['as much', {}, 1000n],
  ['more', { amount: 4500n }, 500n],
  ['another quantity', { quantity: '1' }, 3000n],
  ['nothing', { amount: 0n }, 5000n],
  ['no quantity', { quantity: '0.0' }, 5000n],
])('a hold settles for %s', async (_, fields, left) => {
  const hold = await room.ledger.holds.create({ ...key, feature: 'image', quantity: '2' })
  const request = { customer, holdId: hold.id, idempotencyKey: unique(), ...fields }
  const settled = await room.ledger.holds.settle(request)
  expect(settled).toMatchObject({ balance: left, available: left, hold: { status: 'settled', reserved: 0n } })
  expect(settled.entry).toMatchObject({ kind: 'consumption', holdId: hold.id, feature: 'image' })
  expect(await room.ledger.holds.settle(request)).toEqual({ ...settled, replayed: true })
  const again = room.ledger.holds.settle({ customer, holdId: hold.id })
  expect(await rejection(again)).toMatchObject({ code: 'hold_closed' })
})

test('a hold that is settled whole keeps its rate; by amount it says no quantity, which was not told', async () => {
  await room.setClock(new Date('2026-05-01T00:00:00Z'))
  const request = { ...key, feature: 'image', quantity: '0.1' }
  // Others at the same instant.
  await room.ledger.holds.create(request)
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => room.ledger.holds.create(request)))
  const settle = async (holdId = '', fields: object) => {
    const { entry } = await room.ledger.holds.settle({ customer, holdId, ...fields })
    return { quantity: entry?.quantity, version: entry?.rate?.version }
  }
  expect(await settle(first?.id, {})).toEqual({ quantity: '0.1', version: 1 })
  expect(await settle(second?.id, { amount: 150n })).toEqual({ quantity: null, version: undefined })
  expect(await settle(third?.id, { quantity: '0.05' })).toEqual({ quantity: '0.05', version: 1 })
})

test('a hold settles by quantity at the rate that counted when it was made', async () => {
  const feature = unique('feature')
  await room.ledger.features.put({ id: feature, name: 'Dearer' })
  const rate = { feature, currency: key.currency }
  await room.ledger.rates.add({ ...rate, price: '1', effectiveAt: new Date(NOON - 1) })
  await room.ledger.rates.add({ ...rate, price: '3', effectiveAt: new Date(NOON + 1) })
  const hold = await room.ledger.holds.create({ ...key, feature, quantity: '50' })
  await room.setClock(new Date(NOON + 1))
  const settled = await room.ledger.holds.settle({ customer, holdId: hold.id, quantity: '50' })
  expect(settled).toMatchObject({ cost: 5000n, balance: 0n, entry: { rate: { version: 1 } } })
  for await (const finding of room.ledger.verify({ customer })) expect(finding).toBeUndefined()
})

test('a hold settles by quantity at its own rate, also where one for the past was added meanwhile', async () => {
  const feature = unique('feature')
  await room.ledger.features.put({ id: feature, name: 'Dearer for one model' })
  const rate = { feature, currency: key.currency }
  await room.ledger.rates.add({ ...rate, price: '1', effectiveAt: new Date(NOON - 2) })
  const dimensions = { model: 'large' }
  const hold = await room.ledger.holds.create({ ...key, feature, quantity: '50', dimensions })
  await room.ledger.rates.add({ ...rate, dimensions, price: '3', effectiveAt: new Date(NOON - 1) })
  const settled = await room.ledger.holds.settle({ customer, holdId: hold.id, quantity: '20' })
  expect(settled).toMatchObject({ cost: 2000n, entry: { rate: { version: 1 } } })
})

test('a hold of a feature that was archived meanwhile can be settled, by quantity too', async () => {
  const feature = unique('feature')
  const request = { ...key, feature, quantity: '1' }
  await room.ledger.features.put({ id: feature, name: 'Short-lived' })
  await room.ledger.rates.add({ feature, currency: 'credits', price: '2', effectiveAt: new Date(NOON) })
  const [whole, part] = [await room.ledger.holds.create(request), await room.ledger.holds.create(request)]
  await room.ledger.features.archive(feature)
  expect(await rejection(room.ledger.holds.create(request))).toMatchObject({ code: 'feature_archived' })
  const settled = await room.ledger.holds.settle({ customer, holdId: whole.id, quantity: '3' })
  expect(settled).toMatchObject({ cost: 600n, entry: { quantity: '3', rate: { version: 1 } } })
  expect(await room.ledger.holds.settle({ customer, holdId: part.id })).toMatchObject({ cost: 200n })
})

test('a hold by amount cannot be settled by quantity, and says why', async () => {
  const priceless = unique('feature')
  await room.ledger.features.put({ id: priceless, name: 'Priceless' })
  const plain = await room.ledger.holds.create({ ...key, amount: 10n })
  const named = await room.ledger.holds.create({ ...key, amount: 10n, feature: priceless })
  await room.ledger.features.archive(priceless)
  const settle = (holdId: string) => room.ledger.holds.settle({ customer, holdId, quantity: '1' })
  expect(await rejection(settle(plain.id))).toMatchObject({ code: 'invalid_value' })
  expect(await rejection(settle(named.id))).toMatchObject({ code: 'no_rate' })
})

test('a hold cannot settle for more than there is, unless overdraft is asked for and allowed', async () => {
  const hold = await room.ledger.holds.create({ ...key, amount: 4000n })
  const request = { customer, holdId: hold.id, amount: 6000n }
  expect(await rejection(room.ledger.holds.settle(request))).toMatchObject({
    code: 'insufficient_credits',
    details: { available: 5000n, missing: 1000n },
  })
  await room.ledger.setOverdraft({ ...key, limit: 1000n })
  expect(await room.ledger.holds.settle({ ...request, whenShort: 'overdraft' })).toMatchObject({
    balance: -1000n,
  })
})

test('a hold lets go by itself at its instant, or when it is released', async () => {
  const first = await room.ledger.holds.create({ ...key, amount: 1000n, lapsesAfter: 'PT1H' })
  const second = await room.ledger.holds.create({ ...key, amount: 1000n, lapsesAfter: 'PT1H' })
  await room.ledger.holds.extend({ customer, holdId: second.id, lapsesAt: new Date(NOON + 2 * HOUR) })
  await room.setClock(new Date(NOON + HOUR - 1))
  expect((await room.ledger.balance(key)).available).toBe(3000n)
  await room.setClock(new Date(NOON + HOUR))
  expect((await room.ledger.balance(key)).available).toBe(4000n)
  expect(await room.ledger.holds.get(customer, first.id)).toMatchObject({ status: 'lapsed' })
  await room.ledger.holds.release({ customer, holdId: second.id })
  expect((await room.ledger.balance(key)).available).toBe(5000n)
  const { data } = await room.ledger.holds.list(customer)
  expect(data.map((hold) => hold.status)).toEqual(['released', 'lapsed'])
})

test('a hold is extended to an instant, or by a duration from now, and not by both or neither', async () => {
  const hold = await room.ledger.holds.create({ ...key, amount: 1000n, lapsesAfter: 'PT1H' })
  const extend = async (lapse: { lapsesAt?: Date; lapsesAfter?: string }) =>
    await room.ledger.holds.extend({ customer, holdId: hold.id, ...lapse })
  await room.setClock(new Date(NOON + HOUR / 2))
  expect(await extend({ lapsesAfter: 'PT2H' })).toMatchObject({
    status: 'open',
    lapsesAt: new Date(NOON + 2.5 * HOUR),
  })
  for (const lapse of [
    {},
    { lapsesAt: new Date(NOON + HOUR), lapsesAfter: 'PT1H' },
    { lapsesAfter: 'PT0S' },
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await rejection(extend(lapse))).toMatchObject({ code: 'invalid_time' })
  }
  await room.setClock(new Date(NOON + 2.5 * HOUR))
  expect(await rejection(extend({ lapsesAfter: 'PT1H' }))).toMatchObject({ code: 'hold_closed' })
  expect(await room.ledger.holds.get(customer, hold.id)).toMatchObject({ status: 'lapsed' })
})

test('what a hold reserves on a restricted grant is kept for it', async () => {
  await room.ledger.grant({ ...key, amount: 2000n, features: ['image'], priority: -1 })
  const hold = await room.ledger.holds.create({ ...key, feature: 'image', quantity: '3' })
  expect(hold.reserved).toBe(6000n)
  await room.ledger.consume({ ...key, amount: 1000n, idempotencyKey: unique() })
  const short = room.ledger.consume({ ...key, amount: 1n, idempotencyKey: unique() })
  expect(await rejection(short)).toMatchObject({ code: 'insufficient_credits' })
  expect(await room.ledger.holds.settle({ customer, holdId: hold.id })).toMatchObject({ balance: 0n })
})

test('a hold whose grant expires is moved to other grants, and keeps its promise', async () => {
  await room.ledger.grant({ ...key, amount: 3000n, expiresAt: new Date(NOON + HOUR) })
  const hold = await room.ledger.holds.create({ ...key, amount: 7000n, lapsesAt: new Date(NOON + 9 * HOUR) })
  await room.setClock(new Date(NOON + HOUR))
  expect(await room.ledger.holds.get(customer, hold.id)).toMatchObject({ reserved: 5000n, available: 0n })
  expect(await room.ledger.holds.settle({ customer, holdId: hold.id })).toMatchObject({ balance: -2000n })
})

test('a hold over the turn of a period is moved to the credits that begin as its own end', async () => {
  const period = { unit: 'day', count: 1 } as const
  await room.ledger.consume({ ...key, amount: 5000n, idempotencyKey: unique() })
  await room.ledger.recurringGrants.create({ ...key, amount: 100n, period })
  await room.ledger.grant({
    ...key,
    amount: 20n,
    effectiveAt: new Date(NOON + 48 * HOUR),
    expiresAt: new Date(NOON + 49 * HOUR),
  })
  const hold = await room.ledger.holds.create({ ...key, amount: 80n, lapsesAt: new Date(NOON + 99 * HOUR) })
  for (const [hours, available] of [
    [24, 20n],
    [48, 40n],
    [49, 20n],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after another is the point
    await room.setClock(new Date(NOON + hours * HOUR))
    // oxlint-disable-next-line no-await-in-loop
    expect(await room.ledger.holds.get(customer, hold.id)).toMatchObject({ reserved: 80n, available })
  }
})

test('what a hold is moved to at the turn of a period is not taken by a roll-over’s cap', async () => {
  const rollover = { kind: 'up_to', cap: 10n } as const
  const period = { unit: 'day', count: 1 } as const
  await room.ledger.consume({ ...key, amount: 5000n, idempotencyKey: unique() })
  await room.ledger.recurringGrants.create({ ...key, amount: 100n, period, rollover })
  await room.ledger.grant({ ...key, amount: 150n, expiresAt: new Date(NOON + 24 * HOUR) })
  const hold = await room.ledger.holds.create({ ...key, amount: 150n, lapsesAt: new Date(NOON + 99 * HOUR) })
  await room.setClock(new Date(NOON + 24 * HOUR))
  expect(await room.ledger.holds.get(customer, hold.id)).toMatchObject({ reserved: 150n, balance: 200n })
})

test.each([
  ['zero', { amount: 0n }, 'invalid_amount'],
  ['nothing', {}, 'invalid_value'],
  ['more than there is', { amount: 5001n }, 'insufficient_credits'],
  ['an unknown feature', { feature: 'nothing' }, 'unknown_feature'],
  ['a feature without a rate', { feature: 'search' }, 'no_rate'],
  ['a lapse in the past', { amount: 1n, lapsesAt: new Date(NOON) }, 'invalid_time'],
])('a hold of %s is refused and changes nothing', async (_, fields, code) => {
  expect(await rejection(room.ledger.holds.create({ ...key, ...fields }))).toMatchObject({ code })
  expect(await room.ledger.balance(key)).toMatchObject({ held: 0n, seq: 1n })
})
