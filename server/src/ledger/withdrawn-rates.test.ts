import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'

let room: TestLedger
let feature: string

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  for await (const finding of room.ledger.verify()) expect(finding).toBeUndefined()
  await room.close()
})

beforeEach(async () => {
  await room.setClock(new Date('2026-06-01T12:00:00Z'))
  feature = unique('feature')
  await room.ledger.features.put({ id: feature, name: 'A feature' })
})

function at(day: number): Date {
  return new Date(Date.UTC(2026, 5, day))
}

test('a rate that has not begun can be withdrawn, and is as if it had never been', async () => {
  const { ledger } = room
  await ledger.rates.add({ feature, currency: 'credits', price: '1' })
  const rate = async (day: number, price: string) =>
    await ledger.rates.add({ feature, currency: 'credits', price, effectiveAt: at(day) })
  const [second, third] = [await rate(10, '2'), await rate(20, '3')]
  expect(await rejection(rate(15, '9'))).toMatchObject({ code: 'rate_overlap' })
  await ledger.rates.withdraw({ feature, id: third.id })
  await ledger.rates.withdraw({ feature, id: second.id })
  expect(await rejection(ledger.rates.withdraw({ feature, id: second.id }))).toMatchObject({
    code: 'unknown_rate',
  })
  expect(await rate(15, '4')).toMatchObject({ version: 2 })
  const key = { customer: unique('customer'), currency: 'credits' }
  await ledger.grant({ ...key, amount: 10_000n })
  const costs: bigint[] = []
  for (const day of [9, 12, 16, 21]) {
    // oxlint-disable-next-line no-await-in-loop -- one clock for all
    await room.setClock(at(day))
    // oxlint-disable-next-line no-await-in-loop
    costs.push((await ledger.consume({ ...key, feature, idempotencyKey: unique() })).cost)
  }
  expect(costs).toEqual([100n, 100n, 400n, 400n])
})

test('one between two others that wait can be withdrawn, and one of some dimensions alone', async () => {
  const { ledger } = room
  const rate = async (day: number, dimensions = {}) =>
    await ledger.rates.add({
      feature,
      currency: 'credits',
      price: String(day),
      dimensions,
      effectiveAt: at(day),
    })
  const [, middle] = [await rate(10), await rate(20), await rate(25)]
  const special = await rate(12, { model: 'large' })
  await ledger.rates.withdraw({ feature, id: middle.id })
  await ledger.rates.withdraw({ feature, id: special.id })
  await room.setClock(at(22))
  const use = { feature, currency: 'credits', dimensions: { model: 'large' } }
  expect(await ledger.rates.quote(use)).toMatchObject({ cost: 1000n })
})

test('a rate that has begun, or begins within a minute, is not withdrawn, by SQL neither', async () => {
  const soon = await room.ledger.rates.add({
    feature,
    currency: 'credits',
    price: '1',
    effectiveAt: new Date('2026-06-01T12:01:00Z'),
  })
  const withdraw = room.ledger.rates.withdraw({ feature, id: soon.id })
  expect(await rejection(withdraw)).toMatchObject({ code: 'rate_in_effect' })
  const remove = room.database.pool.query('delete from creditkit.rates where id = $1', [soon.id])
  await expect(remove).rejects.toMatchObject({ code: 'CK001' })
  const other = { feature: 'image', id: soon.id }
  expect(await rejection(room.ledger.rates.withdraw(other))).toMatchObject({ code: 'unknown_rate' })
})

test('a rate by which something was priced before the clock was set back is not withdrawn', async () => {
  const { ledger } = room
  const key = { customer: unique('customer'), currency: 'credits' }
  const rate = async (price: string, effectiveAt: Date) =>
    await ledger.rates.add({ feature, currency: 'credits', price, effectiveAt })
  await rate('1', at(1))
  await room.setClock(new Date('2026-06-01T14:00:00Z'))
  await ledger.grant({ ...key, amount: 1000n })
  await room.setClock(new Date('2026-06-01T13:00:00Z'))
  const second = await rate('2', new Date('2026-06-01T13:30:00Z'))
  const third = await rate('3', new Date('2026-06-01T13:45:00Z'))
  const fourth = await rate('4', new Date('2026-06-01T15:00:00Z'))
  expect(await ledger.consume({ ...key, feature, idempotencyKey: unique() })).toMatchObject({ cost: 300n })
  const withdrawal = async ({ id }: { id: string }) => await ledger.rates.withdraw({ feature, id })
  expect(await withdrawal(fourth)).toEqual(fourth)
  expect(await rejection(withdrawal(third))).toMatchObject({ code: 'rate_in_effect' })
  expect(await withdrawal(second)).toEqual(second)
})
