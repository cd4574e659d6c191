import { afterAll, beforeAll, expect, test } from 'vitest'
import { toFinanceCsv } from './index.ts'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'

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

test('what is rounded does not pile up: a grant that is used up leaves nothing deferred', async () => {
  const { ledger } = room
  const key = { customer: unique('customer'), currency: 'credits' }
  await room.setClock(new Date('2026-01-10T00:00:00Z'))
  // A third of a cent for each.
  await ledger.grant({
    ...key,
    amount: 3n,
    category: 'paid',
    costBasis: { amount: 1n, currency: 'usd', scale: 2 },
  })
  for (const month of ['01', '02', '03']) {
    // oxlint-disable-next-line no-await-in-loop -- one month after another
    await room.setClock(new Date(`2026-${month}-20T00:00:00Z`))
    // oxlint-disable-next-line no-await-in-loop
    await ledger.consume({ ...key, amount: 1n, idempotencyKey: unique() })
  }
  const to = new Date('2026-04-01T00:00:00Z')
  const whole = await ledger.finance({ customer: key.customer, from: new Date('2026-01-01T00:00:00Z'), to })
  expect(whole).toMatchObject([
    { opening: '0', sold: '1', recognised: '0.333333333333', closing: '0.666666666667' },
    { opening: '0.666666666667', sold: '0', recognised: '0.333333333334', closing: '0.333333333333' },
    { opening: '0.333333333333', sold: '0', recognised: '0.333333333333', closing: '0' },
  ])
  const end = await ledger.finance({ customer: key.customer, from: new Date('2026-03-01T00:00:00Z'), to })
  expect(end).toEqual(whole.slice(2))
})

test('what is clawed back of a grant that waits, and given again, is refunded and no longer', async () => {
  const { ledger } = room
  const customer = unique('customer')
  await room.setClock(new Date('2026-01-10T00:00:00Z'))
  const { id: grantId } = await ledger.grant({
    customer,
    currency: 'credits',
    amount: 100n,
    category: 'paid',
    costBasis: { amount: 500n, currency: 'usd', scale: 2 },
    effectiveAt: new Date('2026-06-01T00:00:00Z'),
  })
  await ledger.clawback({ customer, grantId, amount: 60n })
  await room.setClock(new Date('2026-02-10T00:00:00Z'))
  await ledger.reinstate({ customer, grantId, amount: 20n })
  const query = { customer, from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-03-01T00:00:00Z') }
  expect(await ledger.finance(query)).toMatchObject([
    { opening: '0', sold: '500', refunded: '300', closing: '200' },
    { opening: '200', sold: '0', refunded: '-100', closing: '300' },
  ])
})

test('what was withdrawn and is then clawed back is refunded once, also where that is taken back in part', async () => {
  const { ledger } = room
  const key = { customer: unique('customer'), currency: 'credits' }
  const { customer } = key
  await room.setClock(new Date('2026-01-10T00:00:00Z'))
  const costBasis = { amount: 1000n, currency: 'usd', scale: 2 }
  const terms = { ...key, amount: 100n, category: 'paid', costBasis, expiresAfter: 'P1D' } as const
  const { id: grantId } = await ledger.grant(terms)
  await ledger.adjust({ ...key, amount: -70n, reason: 'too many' })
  await room.setClock(new Date('2026-01-12T00:00:00Z'))
  await ledger.clawback({ customer, grantId, amount: 90n })
  const query = { customer, from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-02-01T00:00:00Z') }
  expect(await ledger.finance(query)).toMatchObject([
    { sold: '1000', recognised: '0', breakage: '100', refunded: '900', closing: '0' },
  ])
  await ledger.reinstate({ customer, grantId, amount: 15n })
  expect(await ledger.finance(query)).toMatchObject([{ breakage: '250', refunded: '750', closing: '0' }])
  await ledger.reinstate({ customer, grantId, amount: 75n })
  expect(await ledger.finance(query)).toMatchObject([{ breakage: '300', refunded: '700', closing: '0' }])
  for await (const finding of ledger.verify({ customer })) expect(finding).toBeUndefined()
})

test('large sums are as exact as small ones', async () => {
  const { ledger } = room
  const key = { customer: unique('customer'), currency: 'credits' }
  await room.setClock(new Date('2026-01-10T00:00:00Z'))
  const costBasis = { amount: 900_000_000_001n, currency: 'usd', scale: 2 }
  await ledger.grant({ ...key, amount: 7_000_000_000_000n, category: 'paid', costBasis })
  await ledger.consume({ ...key, amount: 3_333_333_333_333n, idempotencyKey: unique() })
  const query = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-02-01T00:00:00Z') }
  expect(await ledger.finance({ customer: key.customer, ...query })).toMatchObject([
    { recognised: '428571428571.861904761905', closing: '471428571429.138095238095' },
  ])
})

test('metadata of a caller cannot pass for what the report reads', async () => {
  const key = { customer: unique('customer'), currency: 'credits' }
  const { id: grantId } = await room.ledger.grant({ ...key, amount: 300n })
  const request = { customer: key.customer, grantId, amount: 10n, metadata: { 'creditkit.writtenOff': '5' } }
  expect(await rejection(room.ledger.clawback(request))).toMatchObject({ code: 'invalid_value' })
})
