import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { LARGEST_AMOUNT } from './amount.ts'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'

let room: TestLedger
let key: { customer: string; currency: string }

const NOON = Date.UTC(2026, 5, 1, 12)
const HOUR = 3_600_000
const DAY = 24 * HOUR

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  for await (const finding of room.ledger.verify()) expect(finding).toBeUndefined()
  await room.close()
})

beforeEach(async () => {
  key = { customer: unique('customer'), currency: 'credits' }
  await room.setClock(new Date(NOON))
})

async function grant(amount: bigint, effectiveAt?: Date): Promise<string> {
  return (await room.ledger.grant({ ...key, amount, effectiveAt })).id
}

const LATER = new Date(NOON + HOUR)
const TOO_LARGE = { code: 'amount_too_large' }

test('grants that wait count as what the pool will have, so that each can take effect', async () => {
  await grant(LARGEST_AMOUNT - 10n)
  expect(await rejection(grant(11n, LATER))).toMatchObject(TOO_LARGE)
  await grant(10n, LATER)
  expect(await rejection(grant(1n))).toMatchObject(TOO_LARGE)
  expect(await rejection(room.ledger.adjust({ ...key, amount: 1n, reason: 'more' }))).toMatchObject(TOO_LARGE)
  await room.setClock(LATER)
  expect((await room.ledger.balance(key)).balance).toBe(LARGEST_AMOUNT)
})

test('what is used makes room again, and what is revoked', async () => {
  await grant(LARGEST_AMOUNT - 5n)
  const waiting = await grant(5n, LATER)
  await room.ledger.consume({ ...key, amount: 2n, idempotencyKey: unique() })
  await grant(2n)
  expect(await rejection(grant(1n))).toMatchObject(TOO_LARGE)
  await room.ledger.revokeGrant({ customer: key.customer, grantId: waiting })
  await grant(5n)
})

test('what was clawed back is not given again where there is no room for it any more', async () => {
  const grantId = await grant(5n)
  const change = { customer: key.customer, grantId, amount: 5n }
  await room.ledger.clawback(change)
  await grant(LARGEST_AMOUNT, LATER)
  expect(await rejection(room.ledger.reinstate(change))).toMatchObject(TOO_LARGE)
})

test('a debt that grants for some features do not settle leaves less room', async () => {
  await room.ledger.adjust({ ...key, amount: -100n, allowNegative: true, reason: 'debt' })
  const restricted = { ...key, features: ['image'], effectiveAt: LATER }
  await room.ledger.grant({ ...restricted, amount: LARGEST_AMOUNT - 100n })
  expect(await rejection(room.ledger.grant({ ...restricted, amount: 101n }))).toMatchObject(TOO_LARGE)
  await room.ledger.recurringGrants.create({
    ...key,
    amount: LARGEST_AMOUNT,
    features: ['text'],
    period: { unit: 'day', count: 1 },
    rollover: { kind: 'all' },
    startsAt: LATER,
  })
  await room.setClock(new Date(NOON + 3 * DAY))
  expect((await room.ledger.balance(key)).balance).toBe(LARGEST_AMOUNT - 100n)
})

test('what was clawed back may come back where it is over at once', async () => {
  const expiring = { ...key, amount: 5n, expiresAt: LATER }
  const { id: grantId } = await room.ledger.grant(expiring)
  await room.ledger.clawback({ customer: key.customer, grantId, amount: 5n })
  await grant(LARGEST_AMOUNT, new Date(NOON + DAY))
  await room.setClock(LATER)
  await room.ledger.reinstate({ customer: key.customer, grantId, amount: 5n })
  expect((await room.ledger.balance(key)).balance).toBe(0n)
})

test('a recurring grant gives what there is room for, and the pool can be read on every day', async () => {
  await grant(3n, new Date(NOON + 30 * DAY))
  await room.ledger.recurringGrants.create({
    ...key,
    amount: LARGEST_AMOUNT - 5n,
    period: { unit: 'day', count: 1 },
    rollover: { kind: 'all' },
  })
  const balances: bigint[] = []
  for (const day of [0, 1, 2, 31]) {
    // oxlint-disable-next-line no-await-in-loop -- one clock for all
    await room.setClock(new Date(NOON + day * DAY))
    // oxlint-disable-next-line no-await-in-loop
    balances.push((await room.ledger.balance(key)).balance)
  }
  expect(balances).toEqual([LARGEST_AMOUNT - 5n, LARGEST_AMOUNT - 3n, LARGEST_AMOUNT - 3n, LARGEST_AMOUNT])
})
