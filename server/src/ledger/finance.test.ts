import { afterAll, beforeAll, expect, test } from 'vitest'
import { toFinanceCsv } from './index.ts'
import { createTestLedger, type TestLedger, unique } from './testing.ts'

let room: TestLedger

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

test('what was paid is deferred, then recognised by use, broken by expiry or refunded; it adds up', async () => {
  const { ledger } = room
  const customer = unique('customer')
  const key = { customer, currency: 'credits' }
  await room.setClock(new Date('2026-01-10T00:00:00Z'))
  // 9.99 for 300: 3.33 cents each.
  const costBasis = { amount: 999n, currency: 'usd', scale: 2 }
  const paid = { ...key, category: 'paid' as const, costBasis }
  const first = await ledger.grant({ ...paid, amount: 300n, expiresAt: new Date('2026-02-15T00:00:00Z') })
  await ledger.consume({ ...key, amount: 100n, idempotencyKey: unique() })
  await room.setClock(new Date('2026-02-10T00:00:00Z'))
  await ledger.consume({ ...key, amount: 50n, idempotencyKey: unique() })
  const waiting = await ledger.grant({ ...paid, amount: 300n, effectiveAt: new Date('2026-04-01T00:00:00Z') })
  await room.setClock(new Date('2026-03-10T00:00:00Z'))
  await ledger.clawback({ customer, grantId: first.id, amount: 200n })
  await ledger.revokeGrant({ customer, grantId: waiting.id })
  await ledger.grant({ ...paid, amount: 300n })
  const query = { customer, from: new Date('2026-02-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') }
  const report = await ledger.finance(query)
  expect(report).toMatchObject([
    // 150 of the first went unused on the 15th; the waiting grant is sold but not in effect.
    { opening: '666', sold: '999', recognised: '166.5', breakage: '499.5', refunded: '0', closing: '999' },
    // The refund of 200 undoes the breakage of 150 and the use of 50; these 50 are settled by the third grant.
    { opening: '999', sold: '999', recognised: '0', breakage: '-499.5', refunded: '1665', closing: '832.5' },
  ])
  const { data } = await ledger.grants(customer)
  const left = data.reduce((total, grant) => total + (grant.remaining * 999n * 10n) / grant.amount, 0n)
  expect(left).toBe(8325n)
  expect(toFinanceCsv(report).split('\r\n')).toEqual([
    'start,end,money,scale,opening,sold,recognised,breakage,refunded,closing',
    '2026-02-01T00:00:00.000Z,2026-03-01T00:00:00.000Z,usd,2,666,999,166.5,499.5,0,999',
    '2026-03-01T00:00:00.000Z,2026-04-01T00:00:00.000Z,usd,2,999,999,0,-499.5,1665,832.5',
    '',
  ])
})
