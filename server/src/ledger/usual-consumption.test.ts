import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LedgerError } from './errors.ts'
import { createTestLedger, type TestLedger } from './testing.ts'
import type { PoolKey } from './types/common.ts'
import type { Consumption, ConsumeRequest } from './types/entry.ts'

/** One goes the short way where it may, the other by all the rules always. */
let usual: TestLedger
let general: TestLedger

/** The names and types of a function's parameters. */
const SIGNATURE = `
  select pg_get_function_arguments(oid) as parameters, proargnames as names from pg_proc where oid = $1::text::regproc`

async function signatureOf(name: string): Promise<{ parameters: string; names: readonly string[] }> {
  const { rows } = await general.database.pool.query<{ parameters: string; names: string[] }>(SIGNATURE, [
    name,
  ])
  const [signature] = rows
  if (signature === undefined) throw new Error(`There is no ${name}.`)
  return signature
}

beforeAll(async () => {
  usual = await createTestLedger()
  general = await createTestLedger()
  const alone = await signatureOf('creditkit.consume')
  const together = await signatureOf('creditkit.consume_usual_lines')
  await general.database.pool.query(`
    create or replace function creditkit.consume(${alone.parameters}) returns creditkit.consume_outcome
    language plpgsql as $$
    begin
      return creditkit.consume_by_rules((${alone.names.slice(0, -1).join()})::creditkit.consume_request, late_window);
    end
    $$;
    create or replace function creditkit.consume_usual_lines(${together.parameters})
    language sql as $$ select '{}'::integer[], '{}'::text[] $$`)
})

afterAll(async () => {
  await usual.close()
  await general.close()
})

// Ids are random, and differ; everything else has to be the same.
const TABLES = [
  `select to_jsonb(t) - array['burning_number', 'burning_id', 'burning_category', 'burning_remaining', 'burning_held']
   from creditkit.pools as t where customer = $1 order by resource`,
  `select to_jsonb(g) - 'id' - 'remaining' as row, creditkit.remaining_of(g, p) as remaining
   from creditkit.grants as g join creditkit.pools as p using (customer, currency, resource)
   where customer = $1 order by resource, number`,
  `select to_jsonb(t) - 'hold_id' from creditkit.entries as t where customer = $1 order by resource, seq`,
  `select to_jsonb(t) from creditkit.idempotency_keys as t where customer = $1 and answer is null order by key_hash`,
  `select to_jsonb(t) from creditkit.usage_hours as t where customer = $1 order by hour, feature, resource, dimensions`,
  `select to_jsonb(t) from creditkit.usage_days as t where customer = $1 order by day, feature, resource, dimensions`,
  `select kind, creditkit.payload_of(o) - 'grantId' as payload from creditkit.outbox as o
   where customer = $1 and kind <> 'balance' order by creditkit.payload_of(o) ->> 'resource', id`,
]

// A set tells once what its lines did to a pool, line by line each tells.
const BALANCE_EVENTS = `
  with event as (
    select o.id, o.xact, creditkit.payload_of(o) as told from creditkit.outbox as o
    where customer = $1 and kind = 'balance'
  )
  select (array_agg(told order by id desc))[1] - 'fromSeq' - 'previousAvailable' as last,
    (array_agg(told order by id))[1] ->> 'fromSeq' as "fromSeq",
    (array_agg(told order by id))[1] ->> 'previousAvailable' as "previousAvailable"
  from event
  group by xact, told ->> 'resource'
  order by told ->> 'resource', min(id)`

interface Step {
  readonly kind: 'grant' | 'consume' | 'batch' | 'hold' | 'overdraft' | 'tick'
  readonly x: number
  readonly y: number
}

const STEP = record<Step>({
  kind: constantFrom(
    'grant',
    'grant',
    'consume',
    'consume',
    'consume',
    'batch',
    'batch',
    'hold',
    'overdraft',
    'tick',
  ),
  x: nat(10_000),
  y: nat(10_000),
})
const HOUR = 3_600_000
/** Milliseconds; a history that fails is made shorter before it is shown. */
const SHRINKING = 180_000
const START = Date.UTC(2026, 0, 1)
const WHEN_SHORT = ['refuse', 'partial', 'overdraft'] as const

async function play(room: TestLedger, customer: string, steps: readonly Step[]): Promise<unknown[]> {
  const key = { customer, currency: 'credits' }
  const answers: unknown[] = []
  let now = START
  await room.setClock(new Date(now))
  for (const [index, { kind, x, y }] of steps.entries()) {
    if (kind === 'tick') {
      now += x % 3 === 0 ? HOUR : y
      // oxlint-disable-next-line no-await-in-loop -- a history is one step after another
      await room.setClock(new Date(now))
      continue
    }
    try {
      // oxlint-disable-next-line no-await-in-loop
      answers.push(await STEPS[kind](room, key, { kind, x, y }, index, now))
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error
      answers.push([error.code, error.details])
    }
  }
  return answers
}

type Play = (room: TestLedger, key: PoolKey, step: Step, index: number, now: number) => Promise<unknown>

