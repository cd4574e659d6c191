import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from '../testing.ts'
import { importLedger } from './import.ts'
import { inLockOrder, untilWaiting } from './testing.ts'

let room: TestLedger
let folder: string

const NOON = Date.UTC(2026, 5, 1, 12)

beforeAll(async () => {
  room = await createTestLedger()
  folder = await mkdtemp(join(tmpdir(), 'creditkit-in-time-'))
})

afterAll(async () => {
  await room.close()
  await rm(folder, { recursive: true, force: true })
})

async function expectSound(): Promise<void> {
  for await (const finding of room.ledger.verify()) expect(finding).toBeUndefined()
}

test.each(['balances', 'usage'] as const)(
  'what falls due while an import of %s waits for its pools has its own instant',
  async (kind) => {
    const { ledger, database } = room
    const { pool } = database
    await room.setClock(new Date(NOON))
    const customers: [string, string] = [unique('customer'), unique('customer')]
    const [{ customer: first }, { customer: second }] = await inLockOrder(pool, customers)
    const expiresAt = new Date(NOON + 1000)
    await ledger.grant({ customer: first, currency: 'tokens', amount: 100n, expiresAt })
    await ledger.grant({ customer: second, currency: 'tokens', amount: 100n })
    const source = join(folder, `${kind}.jsonl`)
    const at = kind === 'usage' ? '2026-01-01T00:00:00Z' : undefined
    const lines = customers.map((customer) =>
      JSON.stringify({ customer, currency: 'tokens', amount: '7', at }),
    )
    await writeFile(source, lines.join('\n'))
    const rival = await pool.connect()
    try {
      await rival.query('begin')
      await rival.query(`select creditkit.lock_pool($1::text, 'tokens', '')`, [second])
      const importing = importLedger({ pool, name: unique(), kind, source })
      await untilWaiting(pool)
      await room.setClock(new Date(NOON + 5000))
      await rival.query('rollback')
      expect(await importing).toMatchObject({ accepted: 2, rejected: 0 })
    } finally {
      rival.release()
    }
    expect(await ledger.balanceAt({ customer: first, currency: 'tokens' }, expiresAt)).toMatchObject({
      balance: 0n,
    })
    await expectSound()
    await room.setClock(null)
  },
)

test('an import that settles a debt leaves the usage as it was', async () => {
  const key = { customer: unique('customer'), currency: 'tokens' }
  await room.ledger.setOverdraft({ ...key, limit: 1000n })
  for (let turn = 0; turn < 15; turn += 1) {
    const request = { ...key, amount: 10n, whenShort: 'overdraft' as const, idempotencyKey: unique() }
    // oxlint-disable-next-line no-await-in-loop -- one entry after another
    await room.ledger.consume(request)
  }
  // The sixteenth entry ends a block of usage.
  const source = join(folder, 'owing.jsonl')
  await writeFile(source, JSON.stringify({ ...key, amount: '500' }))
  await importLedger({ pool: room.database.pool, name: unique(), kind: 'balances', source })
  const period = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 3_600_000) }
  expect((await room.ledger.usage({ ...key, ...period })).total).toBe(150n)
  await expectSound()
})
