import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
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

test('a grant that was voided stays so, also when a clawback of it is taken back', async () => {
  const { id: grantId } = await room.ledger.grant({ ...key, amount: 100n })
  const { customer } = key
  await room.ledger.voidGrant({ customer, grantId })
  await room.ledger.clawback({ customer, grantId, amount: 100n })
  expect(await room.ledger.reinstate({ customer, grantId, amount: 100n })).toMatchObject({ status: 'voided' })
})

test('what was spent of a grant that is clawed back is owed, and settled by the next grant', async () => {
  const { customer } = key
  const paid = await room.ledger.grant({
    ...key,
    amount: 100n,
    category: 'paid',
    orderId: 'order-1',
    priority: -1,
  })
  await spend(70n)
  const clawed = await room.ledger.clawback({ customer, grantId: paid.id, amount: 100n, orderId: 'order-1' })
  expect(clawed).toMatchObject({ status: 'taken_back', remaining: 0n, clawedBack: 100n })
  expect(await room.ledger.balance(key)).toMatchObject({ balance: -70n, overdraft: 70n })
  expect(await rejection(room.ledger.clawback({ customer, grantId: paid.id, amount: 1n }))).toMatchObject({
    code: 'clawback_exceeds_grant',
  })
  expect(await room.ledger.grant({ ...key, amount: 100n })).toMatchObject({ remaining: 30n, used: 70n })
  await room.ledger.reinstate({ customer, grantId: paid.id, amount: 100n })
  expect(await balance()).toBe(130n)
})

test('what had expired of a grant that is clawed back is not owed', async () => {
  const { customer } = key
  const paid = await room.ledger.grant({ ...key, amount: 100n, expiresAfter: 'PT1H' })
  await spend(30n)
  await room.setClock(new Date(NOON + HOUR))
  await room.ledger.clawback({ customer, grantId: paid.id, amount: 100n })
  expect(await balance()).toBe(-30n)
  await room.ledger.reinstate({ customer, grantId: paid.id, amount: 100n })
  expect(await balance()).toBe(0n)
})

test('what other credits have settled comes back for good, though the date of its grant has passed', async () => {
  const { customer } = key
  const paid = await room.ledger.grant({ ...key, amount: 100n, expiresAfter: 'PT1H' })
  await spend(100n)
  await room.ledger.clawback({ customer, grantId: paid.id, amount: 100n })
  await room.ledger.grant({ ...key, amount: 500n })
  expect(await balance()).toBe(400n)
  await room.setClock(new Date(NOON + 2 * HOUR))
  const back = await room.ledger.reinstate({ customer, grantId: paid.id, amount: 100n })
  expect(back).toMatchObject({ status: 'available', remaining: 100n, expiresAt: null, clawedBack: 0n })
  await room.setClock(new Date(NOON + 3 * HOUR))
  expect(await balance()).toBe(500n)
  const { data } = await room.ledger.entries(customer)
  expect(data[0]).toMatchObject({ kind: 'reinstatement', amount: 100n })
  await room.ledger.clawback({ customer, grantId: paid.id, amount: 100n })
  expect(await balance()).toBe(400n)
})

test('of what comes back after the date of its grant, only what had not been used lapses', async () => {
  const { customer } = key
  const paid = await room.ledger.grant({ ...key, amount: 100n, expiresAfter: 'PT1H' })
  await spend(40n)
  await room.ledger.clawback({ customer, grantId: paid.id, amount: 100n })
  await room.ledger.grant({ ...key, amount: 500n })
  await room.setClock(new Date(NOON + 2 * HOUR))
  const back = await room.ledger.reinstate({ customer, grantId: paid.id, amount: 100n })
  expect(back).toMatchObject({ status: 'available', remaining: 40n, expired: 60n, expiresAt: null })
  expect(await balance()).toBe(500n)
  for await (const finding of room.ledger.verify({ customer })) expect(finding).toBeUndefined()
})

