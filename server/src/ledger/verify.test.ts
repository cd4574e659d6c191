import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from './testing.ts'
import type { Finding } from './types/finance.ts'

let room: TestLedger
let customer: string

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

beforeEach(async () => {
  customer = unique('customer')
  const key = { customer, currency: 'credits' }
  const { ledger } = room
  await ledger.grant({ ...key, amount: 5000n })
  await ledger.grant({ ...key, amount: 5000n, features: ['image'] })
  await ledger.consume({ ...key, feature: 'image', idempotencyKey: unique() })
  await ledger.consume({
    ...key,
    feature: 'text',
    quantity: '100',
    dimensions: { model: 'a' },
    idempotencyKey: unique(),
  })
  await ledger.holds.create({ ...key, feature: 'image' })
  const { id: holdId } = await ledger.holds.create({ ...key, amount: 10n })
  await ledger.holds.settle({ customer, holdId, amount: 5n })
  // A block of entries, which is what goes into the sums of usage.
  const request = { ...key, feature: 'text', dimensions: { model: 'a' } }
  await ledger.consumeBatch(
    Array.from({ length: 16 }, () => ({ ...request, quantity: '1', idempotencyKey: unique() })),
  )
  await ledger.grant({ ...key, amount: 5000n, effectiveAt: new Date('2999-01-01T00:00:00Z') })
})

async function findings(scope: { customer?: string } = { customer }): Promise<Finding[]> {
  const found: Finding[] = []
  for await (const finding of room.ledger.verify(scope)) found.push(finding)
  return found
}

/** Alters a row behind the back of the triggers and constraints that guard it. */
async function tamper(sql: string): Promise<void> {
  const client = await room.database.pool.connect()
  try {
    await client.query('begin')
    await client.query(`set local session_replication_role = 'replica'`)
    await client.query('alter table creditkit.entries disable trigger user')
    const { rowCount } = await client.query(sql, [customer])
    expect(rowCount).toBe(1)
    await client.query('alter table creditkit.entries enable trigger user')
    await client.query('commit')
  } finally {
    client.release()
  }
}

test('a sound ledger has no findings', async () => {
  expect(await findings({})).toEqual([])
})

test.each([
  [
    'an old balance',
    `update creditkit.entries set balance_after = balance_after + 1 where customer = $1 and seq = 2`,
    'entry 2',
  ],
  [
    'a time',
    `update creditkit.entries set at = at + interval '1 day' where customer = $1 and seq = 3`,
    'entry 4',
  ],
  ['what remained', `update creditkit.entries set splits[3] = 7 where customer = $1 and seq = 3`, 'entry 3'],
  ['the pool of entries', `delete from creditkit.pools where customer = $1`, 'entry 1'],
  ['a whole entry', `delete from creditkit.entries where customer = $1 and seq = 3`, 'entry 4'],
  ['a pool', `update creditkit.pools set balance = balance + 1 where customer = $1`, 'pool'],
  ['a counter', `update creditkit.pools set seq = seq + 1 where customer = $1`, 'pool'],
  ['a hold', `update creditkit.hold_splits set amount = amount + 1 where customer = $1`, 'hold '],
  [
    'a grant',
    `update creditkit.grants set remaining = remaining - 1 where customer = $1 and number = 1`,
    'grant ',
  ],
  [
    'usage by day',
    `update creditkit.usage_days set amount = amount + 1 where customer = $1 and feature = 'text'`,
    'usage of text',
  ],
  [
    'usage by hour',
    `delete from creditkit.usage_hours where customer = $1 and feature = 'text'`,
    'usage of text',
  ],
  ['what was held', `update creditkit.entries set held_after = 1 where customer = $1 and seq = 4`, 'entry 4'],
  [
    'the amount of a grant',
    `update creditkit.grants set amount = amount + 1 where customer = $1 and number = 1`,
    'grant ',
  ],
  [
    'what was withdrawn',
    `update creditkit.grants set withdrawn = withdrawn + 1 where customer = $1 and number = 1`,
    'grant ',
  ],
  [
    'what was clawed back',
    `update creditkit.grants set clawed_back = clawed_back + 1 where customer = $1 and number = 1`,
    'grant ',
  ],
  [
    'what a hold was settled for',
    `update creditkit.holds set settled_amount = settled_amount + 1 where customer = $1 and status = 'settled'`,
    'hold ',
  ],
  [
    'what was held by a hold',
    `update creditkit.entries set held_after = held_after + 5000 where customer = $1 and kind = 'hold' and seq =
      (select max(seq) from creditkit.entries where customer = $1 and kind = 'hold')`,
    'entry ',
  ],
  ['an open hold', `delete from creditkit.holds where customer = $1 and status = 'open'`, 'entry '],
  ['a settled hold', `delete from creditkit.holds where customer = $1 and status = 'settled'`, 'entry '],
  [
    'a grant that waits',
    `delete from creditkit.grants where customer = $1 and status = 'scheduled'`,
    'entry ',
  ],
  ['a quantity', `update creditkit.entries set quantity = 1 where customer = $1 and seq = 4`, 'entry 4'],
  ['a rate', `update creditkit.entries set rate_version = 7 where customer = $1 and seq = 4`, 'entry 4'],
  [
    'what is reserved for usage',
    `update creditkit.holds set quantity = quantity + 1, amount = amount + 1 where customer = $1 and feature = 'image'`,
    'entry ',
  ],
  ['a key', `update creditkit.entries set key = 'another' where customer = $1 and seq = 3`, 'entry 3'],
])('%s altered by hand is named', async (_, sql, row) => {
  await tamper(sql)
  const found = await findings()
  expect(found.map((finding) => finding.row).join('\n')).toContain(row)
  expect(found.every((finding) => finding.customer === customer)).toBe(true)
})

