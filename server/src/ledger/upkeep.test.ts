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

test('a grant that a cap or an adjustment ends is told in the outbox', async () => {
  const period = { unit: 'day', count: 1 } as const
  await room.ledger.recurringGrants.create({
    ...key,
    amount: 100n,
    period,
    rollover: { kind: 'up_to', cap: 100n },
  })
  await room.setClock(new Date(NOON + 49 * HOUR))
  await room.ledger.adjust({ ...key, amount: -200n, reason: 'none are to be left' })
  const sql = `select payload ->> 'status' as status from creditkit.outbox
    where customer = $1::text and kind = 'grant' order by id`
  const { rows } = await room.database.pool.query<{ status: string }>(sql, [key.customer])
  expect(rows.map(({ status }) => status)).toEqual([
    ...['available', 'available', 'expired', 'available'],
    ...['taken_back', 'taken_back'],
  ])
})

test('whoever sets an overdraft is told the balance of now', async () => {
  await room.ledger.grant({ ...key, amount: 100n, expiresAt: new Date(NOON + HOUR) })
  await room.setClock(new Date(NOON + HOUR))
  expect(await room.ledger.setOverdraft({ ...key, limit: 5n })).toMatchObject({
    balance: 0n,
    overdraftLimit: 5n,
  })
})

test('a pool that cannot be brought up to date holds up no other', async () => {
  const stuck = { customer: unique('customer'), currency: 'credits' }
  const effectiveAt = new Date(NOON + HOUR)
  await room.ledger.grant({ ...stuck, amount: 2n ** 63n - 1n })
  await room.ledger.grant({ ...stuck, amount: 1n, effectiveAt })
  await room.ledger.grant({ ...key, amount: 100n, effectiveAt: new Date(NOON + 2 * HOUR) })
  await room.setClock(new Date(NOON + 3 * HOUR))
  expect(await rejection(room.ledger.sweep())).toMatchObject({ code: 'amount_too_large' })
  const { rows } = await room.database.pool.query(
    `select from creditkit.entries where customer = $1 and kind = 'grant'`,
    [key.customer],
  )
  expect(rows).toHaveLength(1)
  expect((await room.ledger.pools()).data.map(({ customer }) => customer)).toContain(key.customer)
  await room.database.pool.query(
    `update creditkit.pools set next_change_at = 'infinity' where customer = $1`,
    [stuck.customer],
  )
})