test('what comes back in parts after the date of its grant is what would come back at once', async () => {
  const { customer } = key
  const costBasis = { amount: 1000n, currency: 'usd', scale: 2 }
  const paid = await room.ledger.grant({
    ...key,
    amount: 100n,
    category: 'paid',
    costBasis,
    expiresAfter: 'PT1H',
  })
  await spend(40n)
  await room.ledger.clawback({ customer, grantId: paid.id, amount: 100n })
  await room.ledger.grant({ ...key, amount: 500n })
  await room.setClock(new Date(NOON + 2 * HOUR))
  const query = {
    customer,
    from: new Date(NOON - HOUR),
    to: new Date(NOON + 24 * HOUR),
    period: 'month' as const,
  }
  const first = await room.ledger.reinstate({ customer, grantId: paid.id, amount: 40n })
  expect(first).toMatchObject({ remaining: 40n, expired: 60n, clawedBack: 60n, expiresAt: null })
  const [before] = await room.ledger.finance(query)
  expect(before).toMatchObject({
    sold: '1000',
    recognised: '0',
    breakage: '0',
    refunded: '600',
    closing: '400',
  })
  const back = await room.ledger.reinstate({ customer, grantId: paid.id, amount: 60n })
  expect(back).toMatchObject({ status: 'available', remaining: 40n, expired: 60n, clawedBack: 0n })
  expect(await balance()).toBe(500n)
  const [after] = await room.ledger.finance(query)
  expect(after).toMatchObject({
    sold: '1000',
    recognised: '0',
    breakage: '600',
    refunded: '0',
    closing: '400',
  })
  for await (const finding of room.ledger.verify({ customer })) expect(finding).toBeUndefined()
})

test('what comes back to a grant whose date has passed is told of once', async () => {
  const { customer } = key
  const { id: grantId } = await room.ledger.grant({ ...key, amount: 100n, expiresAfter: 'PT1H' })
  await room.ledger.clawback({ customer, grantId, amount: 100n })
  await room.setClock(new Date(NOON + 2 * HOUR))
  expect(await room.ledger.reinstate({ customer, grantId, amount: 100n })).toMatchObject({
    status: 'expired',
  })
  const { rows } = await room.database.pool.query(
    `select payload ->> 'status' as status from creditkit.outbox where customer = $1 and kind = 'grant' order by id`,
    [customer],
  )
  expect(rows).toEqual([{ status: 'available' }, { status: 'taken_back' }, { status: 'expired' }])
})

test('what is owed for a restricted grant is undone with it, and credits that settled it come back for anything', async () => {
  const { customer } = key
  await room.ledger.features.put({ id: 'image', name: 'Image' })
  const paid = await room.ledger.grant({ ...key, amount: 100n, features: ['image'], expiresAfter: 'PT1H' })
  await room.ledger.consume({ ...key, feature: 'image', amount: 100n, idempotencyKey: unique() })
  await room.ledger.clawback({ customer, grantId: paid.id, amount: 100n })
  await room.ledger.reinstate({ customer, grantId: paid.id, amount: 60n })
  expect(await room.ledger.balance(key)).toMatchObject({ balance: -40n, overdraft: 40n })
  await room.ledger.grant({ ...key, amount: 500n })
  const back = await room.ledger.reinstate({ customer, grantId: paid.id, amount: 40n })
  expect(back).toMatchObject({ status: 'available', remaining: 40n, features: null, expiresAt: null })
  await spend(500n)
  expect(await balance()).toBe(0n)
})

test('usage that a restriction cut short costs what it did, also when the restriction is lifted later', async () => {
  const { customer } = key
  await room.ledger.grant({ ...key, amount: 50n })
  const paid = await room.ledger.grant({ ...key, amount: 2000n, features: ['image'] })
  const part = { feature: 'text', quantity: '1000', whenShort: 'partial', idempotencyKey: unique() } as const
  expect(await room.ledger.consume({ ...key, ...part })).toMatchObject({ cost: 100n, amount: 50n })
  await room.ledger.consume({ ...key, feature: 'image', idempotencyKey: unique() })
  await room.ledger.clawback({ customer, grantId: paid.id, amount: 2000n })
  await room.ledger.grant({ ...key, amount: 9000n })
  const back = await room.ledger.reinstate({ customer, grantId: paid.id, amount: 2000n })
  expect(back.features).toBeNull()
  for await (const finding of room.ledger.verify({ customer })) expect(finding).toBeUndefined()
})