const STEPS: Readonly<Record<Exclude<Step['kind'], 'tick'>, Play>> = {
  grant: async ({ ledger }, key, { x, y }, index, now) => {
    const { remaining } = await ledger.grant({
      ...key,
      amount: BigInt((x % 4000) + 1),
      priority: y % 2,
      category: y % 3 === 0 ? 'paid' : 'promotional',
      expiresAt: y % 4 === 0 ? new Date(now + (y % 6) * HOUR + 1) : null,
      ...(x % 9 === 0 ? { features: ['image'] } : {}),
      ...(x % 3 === 0 ? { resource: 'second' } : {}),
      idempotencyKey: `grant-${index}`,
    })
    return remaining
  },
  // Every sixth is a repetition, of the same or of something else.
  consume: async ({ ledger }, key, { x, y }, index, now) =>
    shown(await ledger.consume(toRequest(key, x, y, now, `consume-${index % 6 === 5 ? index - 1 : index}`))),
  // Of two resources by turns. Every fifth batch has a line twice, every seventh one of an earlier batch.
  batch: async ({ ledger }, key, { x, y }, index, now) => {
    const lines = Array.from({ length: (x % 12) + 2 }, (_, line) => {
      const turn = x % 5 === 0 && line === 3 ? 2 : line
      const batch = x % 7 === 0 && line === 1 ? index - 1 : index
      // Mostly small and usual, so that many go as a set.
      const request = toRequest(
        key,
        y % 4 === 0 || turn === y % 15 ? x + turn : 3,
        (y % 40) + turn,
        now,
        `batch-${batch}-${turn}`,
      )
      return { ...request, resource: turn % 2 === 0 ? null : 'second' }
    })
    const outcomes = await ledger.consumeBatch(lines)
    return outcomes.map((outcome) =>
      outcome.ok ? shown(outcome.consumption) : [outcome.error.code, outcome.error.details],
    )
  },
  hold: async ({ ledger }, key, { x, y }, _index, now) => {
    const lapsesAt = new Date(now + (y % 4) * HOUR + 1)
    return (await ledger.holds.create({ ...key, amount: BigInt((x % 500) + 1), lapsesAt })).amount
  },
  overdraft: async ({ ledger }, key, { x, y }) =>
    await ledger.setOverdraft({ ...key, limit: BigInt(x % 300), kind: y % 2 === 0 ? 'soft' : 'hard' }),
}

function toRequest(key: PoolKey, x: number, y: number, now: number, idempotencyKey: string): ConsumeRequest {
  return {
    ...key,
    ...(x % 3 === 0 ? { amount: BigInt((y % 900) + 1) } : { feature: 'text', quantity: `${(y % 9000) + 1}` }),
    // Nobody knows what that costs.
    ...(x % 11 === 0 && { feature: 'nothing', amount: undefined }),
    ...(x % 7 === 0 ? { at: new Date(now - HOUR) } : {}),
    ...(x % 5 === 0 ? { dimensions: { model: y % 2 === 0 ? 'large' : 'small' }, reason: 'a test' } : {}),
    whenShort: WHEN_SHORT[y % 3],
    idempotencyKey,
  }
}

function shown({ entry, ...answer }: Consumption): unknown {
  const splits = entry?.splits.map(({ category, amount, remainingAfter }) => [
    category,
    amount,
    remainingAfter,
  ])
  return [answer, { ...entry, splits, rate: entry?.rate?.version }]
}

async function contents(room: TestLedger, customer: string): Promise<unknown[]> {
  const tables: unknown[] = []
  for (const sql of [...TABLES, BALANCE_EVENTS]) {
    // oxlint-disable-next-line no-await-in-loop -- few
    tables.push((await room.database.pool.query(sql, [customer])).rows)
  }
  return tables
}

const seed = Number(process.env['LEDGER_USUAL_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
let histories = 0

test(
  `the short way of consuming does what all the rules would (LEDGER_USUAL_SEED=${seed})`,
  async () => {
    await assert(
      asyncProperty(array(STEP, { minLength: 10, maxLength: 40 }), async (steps) => {
        histories += 1
        const customer = `history-${histories}`
        const answers = await play(usual, customer, steps)
        expect(answers).toEqual(await play(general, customer, steps))
        const tables = await contents(usual, customer)
        expect(tables).toEqual(await contents(general, customer))
      }),
      { seed, numRuns: 25 },
    )
  },
  SHRINKING,
)

test('an ordinary consumption does go the short way, another by the rules', async () => {
  const key = { customer: 'ordinary', currency: 'credits' }
  await usual.setClock(null)
  await usual.ledger.grant({ ...key, amount: 100n })
  await usual.ledger.consume({ ...key, amount: 10n, idempotencyKey: 'before' })
  await usual.database.pool.query(`
    create or replace function creditkit.consume_by_rules(request creditkit.consume_request, late_window interval)
    returns creditkit.consume_outcome language plpgsql as $$ begin raise 'by the rules'; end $$`)
  await usual.ledger.consume({ ...key, amount: 60n, idempotencyKey: 'usual' })
  // More than is there, and a key that is known.
  const tooMuch = usual.ledger.consume({ ...key, amount: 60n, idempotencyKey: 'too much' })
  await expect(tooMuch).rejects.toThrow('by the rules')
  const again = usual.ledger.consume({ ...key, amount: 60n, idempotencyKey: 'usual' })
  await expect(again).rejects.toThrow('by the rules')
  expect((await usual.ledger.balance(key)).balance).toBe(30n)
})
