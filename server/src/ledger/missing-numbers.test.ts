import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from './testing.ts'

// What has no price takes no number among the lines of a batch; and a ledger where it did is mended.

let room: TestLedger

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

const migration = async (name: string): Promise<string> =>
  await readFile(new URL(`../database/migrations/${name}`, import.meta.url), 'utf8')

async function customerWithBatch(): Promise<string> {
  const customer = unique('customer')
  const line = { customer, currency: 'credits' }
  await room.ledger.grant({ ...line, amount: 1000n })
  const lines = [
    { amount: 1n },
    { feature: 'nothing' },
    { amount: 2n },
    { feature: 'search' },
    { amount: 3n },
  ]
  const outcomes = await room.ledger.consumeBatch(
    lines.map((usage) => ({ ...line, ...usage, idempotencyKey: unique() })),
  )
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true, false, true])
  return customer
}

async function brokenRules(customer: string): Promise<string[]> {
  const rules: string[] = []
  for await (const { rule } of room.ledger.verify({ customer })) rules.push(rule)
  return rules
}

test('what has no price takes no number among the lines of a batch', async () => {
  const customer = await customerWithBatch()
  const { data } = await room.ledger.entries(customer, { order: 'oldest' })
  expect(data.map(({ seq, amount }) => [seq, amount])).toEqual([
    [1n, 1000n],
    [2n, -1n],
    [3n, -2n],
    [4n, -3n],
  ])
  expect(await brokenRules(customer)).toEqual([])
})

test('a ledger in which numbers were left out is mended by notes', async () => {
  const { pool } = room.database
  const [asItWas] =
    /create or replace function creditkit\.consume_usual_lines[\s\S]*?\n\$\$;/.exec(
      await migration('0051_one_moment.sql'),
    ) ?? []
  await pool.query(asItWas ?? '')
  const customer = await customerWithBatch()
  expect(await brokenRules(customer)).toContain('entries are numbered without gaps')

  await pool.query(await migration('0054_lines_without_a_price.sql'))
  expect(await brokenRules(customer)).toEqual([])
  const { data } = await room.ledger.entries(customer, { order: 'oldest', notes: true })
  expect(data.map(({ seq, kind, amount, balanceAfter }) => [seq, kind, amount, balanceAfter])).toEqual([
    [1n, 'grant', 1000n, 1000n],
    [2n, 'consumption', -1n, 999n],
    [3n, 'amendment', 0n, 999n],
    [4n, 'consumption', -2n, 997n],
    [5n, 'amendment', 0n, 997n],
    [6n, 'consumption', -3n, 994n],
  ])
  const now = await room.ledger.balanceAt({ customer, currency: 'credits' }, new Date())
  expect(now).toEqual({ balance: 994n, seq: 6n })
  expect(await brokenRules(await customerWithBatch())).toEqual([])
})
