import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from '../ledger/testing.ts'
import { tellExpiring } from './expiring.ts'

let room: TestLedger

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

test('expiring goes on over the turn of a period, also where nobody has written that down yet', async () => {
  const start = Date.UTC(2026, 5, 1)
  const customer = unique('customer')
  const period = { unit: 'day', count: 1 } as const
  const { pool } = room.database
  await room.setClock(new Date(start))
  await room.ledger.recurringGrants.create({ customer, currency: 'credits', amount: 100n, period })
  await tellExpiring(pool)
  await room.setClock(new Date(start + 86_400_000))
  await tellExpiring(pool)
  await room.ledger.sweep()
  await tellExpiring(pool)
  const sql = `select payload ->> 'type' as type from creditkit.outbox where customer = $1::text and kind = 'alert'`
  expect((await pool.query(sql, [customer])).rows).toEqual([{ type: 'alert.raised' }])
})
