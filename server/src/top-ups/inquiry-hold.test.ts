import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTransaction } from '../database/transaction.ts'
import { createTestLedger, type TestLedger, unique } from '../ledger/testing.ts'
import type { Context } from './context.ts'
import type { Reversal } from './gateway.ts'
import { followInquiry } from './inquiry-hold.ts'
import type { OrderRow } from './orders.ts'
import type { ReversalRow } from './reversal-rows.ts'

let room: TestLedger
beforeAll(async () => {
  room = await createTestLedger()
})
afterAll(async () => {
  await room.close()
})

/** Whatever waits for a lock of another gives up soon. */
async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return await withTransaction(room.database.pool, async (client) => {
    await client.query("set local lock_timeout = '2s'")
    return await work(client)
  })
}

async function inquire(order: {
  customer: string
  resource: string
  grantId: string
}): Promise<string | null> {
  return await inTransaction(
    async (client) =>
      await followInquiry(
        { ledger: room.ledger } as Context,
        client,
        { ...order, currency: 'tokens' } as OrderRow,
        { effect: 'inquiry', id: unique() } as Reversal,
        { holdId: null, entries: 0 } as ReversalRow,
      ),
  )
}

async function waitsForLock(): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await room.database.pool.query<{ waiting: string }>(
        `select count(*) as waiting from pg_locks
         where not granted and locktype = 'advisory'
           and database = (select oid from pg_database where datname = current_database())`,
      )
      return Number(rows[0]?.waiting)
    })
    .toBeGreaterThan(0)
}

test('an inquiry holds no more than its grant has left when it comes to be its turn', async () => {
  const key = { customer: unique('customer'), currency: 'tokens' }
  const { id: grantId } = await room.ledger.grant({ ...key, amount: 100n, priority: -1 })
  await room.ledger.grant({ ...key, amount: 1000n })
  const inquiry = await inTransaction(async (client) => {
    await room.ledger.consumeIn(client, { ...key, amount: 90n, idempotencyKey: unique() })
    const waiting = inquire({ customer: key.customer, resource: '', grantId })
    await waitsForLock()
    return { waiting }
  })
  await inquiry.waiting
  expect(await room.ledger.balance(key)).toMatchObject({ balance: 1010n, held: 10n })
})

test('an inquiry waits for no other pool of its customer', async () => {
  const key = { customer: unique('customer'), currency: 'tokens' }
  const { id: grantId } = await room.ledger.grant({ ...key, amount: 100n })
  const other = { ...key, resource: 'other' }
  await room.ledger.grant({ ...other, amount: 100n, expiresAt: new Date(Date.now() + 60_000) })
  await inTransaction(async (client) => {
    await room.ledger.consumeIn(client, { ...other, amount: 1n, idempotencyKey: unique() })
    await room.setClock(new Date(Date.now() + 61_000))
    await inquire({ customer: key.customer, resource: '', grantId })
  })
  expect(await room.ledger.balance(key)).toMatchObject({ held: 100n })
  await room.setClock(null)
})
