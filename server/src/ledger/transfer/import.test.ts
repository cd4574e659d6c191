import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from '../testing.ts'
import { importLedger, type ImportProgress } from './import.ts'
import { inLockOrder, untilWaiting } from './testing.ts'

let room: TestLedger
let folder: string

beforeAll(async () => {
  room = await createTestLedger()
  folder = await mkdtemp(join(tmpdir(), 'creditkit-transfer-'))
})

afterAll(async () => {
  await room.close()
  await rm(folder, { recursive: true, force: true })
})

async function file(name: string, lines: readonly string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}

async function expectSound(): Promise<void> {
  for await (const finding of room.ledger.verify()) expect(finding).toBeUndefined()
}

test('opening balances become grants; bad rows are set aside with the reason', async () => {
  const source = await file('balances.csv', [
    'customer,currency,amount,category,features,costAmount,costCurrency,expiresAt',
    '"one, and only",credits,12.50,paid,,1250,usd,',
    'two,credits,1.234,,,,,',
    'two,gold,1,,,,,',
    'two,credits,5,,image;text,,,2999-01-01T00:00:00Z',
    'two,credits,5,,,,,2020-01-01T00:00:00Z',
    'two,credits,5,,,,,2997-02-29T00:00:00Z',
    ' two,credits,5,,,,,',
    '..,credits,5,,,,,',
    `${'x'.repeat(201)},credits,5,,,,,`,
    'two,credits',
    'two,credits,1e3,,,,,',
    'two,credits,6,,nothing,,,',
    'tw\0o,credits,7,,,,,',
  ])
  const result = await importLedger({ pool: room.database.pool, name: unique(), kind: 'balances', source })
  expect(result).toMatchObject({ accepted: 2, rejected: 11, part: 1, finished: true })
  const { data } = await room.ledger.grants('one, and only')
  expect(data).toMatchObject([
    { amount: 1250n, category: 'paid', source: 'import', costBasis: { amount: 1250n } },
  ])
  expect((await room.ledger.balance({ customer: 'two', currency: 'credits' })).balance).toBe(500n)
  const rejected = (await readFile(`${source}.rejected.csv`, 'utf8')).split('\n')
  expect(rejected.map((line) => line.split(',')[0]).join()).toBe('line,,3,4,6,7,8,9,10,11,12,13,14,')
  await expectSound()
})

test('a row that waits is set aside where there is no room for it in the end', async () => {
  const source = await file('room.csv', [
    'customer,currency,amount,effectiveAt',
    'full,tokens,9223372036854775800,',
    'full,tokens,8,2999-01-01T00:00:00Z',
    'full,tokens,7,2999-01-01T00:00:00Z',
  ])
  const result = await importLedger({ pool: room.database.pool, name: unique(), kind: 'balances', source })
  expect(result).toMatchObject({ accepted: 2, rejected: 1 })
  expect(await readFile(`${source}.rejected.csv`, 'utf8')).toMatch(/^3,The amounts add up to more/m)
  await expectSound()
})

test('a chunk that loses a race against live traffic is written once that is over', async () => {
  const { pool } = room.database
  const customers: [string, string] = [unique('customer'), unique('customer')]
  const lines = customers.map((customer) => JSON.stringify({ customer, currency: 'tokens', amount: '2' }))
  const source = await file('raced.jsonl', lines)
  const [first, second] = await inLockOrder(pool, customers)
  const rival = await pool.connect()
  try {
    // It waits for longer than the import, so that of the two the import loses.
    await rival.query(`begin; set local deadlock_timeout = '1min'`)
    await rival.query('select pg_advisory_xact_lock($1::bigint)', [second.lock_number])
    const importing = importLedger({ pool, name: unique(), kind: 'balances', source })
    await untilWaiting(pool)
    await rival.query('select pg_advisory_xact_lock($1::bigint)', [first.lock_number])
    await rival.query('commit')
    expect(await importing).toMatchObject({ accepted: 2, rejected: 0, finished: true })
  } finally {
    rival.release()
  }
})

