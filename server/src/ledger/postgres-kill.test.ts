import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded/embedded-postgres.ts'
import { migrate } from '../database/migrate.ts'
import { createPool } from '../database/pool.ts'
import { createLedger } from './index.ts'
import { isLostConnection } from './lane.ts'
import { verify } from './verify.ts'

let directory: string
let postgres: EmbeddedPostgres

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'creditkit-kill-'))
  postgres = await startEmbeddedPostgres({ directory })
})

afterAll(async () => {
  await postgres.stop()
  await rm(directory, { recursive: true, force: true })
  await rm(postgres.directory, { recursive: true, force: true })
})

/** Ends Postgres as a power cut would, then starts it again at the same place. */
async function killAndRestart(pid: number): Promise<void> {
  const { port, ended } = postgres
  process.kill(pid, 'SIGKILL')
  await ended
  postgres = await startEmbeddedPostgres({ directory, port })
}

test('a Postgres that is killed under load keeps all that was acknowledged, once', async () => {
  const pool = createPool(postgres.url)
  await migrate(pool)
  const ledger = await createLedger({ pool, connectionString: postgres.url })
  await ledger.currencies.put({ id: 'credits', name: { singular: 'credit', plural: 'credits' }, scale: 0 })
  const customers = Array.from({ length: 8 }, (_, index) => `customer-${index}`)
  for (const customer of customers) {
    // oxlint-disable-next-line no-await-in-loop -- setting the scene
    await ledger.grant({ customer, currency: 'credits', amount: 1_000_000n })
  }
  const acknowledged = new Map<string, bigint>()
  const stop = new AbortController()
  const callers = Array.from({ length: 64 }, async (_, caller) => {
    for (let turn = 0; !stop.signal.aborted; turn += 1) {
      const request = { customer: customers[caller % 8] ?? '', currency: 'credits', amount: 1n }
      const idempotencyKey = `${caller}-${turn}`
      // oxlint-disable-next-line no-await-in-loop -- a caller waits for its answer
      const { seq } = await untilAnswered(() => ledger.consume({ ...request, idempotencyKey }))
      acknowledged.set(idempotencyKey, seq)
    }
  })
  for (let round = 1; round <= 3; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one power cut after another
    const { rows } = await pool.query<{ pid: string }>(
      `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1) as pid`,
    )
    // oxlint-disable-next-line no-await-in-loop
    await until(() => acknowledged.size >= round * 1500)
    // oxlint-disable-next-line no-await-in-loop
    await killAndRestart(Number(rows[0]?.pid))
  }
  stop.abort()
  await Promise.all(callers)
  const { rows } = await pool.query<{ key: string; seq: bigint }>(
    `select key, seq from creditkit.entries where kind = 'consumption'`,
  )
  expect(new Map(rows.map((row) => [row.key, row.seq]))).toEqual(acknowledged)
  expect(rows).toHaveLength(acknowledged.size)
  for await (const finding of verify(pool)) expect(finding).toBeUndefined()
  await ledger.close()
  await pool.end()
  // Three recoveries, which a slow disk makes long.
}, 120_000)

/** The lane sends again what was under way; where Postgres takes longer to recover, its callers do, with the same key. */
async function untilAnswered<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- again only if it failed
      return await call()
    } catch (error) {
      if (!isLostConnection(error)) throw error
    }
  }
}

async function until(reached: () => boolean): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- each turn lets the callers work
  while (!reached()) await new Promise((resolve) => setImmediate(resolve))
}
