import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, rejection, type TestLedger, unique } from './testing.ts'

let room: TestLedger

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

async function customerWith(...amounts: bigint[]): Promise<string> {
  const customer = unique('customer')
  for (const amount of amounts) {
    // oxlint-disable-next-line no-await-in-loop -- in this order
    await room.ledger.grant({ customer, currency: 'credits', amount })
  }
  return customer
}

test('a consumption takes its cost and says what each grant gave', async () => {
  const customer = await customerWith(1500n, 1000n)
  const consumed = await room.ledger.consume({
    customer,
    currency: 'credits',
    feature: 'image',
    idempotencyKey: unique(),
  })
  expect(consumed).toMatchObject({
    cost: 2000n,
    amount: 2000n,
    balance: 500n,
    available: 500n,
    replayed: false,
  })
  expect(consumed.entry).toMatchObject({
    seq: 3n,
    kind: 'consumption',
    amount: -2000n,
    featureName: 'Images',
    quantity: '1',
    rate: { version: 1, description: '20 per 1' },
  })
  expect(consumed.entry?.splits.map((split) => [split.amount, split.remainingAfter])).toEqual([
    [-1500n, 0n],
    [-500n, 500n],
  ])
  const { data } = await room.ledger.entries(customer)
  expect(data[0]).toEqual(consumed.entry)
})

test('a cost is rounded up to the smallest unit, once', async () => {
  const customer = await customerWith(100n)
  const consumed = await room.ledger.consume({
    customer,
    currency: 'credits',
    feature: 'text',
    quantity: '10.000001',
    idempotencyKey: unique(),
  })
  expect(consumed.cost).toBe(2n)
})

test('what is not there is refused whole, and says what is missing', async () => {
  const customer = await customerWith(1500n)
  const request = { customer, currency: 'credits', feature: 'image', idempotencyKey: unique() }
  const error = await rejection(room.ledger.consume(request))
  expect(error).toMatchObject({
    code: 'insufficient_credits',
    details: { cost: 2000n, available: 1500n, missing: 500n, scale: 2 },
  })
  expect(await room.ledger.balance({ customer, currency: 'credits' })).toMatchObject({
    balance: 1500n,
    seq: 1n,
  })
})

test('late usage that the credits of its time cannot pay for is told that those of now can only as of now', async () => {
  const customer = await customerWith(5000n)
  const at = new Date(Date.now() - 60_000)
  const request = { customer, currency: 'credits', feature: 'image', at, idempotencyKey: unique() }
  expect(await rejection(room.ledger.consume(request))).toMatchObject({
    code: 'insufficient_credits',
    message: expect.stringContaining('could pay for it only as of now, with a new key.'),
  })
})

test('the same key and request give the same answer, a refusal too', async () => {
  const customer = await customerWith(2500n)
  const request = { customer, currency: 'credits', feature: 'image', idempotencyKey: unique() }
  const first = await room.ledger.consume(request)
  await room.ledger.grant({ customer, currency: 'credits', amount: 1n })
  const second = await room.ledger.consume(request)
  expect(second).toEqual({ ...first, replayed: true })

  const refused = { ...request, idempotencyKey: unique() }
  const refusal = await rejection(room.ledger.consume(refused))
  await room.ledger.grant({ customer, currency: 'credits', amount: 5000n })
  const again = await rejection(room.ledger.consume(refused))
  expect(again).toMatchObject({ code: 'insufficient_credits', message: (refusal as Error).message })
  expect(again).toMatchObject({ details: { available: 501n, missing: 1499n, replayed: true } })
})

test('the same key with another request is refused', async () => {
  const customer = await customerWith(5000n)
  const request = { customer, currency: 'credits', feature: 'image', idempotencyKey: unique() }
  await room.ledger.consume(request)
  const error = await rejection(room.ledger.consume({ ...request, quantity: '2' }))
  expect(error).toMatchObject({ code: 'idempotency_key_reused' })
})

test('the same key a hundred times at once has one effect', async () => {
  const customer = await customerWith(1_000_000n)
  const request = { customer, currency: 'credits', feature: 'image', idempotencyKey: unique() }
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => await room.ledger.consume(request)),
  )
  expect(new Set(answers.map((answer) => answer.seq))).toEqual(new Set([2n]))
  expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1)
  expect((await room.ledger.balance({ customer, currency: 'credits' })).balance).toBe(998_000n)
})

test('many at once for one pool are numbered without gaps and add up', async () => {
  const customer = await customerWith(30_000n, 30_000n, 50_000n)
  const answers = await room.ledger.consumeBatch(
    Array.from({ length: 500 }, () => ({
      customer,
      currency: 'credits',
      amount: 199n,
      idempotencyKey: unique(),
    })),
  )
  expect(answers.every((answer) => answer.ok)).toBe(true)
  const { data } = await room.ledger.entries(customer, { order: 'oldest', limit: 1000 })
  expect(data.map((entry) => entry.seq)).toEqual(Array.from({ length: 503 }, (_, index) => BigInt(index + 1)))
  expect(data.at(-1)?.balanceAfter).toBe(110_000n - 500n * 199n)
})