test('of two imports under one name at once, one writes the file and the other says that it is under way', async () => {
  const { pool } = room.database
  const customer = unique('customer')
  const source = await file('twice.csv', [
    'customer,currency,amount',
    `${customer},tokens,5`,
    `${customer},gold,5`,
  ])
  const options = { pool, name: unique(), kind: 'balances' as const, source }
  const rival = await pool.connect()
  try {
    await rival.query('begin')
    await rival.query(`select creditkit.lock_pool($1::text, 'tokens', '')`, [customer])
    const both = Promise.allSettled([importLedger(options), importLedger(options)])
    await untilWaiting(pool, 2)
    await rival.query('rollback')
    const outcomes = await both
    const result = { accepted: 1, rejected: 1, finished: true }
    expect(outcomes).toContainEqual(
      expect.objectContaining({ status: 'fulfilled', value: expect.objectContaining(result) }),
    )
    expect(outcomes).toContainEqual(
      expect.objectContaining({
        reason: expect.objectContaining({ message: expect.stringContaining('is under way elsewhere') }),
      }),
    )
    expect(await importLedger(options)).toMatchObject(result)
  } finally {
    rival.release()
  }
  expect((await room.ledger.balance({ customer, currency: 'tokens' })).balance).toBe(5n)
})

test('grants that are imported are as those that are made', async () => {
  const { ledger } = room
  const [imported, made] = [unique('imported'), unique('made')]
  const key = { customer: made, currency: 'credits', source: 'import', reason: 'imported' } as const
  await room.setClock(new Date('2026-06-01T00:00:00Z'))
  for (const customer of [imported, made]) {
    // oxlint-disable-next-line no-await-in-loop -- the overdraft is there before what settles it
    await ledger.adjust({
      customer,
      currency: 'credits',
      resource: 'owing',
      amount: -300n,
      allowNegative: true,
      reason: 'a debt',
    })
  }
  const expiresAt = new Date('2999-01-01T00:00:00Z')
  const effectiveAt = new Date('2998-01-01T00:00:00Z')
  await ledger.grant({ ...key, amount: 1000n, expiresAt })
  await ledger.grant({ ...key, amount: 500n, effectiveAt, features: ['image'] })
  await ledger.grant({ ...key, amount: 700n, features: ['image', 'text'], priority: 3 })
  await ledger.grant({ ...key, amount: 900n, resource: 'owing' })
  const source = await file(
    'alike.jsonl',
    [
      { amount: '10', expiresAt: expiresAt.toISOString() },
      { amount: '5', effectiveAt: effectiveAt.toISOString(), features: 'image' },
      { amount: '7', features: 'image;text', priority: '3' },
      { amount: '9', resource: 'owing' },
    ].map((row) => JSON.stringify({ customer: imported, currency: 'credits', ...row })),
  )
  await importLedger({ pool: room.database.pool, name: unique(), kind: 'balances', source })
  await room.setClock(null)
  for (const table of ['pools', 'grants', 'entries']) {
    const sql = `select to_jsonb(t) - 'customer' - 'id' as row from creditkit.${table} as t where customer = $1 order by 1`
    // oxlint-disable-next-line no-await-in-loop -- few
    const [ours, theirs] = [
      await room.database.pool.query(sql, [imported]),
      await room.database.pool.query(sql, [made]),
    ]
    expect(ours.rows).toEqual(theirs.rows)
  }
  await expectSound()
})

test('an import that was broken off goes on where it was, and doubles nothing', async () => {
  const customers = Array.from({ length: 1200 }, (_, index) => `many-${index % 50}`)
  const source = await file(
    'many.jsonl',
    customers.map((customer) => JSON.stringify({ customer, currency: 'tokens', amount: '2' })),
  )
  const name = unique()
  const stop = new AbortController()
  const told: ImportProgress[] = []
  const options = { pool: room.database.pool, name, kind: 'balances' as const, source }
  const first = await importLedger({
    ...options,
    signal: stop.signal,
    onProgress: (progress) => {
      told.push(progress)
      stop.abort()
    },
  })
  expect(first).toMatchObject({ accepted: 1000, finished: false })
  expect(told[0]?.secondsLeft).toBeGreaterThan(0)
  expect(await importLedger(options)).toMatchObject({ accepted: 1200, rejected: 0, finished: true })
  expect(await importLedger(options)).toMatchObject({ accepted: 1200, finished: true })
  expect((await room.ledger.balance({ customer: 'many-7', currency: 'tokens' })).balance).toBe(48n)
})

