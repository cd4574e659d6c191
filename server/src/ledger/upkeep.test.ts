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

/** Those of the customer that are written, without bringing anything up to date. */
async function entriesOf(kind: string): Promise<unknown[]> {
  const sql = 'select from creditkit.entries where customer = $1::text and kind = $2::creditkit.entry_kind'
  return (await room.database.pool.query(sql, [key.customer, kind])).rows
}

/** A statement that failed is answered before its transaction has let go of the pool, which a sweep then passes by. */
async function untilFree(customer: string): Promise<void> {
  await room.database.pool.query(`select creditkit.lock_pool($1::text, 'credits', '')`, [customer])
}

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
    'available',
    'available',
    'available',
    'expired',
    'taken_back',
    'taken_back',
  ])
})

test('what tells that a grant has nothing left has the number and the time of the entry that left nothing', async () => {
  const { ledger, database } = room
  const period = { unit: 'day', count: 1 } as const
  await ledger.recurringGrants.create({ ...key, amount: 5n, period, rollover: { kind: 'up_to', cap: 5n } })
  await room.setClock(new Date(NOON + 49 * HOUR))
  await ledger.balance(key)
  const consume = async (amount: bigint): Promise<unknown> =>
    await ledger.consume({ ...key, amount, idempotencyKey: unique() })
  await room.setClock(new Date(NOON + 50 * HOUR))
  await consume(10n)
  await ledger.grant({ ...key, amount: 5n })
  await room.setClock(new Date(NOON + 51 * HOUR))
  await ledger.adjust({ ...key, amount: -5n, reason: 'none are to be left' })
  await ledger.grant({ ...key, amount: 3n })
  await ledger.grant({ ...key, amount: 3n })
  await room.setClock(new Date(NOON + 52 * HOUR))
  await consume(6n)
  const { rows } = await database.pool.query<{ status: string }>(
    `select o.payload ->> 'status' as status, e.kind::text, e.at = (o.payload ->> 'at')::timestamptz as timely
     from creditkit.outbox as o
     join creditkit.entries as e on e.customer = o.customer and e.seq = (o.payload ->> 'seq')::bigint
     where o.customer = $1::text and o.kind = 'grant' and o.payload ->> 'status' not in ('available', 'scheduled')
     order by o.id`,
    [key.customer],
  )
  expect(rows).toEqual([
    { status: 'expired', kind: 'expiry', timely: true },
    { status: 'used_up', kind: 'consumption', timely: true },
    { status: 'used_up', kind: 'consumption', timely: true },
    { status: 'taken_back', kind: 'adjustment', timely: true },
    { status: 'used_up', kind: 'consumption', timely: true },
    { status: 'used_up', kind: 'consumption', timely: true },
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
  await room.ledger.grant({ ...stuck, amount: 1n })
  await room.ledger.grant({ ...stuck, amount: 2n ** 63n - 2n, effectiveAt })
  // By hand, since the ledger would not give more than can take effect.
  await room.database.pool.query(
    'update creditkit.grants set amount = $2, remaining = $2 where customer = $1 and number = 2',
    [stuck.customer, 2n ** 63n - 1n],
  )
  await room.ledger.grant({ ...key, amount: 100n, effectiveAt: new Date(NOON + 2 * HOUR) })
  await room.setClock(new Date(NOON + 3 * HOUR))
  expect(await rejection(room.ledger.sweep())).toMatchObject({ code: 'amount_too_large' })
  expect(await entriesOf('grant')).toHaveLength(1)
  expect((await room.ledger.pools()).data.map(({ customer }) => customer)).toContain(key.customer)
  const month = { from: new Date(NOON - HOUR), to: new Date(NOON + HOUR) }
  expect(await rejection(room.ledger.finance(month))).toMatchObject({ code: 'amount_too_large' })
  await room.database.pool.query(
    `update creditkit.pools set next_change_at = 'infinity' where customer = $1`,
    [stuck.customer],
  )
})

test('nor does a pool that a transaction holds, or one whose rows do not add up', async () => {
  const { ledger, database } = room
  const [held, broken] = [unique('customer'), unique('customer')]
  const grant = { currency: 'credits', amount: 5n, expiresAt: new Date(NOON + HOUR) }
  for (const customer of [held, broken, key.customer]) {
    // oxlint-disable-next-line no-await-in-loop -- three
    await ledger.grant({ ...grant, customer })
  }
  await database.pool.query('update creditkit.pools set seq = 0 where customer = $1', [broken])
  await room.setClock(new Date(NOON + HOUR))
  await withTransaction(database.pool, async (client) => {
    await client.query(`select creditkit.lock_pool($1::text, 'credits', '')`, [held])
    await expect(ledger.sweep()).rejects.toThrow('duplicate key')
  })
  expect(await entriesOf('expiry')).toHaveLength(1)
  await database.pool.query('update creditkit.pools set seq = 1 where customer = $1', [broken])
  await untilFree(broken)
  expect(await ledger.sweep()).toBe(2)
})

test('a pool that meets a limit of Postgres’s holds up no other', async () => {
  const { pool } = room.database
  await room.ledger.grant({ ...key, customer: 'limited', amount: 5n, expiresAt: new Date(NOON + HOUR - 1) })
  await room.ledger.grant({ ...key, amount: 5n, expiresAt: new Date(NOON + HOUR) })
  await room.setClock(new Date(NOON + HOUR))
  await pool.query(`
    create function creditkit.meet_limit() returns trigger language plpgsql as $$
    begin
      raise 'index row size exceeds the maximum' using errcode = 'program_limit_exceeded';
    end $$;
    create trigger meets_limit before update on creditkit.pools for each row when (old.customer = 'limited')
      execute function creditkit.meet_limit()`)
  await expect(room.ledger.sweep()).rejects.toThrow('exceeds the maximum')
  expect(await entriesOf('expiry')).toHaveLength(1)
  await pool.query('drop trigger meets_limit on creditkit.pools; drop function creditkit.meet_limit')
  await untilFree('limited')
  expect(await room.ledger.sweep()).toBe(1)
})

test('more pools that cannot be brought up to date than are looked at together hold up no other', async () => {
  await room.database.pool.query(
    `insert into creditkit.pools (customer, currency, resource, next_change_at, seq)
     select 'broken-' || n, 'credits', '', $1::timestamptz, 1 from generate_series(1, 3) as n`,
    [new Date(NOON)],
  )
  await room.database.pool.query(
    `insert into creditkit.grants (customer, currency, resource, number, id, amount, remaining, category, priority,
       effective_at, expires_at, created_at, source, status)
     select 'broken-' || n, 'credits', '', 1, gen_random_uuid(), 1, 1, 'paid', 0, $1::timestamptz - interval '1 hour',
       $1::timestamptz, $1::timestamptz, 'manual', 'available'
     from generate_series(1, 3) as n`,
    [new Date(NOON)],
  )
  await room.ledger.grant({ ...key, amount: 5n, expiresAt: new Date(NOON + HOUR) })
  await room.setClock(new Date(NOON + HOUR))
  await expect(room.ledger.sweep(2)).rejects.toThrow('violates check')
  expect(await entriesOf('expiry')).toHaveLength(1)
})
