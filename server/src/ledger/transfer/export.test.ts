import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from '../testing.ts'
import { exportForImport } from './export-for-import.ts'
import { exportLedger } from './export.ts'
import { importLedger } from './import.ts'

let room: TestLedger
let folder: string

beforeAll(async () => {
  room = await createTestLedger()
  folder = await mkdtemp(join(tmpdir(), 'creditkit-export-'))
})

afterAll(async () => {
  await room.close()
  await rm(folder, { recursive: true, force: true })
})

test('an export has every entry once, in order, also when it goes on after one', async () => {
  await room.ledger.grant({ customer: 'one, and only', currency: 'credits', amount: 1250n })
  for (let turn = 0; turn < 12; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- an entry each
    await room.ledger.consume({
      customer: 'one, and only',
      currency: 'credits',
      amount: 1n,
      idempotencyKey: unique(),
    })
  }
  const lines = await collect(exportLedger({ pool: room.database.pool, format: 'jsonl' }))
  const entries = lines.map((line) => JSON.parse(line) as Record<string, string>)
  const { rows } = await room.database.pool.query('select from creditkit.entries')
  expect(entries).toHaveLength(rows.length)
  const { customer = '', currency = '', resource, seq = '' } = entries[9] ?? {}
  const rest = exportLedger({
    pool: room.database.pool,
    format: 'jsonl',
    after: { customer, currency, resource: resource ?? '', seq },
  })
  expect(await collect(rest)).toEqual(lines.slice(10))
  const csv = await collect(
    exportLedger({ pool: room.database.pool, format: 'csv', customer: 'one, and only' }),
  )
  expect(csv[0]).toMatch(/^customer,currency,resource,seq,at,kind,amount,/)
  expect(csv[1]).toMatch(/^"one, and only",credits,,1,.*,grant,12\.5,12\.5,0,/)
})

test.each(['csv', 'jsonl'] as const)(
  'what is exported as %s to be imported is the same elsewhere',
  async (format) => {
    const customer = unique('customer')
    const key = { customer, currency: 'credits' }
    const { ledger, database } = room
    await ledger.grant({
      ...key,
      amount: 1000n,
      category: 'paid',
      priority: 2,
      costBasis: { amount: 999n, currency: 'usd', scale: 2 },
      orderId: 'order 7,\n"late"',
      reason: 'bought,\nas "asked"',
    })
    await ledger.grant({ ...key, amount: 500n, features: ['image', 'text'], expiresAfter: 'P30D' })
    await ledger.grant({
      ...key,
      amount: 700n,
      effectiveAt: new Date('2998-01-01T00:00:00Z'),
      resource: 'a, b',
    })
    await ledger.consume({
      ...key,
      amount: 300n,
      feature: 'search',
      quantity: '1.5',
      idempotencyKey: unique(),
    })
    await ledger.consume({
      ...key,
      feature: 'text',
      quantity: '2000',
      dimensions: { model: 'large;1', tier: 'a' },
      idempotencyKey: unique(),
    })
    const elsewhere = await createTestLedger()
    try {
      for (const kind of ['usage', 'balances'] as const) {
        // oxlint-disable no-await-in-loop -- one file after another
        const lines = await collect(exportForImport({ pool: database.pool, kind, format, customer }))
        const source = join(folder, `again-${kind}.${format}`)
        await writeFile(source, lines.join(''))
        const result = await importLedger({ pool: elsewhere.database.pool, name: kind, kind, source })
        expect(result).toMatchObject({ rejected: 0, finished: true })
        // oxlint-enable no-await-in-loop
      }
      const grantsOf = async ({ ledger: of }: TestLedger) =>
        (await of.grants(customer)).data
          .filter(({ status }) => status === 'available' || status === 'scheduled')
          .map((grant) => [
            grant.remaining,
            grant.category,
            grant.priority,
            grant.effectiveAt,
            grant.expiresAt,
            grant.features,
            grant.resource,
            grant.status,
          ])
      expect(await grantsOf(elsewhere)).toEqual(await grantsOf(room))
      const period = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) }
      const usageOf = async ({ ledger: of }: TestLedger) =>
        (await of.usage({ ...key, ...period, groupBy: 'dimension.model' })).groups
      expect(await usageOf(elsewhere)).toEqual(await usageOf(room))
      const [paid] = (await elsewhere.ledger.grants(customer)).data.filter(
        ({ category }) => category === 'paid',
      )
      // 700 of 1000 are left, of 9.99: 6.99.
      expect(paid).toMatchObject({ amount: 700n, costBasis: { amount: 699n, currency: 'usd', scale: 2 } })
      expect([paid?.orderId, paid?.reason]).toEqual(
        format === 'csv'
          ? ['order 7, "late"', 'bought, as "asked"']
          : ['order 7,\n"late"', 'bought,\nas "asked"'],
      )
      for await (const finding of elsewhere.ledger.verify()) expect(finding).toBeUndefined()
    } finally {
      await elsewhere.close()
    }
  },
)

test('balances are those of now, also where nobody has written yet what time has done', async () => {
  const elsewhere = await createTestLedger()
  try {
    const { ledger, database } = elsewhere
    const begin = Date.UTC(2026, 5, 1)
    await elsewhere.setClock(new Date(begin))
    const key = { customer: 'ann', currency: 'tokens' }
    const period = { unit: 'day', count: 1 } as const
    await ledger.recurringGrants.create({
      ...key,
      amount: 100n,
      period,
      rollover: { kind: 'up_to', cap: 50n },
    })
    await elsewhere.setClock(new Date(begin + 10 * 86_400_000))
    const lines = await collect(exportForImport({ pool: database.pool, kind: 'balances', format: 'jsonl' }))
    const amounts = lines.map((line) => Number((JSON.parse(line) as { amount: string }).amount))
    expect(amounts).toEqual([50, 100])
  } finally {
    await elsewhere.close()
  }
})

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = []
  for await (const line of lines) collected.push(line)
  return collected
}