test('a file that was changed since an import of it began is another file, wherever it changed', async () => {
  const lines = Array.from(
    { length: 2000 },
    (_, index) => `{"customer":"changed","currency":"tokens","amount":${index + 1}}`,
  )
  const source = await file('changed.jsonl', lines)
  const options = { pool: room.database.pool, name: unique(), kind: 'balances' as const, source }
  expect(await importLedger({ ...options, signal: AbortSignal.abort() })).toMatchObject({ finished: false })
  await file('changed.jsonl', [...lines.slice(1), lines[0] ?? ''])
  await expect(importLedger(options)).rejects.toMatchObject({ code: 'invalid_value' })
})

test('usage history changes no balance and counts where it happened', async () => {
  const customer = unique('customer')
  await room.ledger.grant({ customer, currency: 'credits', amount: 700n })
  const source = await file('usage.csv', [
    'customer,currency,feature,quantity,amount,at,dimensions',
    `${customer},credits,image,2,40,2026-03-01T10:00:00Z,model=large=1`,
    `${customer},credits,image,1,20,2026-03-02T10:00:00+02:00,`,
    `${customer},credits,text,,0.5,2026-03-02T11:00:00Z,`,
    `${customer},credits,text,,0.5,2999-03-02T11:00:00Z,`,
    `${customer},credits,no such feature,,0.5,2026-03-02T11:00:00Z,`,
  ])
  const result = await importLedger({ pool: room.database.pool, name: unique(), kind: 'usage', source })
  expect(result).toMatchObject({ accepted: 3, rejected: 2 })
  expect((await room.ledger.balance({ customer, currency: 'credits' })).balance).toBe(700n)
  const period = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-03-03T00:00:00Z') }
  const usage = await room.ledger.usage({ customer, currency: 'credits', ...period })
  expect(usage.buckets.map(({ amounts }) => amounts)).toEqual([{ image: 4000n }, { image: 2000n, text: 50n }])
  const byModel = await room.ledger.usage({
    customer,
    currency: 'credits',
    ...period,
    groupBy: 'dimension.model',
  })
  expect(byModel.groups).toMatchObject([{ key: 'large=1', total: 4000n }, { key: '' }])
  await expectSound()
})

test('usage that cost nothing is taken from no grant', async () => {
  const [customer, paying] = [unique('free'), unique('paying')]
  const source = await file('free.csv', [
    'customer,currency,feature,quantity,amount,at',
    `${customer},credits,image,2,0,2026-03-01T10:00:00Z`,
    `${customer},credits,image,3,0.00,2026-03-01T11:00:00Z`,
    `${customer},credits,image,,0,2026-03-01T12:00:00Z`,
    `${paying},credits,image,2,0,2026-03-01T10:00:00Z`,
    `${paying},credits,image,3,12,2026-03-01T11:00:00Z`,
    `${paying},credits,image,4,0,2026-03-01T12:00:00Z`,
  ])
  const result = await importLedger({ pool: room.database.pool, name: unique(), kind: 'usage', source })
  expect(result).toMatchObject({ accepted: 5, rejected: 1 })
  expect(await readFile(`${source}.rejected.csv`, 'utf8')).toContain(
    'above zero, or zero for a quantity that cost nothing',
  )
  expect((await room.ledger.grants(customer)).data).toEqual([])
  expect((await room.ledger.grants(paying)).data).toMatchObject([{ amount: 1200n, used: 1200n }])
  const amounts = async (of: string): Promise<unknown> =>
    (await room.ledger.entries(of, { order: 'oldest' })).data.map((entry) => [entry.amount, entry.quantity])
  expect(await amounts(customer)).toEqual([
    [0n, '2'],
    [0n, '3'],
  ])
  expect(await amounts(paying)).toEqual([
    [1200n, null],
    [0n, '2'],
    [-1200n, '3'],
    [0n, '4'],
  ])
  await expectSound()
})