test('a batch with one bad line refuses that line and does the others', async () => {
  const customer = await customerWith(10_000n)
  const line = { customer, currency: 'credits', feature: 'image' }
  const outcomes = await room.ledger.consumeBatch([
    { ...line, idempotencyKey: unique() },
    { ...line, feature: 'nothing', idempotencyKey: unique() },
    { ...line, quantity: '-1', idempotencyKey: unique() },
    { ...line, feature: 'search', idempotencyKey: unique() },
    { ...line, quantity: '100', idempotencyKey: unique() },
    { ...line, reason: 'nul\0', idempotencyKey: unique() },
    { ...line, metadata: { half: '\ud800' }, idempotencyKey: unique() },
    { ...line, idempotencyKey: unique() },
  ])
  expect(outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.error.code))).toEqual([
    'done',
    'unknown_feature',
    'invalid_quantity',
    'no_rate',
    'insufficient_credits',
    'invalid_value',
    'invalid_value',
    'done',
  ])
})

test('each line of a batch has what it asked for, usual or not', async () => {
  const at = new Date('2026-06-01T12:00:00Z')
  await room.setClock(at)
  const customer = await customerWith(10_000n)
  await room.setClock(new Date('2026-06-01T13:00:00Z'))
  const line = { customer, currency: 'credits', feature: 'image' }
  const words = { reason: 'said "so", {and} \\ more', actor: 'مستخدم', metadata: { job: '7', note: 'null' } }
  const lines = [
    { ...line, ...words },
    line,
    line,
    { ...line, at, actor: 'late' },
    { ...line, quantity: '2', whenShort: 'partial', ...words },
  ] as const
  const ends = ['"so", {and}', '\\', '', ',NULL', ' \n\t']
  const outcomes = await room.ledger.consumeBatch(
    lines.map((request, index) => ({ ...request, idempotencyKey: `${unique()}${ends[index]}` })),
  )
  await room.setClock(null)
  const { data } = await room.ledger.entries(customer, { order: 'oldest', limit: 10 })
  expect(outcomes.map((outcome) => outcome.ok && outcome.consumption.entry)).toEqual(data.slice(1))
  const plain = { reason: null, actor: null, metadata: {}, occurredAt: null, amount: -2000n }
  expect(data.slice(1)).toMatchObject([
    { ...plain, ...words },
    plain,
    plain,
    { ...plain, actor: 'late', occurredAt: at },
    { ...words, amount: -2000n, balanceAfter: 0n },
  ])
  // A batch that Postgres could not read would have been sent again, line by line.
  const { rows } = await room.database.pool.query(
    'select count(distinct xact) as transactions from creditkit.outbox where customer = $1 and seq > 1',
    [customer],
  )
  expect(rows).toEqual([{ transactions: 1n }])
})

test('partial takes what there is', async () => {
  const customer = await customerWith(1500n)
  const request = { customer, currency: 'credits', feature: 'image', whenShort: 'partial' } as const
  const key = unique()
  const consumed = await room.ledger.consume({ ...request, idempotencyKey: key })
  expect(consumed).toMatchObject({ cost: 2000n, amount: 1500n, balance: 0n })
  expect(await room.ledger.consume({ ...request, idempotencyKey: key })).toEqual({
    ...consumed,
    replayed: true,
  })
  const nothing = await room.ledger.consume({ ...request, idempotencyKey: unique() })
  expect(nothing).toMatchObject({ entry: null, cost: 2000n, amount: 0n, balance: 0n, seq: 2n })
})

test('an overdraft goes as far as the limit, and the next grant settles it first', async () => {
  const customer = await customerWith(500n)
  await room.ledger.setOverdraft({ customer, currency: 'credits', limit: 2000n })
  const request = { customer, currency: 'credits', feature: 'image', whenShort: 'overdraft' } as const
  const consumed = await room.ledger.consume({ ...request, idempotencyKey: unique() })
  expect(consumed).toMatchObject({ balance: -1500n, entry: { overdraft: -1500n, amount: -2000n } })
  const error = await rejection(room.ledger.consume({ ...request, idempotencyKey: unique() }))
  expect(error).toMatchObject({ code: 'insufficient_credits', details: { missing: 3500n } })
  const grant = await room.ledger.grant({ customer, currency: 'credits', amount: 4000n })
  expect(grant).toMatchObject({ amount: 4000n, remaining: 2500n, used: 1500n })
  expect(await room.ledger.balance({ customer, currency: 'credits' })).toMatchObject({
    balance: 2500n,
    overdraft: 0n,
  })
})

test('a soft overdraft lets the consumption through that crosses it, and none after it', async () => {
  const customer = await customerWith(500n)
  await room.ledger.setOverdraft({ customer, currency: 'credits', limit: 100n, kind: 'soft' })
  const request = { customer, currency: 'credits', feature: 'image', whenShort: 'overdraft' } as const
  expect((await room.ledger.consume({ ...request, idempotencyKey: unique() })).balance).toBe(-1500n)
  const error = await rejection(room.ledger.consume({ ...request, idempotencyKey: unique() }))
  expect(error).toMatchObject({ code: 'insufficient_credits' })
})

test('an outcome that cannot be read is an error, and the requests after it are served', async () => {
  const customer = await customerWith(10_000n)
  const request = { customer, currency: 'credits', feature: 'image' }
  const { pool } = room.database
  const { rows } = await pool.query<{ consume: string }>(
    `select pg_get_functiondef('creditkit.consume'::regproc) as consume`,
  )
  const consume = rows[0]?.consume ?? ''
  await pool.query(`${consume.split('AS $function$')[0]} as $$ begin return null; end $$`)
  await expect(room.ledger.consume({ ...request, idempotencyKey: unique() })).rejects.toThrow('of 0 fields')
  await pool.query(consume)
  expect(await room.ledger.consume({ ...request, idempotencyKey: unique() })).toMatchObject({ cost: 2000n })
})
