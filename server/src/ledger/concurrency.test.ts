import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from './testing.ts'
import { type Acknowledged, type RunningServer, startServer } from './testing-processes.ts'

let room: TestLedger

beforeAll(async () => {
  room = await createTestLedger()
})

afterAll(async () => {
  await room.close()
})

const PLENTY = 1_000_000n

async function customers(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, () => unique('customer'))
  await Promise.all(
    names.map(async (customer) => await room.ledger.grant({ customer, currency: 'credits', amount: PLENTY })),
  )
  return names
}

async function deadlocks(): Promise<bigint> {
  const sql = 'select deadlocks from pg_stat_database where datname = current_database()'
  return (await room.database.pool.query<{ deadlocks: bigint }>(sql)).rows[0]?.deadlocks ?? -1n
}

/** Each server's answers are those of one order of all calls: by number, each balance is one less than before. */
function expectOneOrder(answers: readonly Acknowledged[], calls: number): void {
  for (const own of Map.groupBy(answers, (answer) => answer.customer).values()) {
    const ordered = [...own].sort((a, b) => Number(a.seq - b.seq))
    expect(ordered.map((answer) => answer.seq)).toEqual(ordered.map((_, index) => BigInt(index + 2)))
    expect(ordered.map((answer) => answer.balance)).toEqual(
      ordered.map((_, index) => PLENTY - BigInt(index + 1)),
    )
  }
  expect(answers).toHaveLength(calls)
}

test.each([
  ['one pool', 1],
  ['a thousand pools', 1000],
])('64 callers on two servers, on %s, are as good as one after another', async (_, count) => {
  const names = await customers(count)
  const before = await deadlocks()
  const servers = [0, 1].map(() =>
    startServer({ url: room.database.url, customers: names, callers: 32, calls: 32, prefix: unique() }),
  )
  expect(await Promise.all(servers.map(async (server) => await server.ended))).toEqual([0, 0])
  expectOneOrder(
    servers.flatMap((server) => server.acknowledged),
    2 * 32 * 32,
  )
  expect(await deadlocks()).toBe(before)
})

test('the last credits are spent once, however many ask for them at once', async () => {
  const customer = unique('customer')
  await room.ledger.grant({ customer, currency: 'credits', amount: 100n })
  const requests = Array.from({ length: 64 }, () => ({
    customer,
    currency: 'credits',
    amount: 7n,
    idempotencyKey: unique(),
  }))
  const outcomes = await room.ledger.consumeBatch(requests)
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(14)
  expect(await room.ledger.balance({ customer, currency: 'credits' })).toMatchObject({ balance: 2n })
})

test('a server that is killed loses nothing that it acknowledged and doubles nothing', async () => {
  const names = await customers(10)
  const rounds: RunningServer[] = []
  const prefix = unique()
  for (let round = 0; round < 4; round += 1) {
    // The same keys each time: what the killed server had done already is not done again.
    const server = startServer({ url: room.database.url, customers: names, callers: 32, calls: 200, prefix })
    rounds.push(server)
    // oxlint-disable-next-line no-await-in-loop -- one server after another
    await server.acknowledgedAtLeast(300 + round * 200)
    server.kill()
    // oxlint-disable-next-line no-await-in-loop
    expect(await server.ended).toBe('SIGKILL')
  }
  const sql = `select key, seq, customer from creditkit.entries where starts_with(key, $1::text)`
  const { rows } = await room.database.pool.query<{ key: string; seq: bigint; customer: string }>(sql, [
    prefix,
  ])
  const written = new Map(rows.map((row) => [row.key, row]))
  expect(written.size).toBe(rows.length)
  for (const answer of rounds.flatMap((server) => server.acknowledged)) {
    expect(written.get(answer.key)).toMatchObject({ seq: answer.seq })
  }
  const tried = new Set(rounds.flatMap((server) => [...server.tried]))
  expect([...written.keys()].filter((key) => !tried.has(key))).toEqual([])
})

test('after all of that the ledger adds up', async () => {
  const found = []
  for await (const finding of room.ledger.verify()) found.push(finding)
  expect(found).toEqual([])
})
