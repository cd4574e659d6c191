import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entriesQuery } from './entries-query.ts'
import { FINANCE } from './finance-sql.ts'
import { RULES } from './verify-rules.ts'
import { createTestLedger, type TestLedger, unique } from './testing.ts'

// As many consumptions as one statement can write, one after another in a pool.
const FILL = `
  with pool as (
    update creditkit.pools as p set seq = p.seq + $2::integer where p.customer = $1::text
    returning p.customer, p.currency, p.resource, p.balance, p.seq - $2::integer as seq
  )
  insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind, splits,
    feature, quantity, key)
  select customer, currency, resource, seq + n, creditkit.now_ms(), -1, balance - n, 0, 'consumption',
    array[1, -1, balance - n], 'image', 1, n::text
  from pool cross join generate_series(1, $2::integer) as n`

const PLANS = `
  select generic_plans > 0 as kept from pg_prepared_statements where name ~ $1::text order by prepare_time`

let room: TestLedger
const customer = unique('customer')

beforeAll(async () => {
  room = await createTestLedger()
  await room.ledger.grant({ customer, currency: 'credits', amount: 1_000_000n })
  await room.database.pool.query(FILL, [customer, 5000])
  await room.database.pool.query('analyze')
})

afterAll(async () => {
  await room.close()
})

test('Postgres keeps its plans for what is asked most often, however long a pool’s history', async () => {
  const { ledger, database } = room
  const key = { customer, currency: 'credits' }
  const month = { from: new Date(Date.now() - 30 * 86_400_000), to: new Date() }
  const first = await ledger.entries(customer, { limit: 25 })
  // One call after another is served by one connection. Five times Postgres plans anew before it decides.
  for (let call = 0; call < 7; call += 1) {
    await ledger.balance(key)
    await ledger.usage({ ...key, ...month })
    await ledger.entries(customer, {})
    await ledger.entries(customer, { currency: 'credits', limit: 25, cursor: first.nextCursor })
  }
  const plans = async (name: string): Promise<unknown[]> =>
    (await database.pool.query(PLANS, [`^creditkit.${name}`])).rows
  expect(await plans('balance')).toEqual([{ kept: true }])
  expect(await plans('usage')).toEqual([{ kept: true }])
  // The first page of 25, asked for once, has not come so far.
  expect(await plans('entries')).toEqual([{ kept: false }, { kept: true }, { kept: true }])
})

test('what is no consumption is found in a long history without reading the consumptions', async () => {
  const { text, values } = entriesQuery(customer, { kinds: ['grant', 'expiry'] }, 50, null)
  const { rows } = await room.database.pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values)
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('entries_but_consumptions')
})

const PAID = `
  select creditkit.make_grant('payer-' || c, 'credits', '', '{"amount": "100", "category": "paid", "cost_amount": "5",
    "cost_currency": "usd", "cost_scale": 2, "priority": 0, "source": "manual"}', null)
  from generate_series(1, 100) as c, generate_series(1, 10) as n`

interface PlanNode {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Join Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/** How many rows the busiest step looks at. */
function rowsOfBusiest(node: PlanNode): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0)
  const own = (node['Actual Rows'] + removed) * node['Actual Loops']
  return Math.max(own, ...(node.Plans ?? []).map(rowsOfBusiest))
}

/** How many rows of a table are read. */
function rowsOf(table: string, node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + rowsOf(table, plan), 0)
  const removed = node['Rows Removed by Filter'] ?? 0
  return node['Relation Name'] === table ? (node['Actual Rows'] + removed) * node['Actual Loops'] : below
}

async function explain(sql: string, values: readonly unknown[]): Promise<PlanNode> {
  const { rows } = await room.database.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (analyze, format json) ${sql}`,
    [...values],
  )
  const [plan] = rows[0]?.['QUERY PLAN'] ?? []
  if (plan === undefined) throw new Error('There is no plan.')
  return plan.Plan
}

describe('with a thousand grants of a hundred customers', () => {
  beforeAll(async () => {
    await room.database.pool.query(PAID)
    await room.database.pool.query('analyze')
  })

  test('a report for finance looks at each grant and each entry a few times, however many pools there are', async () => {
    const values = [null, new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000), 'day', 'UTC']
    const plan = await explain(FINANCE, values)
    expect(rowsOfBusiest(plan)).toBeGreaterThan(1000)
    expect(rowsOfBusiest(plan)).toBeLessThan(10_000)
  })

  test.each(['grants', 'entries'])(
    'what verifies some customers reads no %s of all the others',
    async (table) => {
      const customers = Array.from({ length: 5 }, (_, index) => `payer-${index + 1}`)
      const plans = await Promise.all(RULES.map(async (rule) => await explain(rule, [customers])))
      const read = plans.map((plan) => rowsOf(table, plan))
      expect(Math.max(...read)).toBeGreaterThanOrEqual(50)
      expect(Math.max(...read)).toBeLessThan(500)
    },
  )
})