test('the grant that burns, altered in its pool by hand, is named', async () => {
  const key = { customer: unique('customer'), currency: 'credits' }
  const { id } = await room.ledger.grant({ ...key, amount: 100n })
  await room.ledger.consume({ ...key, amount: 10n, idempotencyKey: unique() })
  expect(await findings(key)).toEqual([])
  const tampered = await room.database.pool.query(
    `update creditkit.pools set burning_remaining = burning_remaining - 1 where customer = $1 and burning_number = 1`,
    [key.customer],
  )
  expect(tampered.rowCount).toBe(1)
  expect((await findings(key)).map((finding) => finding.row)).toContain(`grant ${id}`)
})

test('what was taken back, altered by hand, is named, where some of the clawback is owed', async () => {
  const key = { customer: unique('customer'), currency: 'credits' }
  const { id: grantId } = await room.ledger.grant({ ...key, amount: 100n })
  await room.ledger.consume({ ...key, amount: 30n, idempotencyKey: unique() })
  await room.ledger.clawback({ customer: key.customer, grantId, amount: 100n })
  await room.ledger.reinstate({ customer: key.customer, grantId, amount: 50n })
  await room.ledger.clawback({ customer: key.customer, grantId, amount: 40n })
  expect(await findings(key)).toEqual([])
  const lower = 'update creditkit.grants set taken_back = taken_back - 1 where customer = $1'
  await room.database.pool.query(lower, [key.customer])
  const named = { row: `grant ${grantId}`, rule: 'what was taken back of a grant is in the ledger' }
  expect(await findings(key)).toMatchObject([named])
})

test('the price of a unit, altered by hand, is named', async () => {
  const raise = `update creditkit.unit_prices set per_unit = per_unit + $1::integer where feature = 'image'`
  await room.database.pool.query(raise, [1])
  const found = await findings({})
  await room.database.pool.query(raise, [-1])
  const ofNobody = found.filter((finding) => finding.customer === null)
  expect(ofNobody.map(({ rule }) => rule)).toEqual(['the price of a unit is that of the rate'])
})

test.each([
  ['update', `update creditkit.entries set amount = 0`],
  ['delete', `delete from creditkit.entries`],
  ['truncate', `truncate creditkit.entries cascade`],
])('the database refuses to %s entries', async (_, sql) => {
  await expect(room.database.pool.query(sql)).rejects.toThrow('The ledger is never altered')
})

test.each([
  ['take more than a grant has', `update creditkit.grants set remaining = -1 where customer = $1`],
  ['hold more than remains', `update creditkit.grants set held = remaining + 1 where customer = $1`],
  ['give more than was granted', `update creditkit.grants set remaining = amount + 1 where customer = $1`],
  ['close a grant with credits left', `update creditkit.grants set status = 'expired' where customer = $1`],
  ['hold more than the pool has', `update creditkit.pools set held = balance + 1 where customer = $1`],
  ...[
    'held = -1',
    'overdraft = -1',
    'overdraft_limit = -1',
    'seq = -1',
    'grant_count = -1',
    `burning_number = 1`,
    `burning_id = gen_random_uuid(), burning_category = 'paid', burning_remaining = 5, burning_held = 0`,
    ...['0, 0', '5, 6', '5, -1', 'null, 0'].map(
      (left) => `(burning_number, burning_id, burning_category, burning_remaining, burning_held) =
        (1, gen_random_uuid(), 'paid', ${left})`,
    ),
  ].map((change): [string, string] => [
    `have a pool with ${change}`,
    `update creditkit.pools set ${change} where customer = $1`,
  ]),
  [
    'have a pool with a resource too long',
    `insert into creditkit.pools (customer, currency, resource) values ($1, 'credits', repeat('x', 256))`,
  ],
  [
    'write an amount that is not that of its splits',
    `insert into creditkit.entries (customer, currency, resource, seq,
    at, amount, balance_after, held_after, overdraft, kind, splits)
    values ($1, 'credits', '', 99, now(), -5, 0, 0, 0, 'consumption', '{1,-4,1}')`,
  ],
  ...['-5, 0, null', '-5, 0, -1', '5, 0, 1', '-5, -1, 1'].map((numbers): [string, string] => [
    `write a consumption with ${numbers}`,
    `insert into creditkit.entries (customer, currency, resource, seq, at, balance_after, kind, amount, held_after, splits)
    select $1, 'credits', '', 99, now(), 0, 'consumption', amount, held, array[1, amount, remaining]
    from (values (${numbers}::bigint)) as n (amount, held, remaining)`,
  ]),
  ...['-5, 99, 1', '-4, 0, 1', '-4, 99, 0'].map((numbers): [string, string] => [
    `write a consumption with ${numbers}`,
    `insert into creditkit.entries (customer, currency, resource, at, balance_after, held_after, kind, splits, amount, seq,
    quantity)
    select $1, 'credits', '', now(), 0, 0, 'consumption', array[1, -4, 1], n.*
    from (values (${numbers})) as n`,
  ]),
  [
    'number two entries alike',
    `insert into creditkit.entries (customer, currency, resource, seq, at, amount,
    balance_after, held_after, overdraft, kind, splits)
    values ($1, 'credits', '', 1, now(), 0, 0, 0, 0, 'amendment', '{}')`,
  ],
])('the database refuses to %s', async (_, sql) => {
  await expect(room.database.pool.query(sql, [customer])).rejects.toThrow(/violates/)
})
