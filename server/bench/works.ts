import type pg from 'pg'
import { withTransaction } from '../src/database/transaction.ts'
import { queryTexts } from '../src/database/text-query.ts'
import { readOutcome } from '../src/ledger/consume-outcome.ts'
import { consumeQuery } from '../src/ledger/consume-query.ts'
import { readConsumption } from '../src/ledger/consume-request.ts'
import { shortHash } from '../src/ledger/request-hash.ts'
import { type Run, runFor } from './measure.ts'
import { customerOf, HOT, POOLS, type Scene } from './scene.ts'

const UPDATE = 'update bench.rows set balance = balance - 1 where id = $1::integer'

// Above those of earlier runs, which the database may remember.
let last = Date.now() * 64

/** A key as long as a UUID, as most callers use. */
function nextKey(): string {
  last += 1
  return `0190f3c2-7b1e-7000-8000-${last.toString(16).padStart(12, '0')}`
}

function randomPool(): number {
  return Math.floor(Math.random() * POOLS)
}

/** Milliseconds for each work before anything is measured. */
const WARM_UP = 3000

/** Everything that is measured, by name, each close to what it is compared with. Each runs for the time given. */
export const WORKS = {
  'update, many rows': async (scene, time) =>
    await runFor(time, 8, async () => await scene.eight.query(UPDATE, [randomPool() + 1])),
  'single calls, many pools': async (scene, time) =>
    await runFor(time, 8, async () => await consumeDirectly(scene.eight, customerOf(randomPool()))),
  'update, alone': async (scene, time) =>
    await runFor(time, 1, async () => await scene.eight.query(UPDATE, [randomPool() + 1])),
  'consume, alone': async (scene, time) =>
    await runFor(time, 1, async () => await consume(scene, customerOf(randomPool()))),
  'lanes, many pools': async (scene, time) =>
    await runFor(time, 256, async () => await consume(scene, customerOf(randomPool()))),
  'update, one row': async (scene, time) =>
    await runFor(time, 8, async () => await scene.eight.query(UPDATE, [1])),
  'lanes, one pool': async (scene, time) => await runFor(time, 256, async () => await consume(scene, HOT)),
  'double entry, one pair': async (scene, time) => await runFor(time, 8, async () => await transfer(scene)),
  'calls through 16 connections, one pool': async (scene, time) => {
    const waiting: (() => void)[] = []
    let free = 16
    return await runFor(time, 256, async () => {
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
      free -= 1
      await consumeDirectly(scene.pool, HOT)
      free += 1
      waiting.shift()?.()
    })
  },
  balance: async (scene, time) =>
    await runFor(
      time,
      4,
      async () => await scene.ledger.balance({ customer: customerOf(randomPool()), currency: 'credits' }),
    ),
  'statement page': async (scene, time) =>
    await runFor(time, 4, async () => await scene.ledger.entries(customerOf(randomPool()), { limit: 50 })),
} satisfies Record<string, (scene: Scene, time: number) => Promise<Run>>

export type WorkName = keyof typeof WORKS

async function consume(scene: Scene, customer: string): Promise<void> {
  await scene.ledger.consume({ customer, currency: 'credits', feature: 'summary', idempotencyKey: nextKey() })
}

const USUAL = readConsumption({
  customer: HOT,
  currency: 'credits',
  feature: 'summary',
  idempotencyKey: 'any',
})

async function consumeDirectly(pool: pg.Pool, customer: string): Promise<void> {
  const key = nextKey()
  const line = { ...USUAL, customer, key, key_hash: shortHash(key) }
  const [outcome = null] = await queryTexts(pool, consumeQuery([line], '7 days'))
  readOutcome(outcome)
}

/** Two accounts locked, two updates, three inserts. */
async function transfer(scene: Scene): Promise<void> {
  await withTransaction(scene.pool, async (client) => {
    await client.query('select * from bench.accounts where id in (1, 2) order by id for update')
    await client.query('update bench.accounts set balance = balance - 1, version = version + 1 where id = 1')
    await client.query('update bench.accounts set balance = balance + 1, version = version + 1 where id = 2')
    const { rows } = await client.query<{ id: string }>(
      'insert into bench.transfers (from_account, to_account, amount) values (1, 2, 1) returning id',
    )
    const line = `insert into bench.lines (transfer, account, amount, balance_after)
      select $1::uuid, $2::integer, $3::bigint, balance from bench.accounts where id = $2::integer`
    await client.query(line, [rows[0]?.id, 1, -1])
    await client.query(line, [rows[0]?.id, 2, 1])
  })
}

/** A scene, and what is measured in it. */
export interface Side {
  readonly scene: Scene
  readonly names: readonly WorkName[]
}

/**
 * Rounds of all these works, one after another in each, and of each work the sides by turns, so that what else the
 * machine does hits all alike.
 *
 * @returns of each side the runs, a round's at its number
 */
export async function measure(
  sides: readonly Side[],
  rounds: number,
  time: number,
  say: (line: string) => void,
): Promise<Map<WorkName, readonly Run[]>[]> {
  const turns = (Object.keys(WORKS) as WorkName[]).flatMap((name) =>
    sides.flatMap(({ scene, names }, side) => (names.includes(name) ? [{ name, scene, side }] : [])),
  )
  const runs = sides.map(({ names }) => new Map<WorkName, Run[]>(names.map((name) => [name, []])))
  // Or the first rounds would pay for plans of new connections, and for pages that nobody has read yet.
  // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
  for (const { name, scene } of turns) await WORKS[name](scene, WARM_UP)
  for (let round = 1; round <= rounds; round += 1) {
    for (const { name, scene, side } of turns) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
      const run = await WORKS[name](scene, time)
      runs[side]?.get(name)?.push(run)
      const figures = `${Math.round(run.rate)}/s, p50 ${run.median.toFixed(2)}, p99 ${run.p99.toFixed(1)} ms`
      say(`  ${round}/${rounds} ${scene.name}, ${name}: ${figures}`)
    }
  }
  return runs
}
