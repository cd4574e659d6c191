import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from '../testing.ts'
import { importLedger } from './import.ts'
import type { ImportKind } from './rows.ts'

let room: TestLedger
let folder: string

beforeAll(async () => {
  room = await createTestLedger()
  folder = await mkdtemp(join(tmpdir(), 'creditkit-rows-'))
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

/** The lines of what an import of it sets aside, none of which may be accepted. */
async function setAside(source: string, kind: ImportKind = 'balances'): Promise<string[]> {
  const options = { pool: room.database.pool, name: unique(), kind, source }
  expect(await importLedger(options)).toMatchObject({ accepted: 0, finished: true })
  return (await readFile(`${source}.rejected.csv`, 'utf8')).trim().split('\n').slice(2)
}

test('what was paid is in the minor units of its own currency, unless the row says otherwise', async () => {
  const source = await file('paid.csv', [
    'customer,currency,amount,costAmount,costCurrency,costScale',
    'payer,tokens,1,100,jpy,',
    'payer,tokens,1,100,usd,',
    'payer,tokens,1,100,kwd,',
    'payer,tokens,1,100,usd,4',
  ])
  await importLedger({ pool: room.database.pool, name: unique(), kind: 'balances', source })
  const { data } = await room.ledger.grants('payer')
  const scales = data.map(({ costBasis }) => `${costBasis?.currency} ${costBasis?.scale}`)
  expect(scales.toSorted((a, b) => a.localeCompare(b))).toEqual(['jpy 0', 'kwd 3', 'usd 2', 'usd 4'])
})

test('what was paid is a whole number of the smallest unit, and not without its amount', async () => {
  const source = await file('unpaid.csv', [
    'customer,currency,amount,costAmount,costCurrency,costScale',
    'unpaid,tokens,1,5.5,usd,',
    'unpaid,tokens,1,12.00,usd,',
    'unpaid,tokens,1,,usd,',
    'unpaid,tokens,1,,,2',
    'unpaid,tokens,1,9223372036854775808,usd,',
    'unpaid,tokens,1,-1,usd,',
    'unpaid,tokens,1,550,,',
  ])
  expect(await setAside(source)).toEqual([
    expect.stringContaining(`smallest unit, such as 550 for $5.50, not ""5.5"".`),
    expect.stringContaining('such as 550 for $5.50'),
    expect.stringContaining('need a costAmount'),
    expect.stringContaining('need a costAmount'),
    expect.stringContaining('larger than the ledger can hold'),
    expect.stringContaining('zero or more'),
    expect.stringContaining('needs a costCurrency such as usd'),
  ])
})

test('what the API refuses is set aside: a list of no features, a reason or an order that is too long', async () => {
  const row = { customer: 'refused', currency: 'tokens', amount: '1' }
  const source = await file(
    'refused.jsonl',
    [
      { ...row, features: [] },
      { ...row, features: [''] },
      { ...row, reason: 'x'.repeat(501) },
      { ...row, orderId: 'x'.repeat(256) },
    ].map((line) => JSON.stringify(line)),
  )
  expect(await setAside(source)).toEqual([
    expect.stringContaining('Name one at least'),
    expect.stringContaining('Name one at least'),
    expect.stringContaining('reason as a text of 1 to 500 characters'),
    expect.stringContaining('order as a text of 1 to 255 characters'),
  ])
  const longest = { ...row, customer: 'longest', reason: 'é'.repeat(500) }
  const fitting = await file('longest.jsonl', [JSON.stringify(longest)])
  const options = { pool: room.database.pool, name: unique(), kind: 'balances' as const, source: fitting }
  expect(await importLedger(options)).toMatchObject({ accepted: 1, rejected: 0 })
})

test.each(['', '9000-01-01T00:00:00Z'])(
  'usage without a time in the past is told which column has it: "%s"',
  async (at) => {
    const source = await file('timeless.csv', ['customer,currency,amount,at', `timeless,tokens,1,${at}`])
    expect(await setAside(source, 'usage')).toEqual([
      expect.stringContaining('Give its time in the column at'),
    ])
  },
)

test('dimensions that no report could be asked for, or of which one would be lost, are set aside', async () => {
  const rows = ['model=a;model=b', ' model=a', 'modèle=a', `${'m'.repeat(41)}=a`, 'model=a;', '{model']
  const source = await file('dimensions.csv', [
    'customer,currency,amount,at,dimensions',
    ...rows.map((dimensions) => `sized,tokens,1,2026-01-01T00:00:00Z,${dimensions}`),
  ])
  const name = expect.stringContaining('Write the name of a dimension in 1 to 40 of')
  expect(await setAside(source, 'usage')).toEqual([
    expect.stringContaining('The dimension model stands here twice.'),
    name,
    name,
    name,
    name,
    expect.stringContaining('Write the dimensions as ""model=large;tier=1"" or as a JSON object'),
  ])
})

test('a number in JSON counts by its own digits, which a float may not hold', async () => {
  const source = await file('numbers.jsonl', [
    '{"customer":"exact","currency":"tokens","amount":9007199254740993}',
    '{"customer":"exact","currency":"tokens","amount":1.0}',
    '{"customer":"exact","currency":"tokens","amount":1e2}',
  ])
  const result = await importLedger({ pool: room.database.pool, name: unique(), kind: 'balances', source })
  expect(result).toMatchObject({ accepted: 2, rejected: 1 })
  const { balance } = await room.ledger.balance({ customer: 'exact', currency: 'tokens' })
  expect(balance).toBe(9_007_199_254_740_994n)
})

test('a line of JSON that is no object is set aside with that reason', async () => {
  const source = await file('lines.jsonl', [
    'null',
    '7',
    '[]',
    'no JSON',
    '{"customer":"lines","currency":"tokens","amount":1}',
  ])
  const options = { pool: room.database.pool, name: unique(), kind: 'balances' as const, source }
  expect(await importLedger(options)).toMatchObject({ accepted: 1, rejected: 4 })
  const rejected = (await readFile(`${source}.rejected.csv`, 'utf8')).trim().split('\n').slice(2)
  expect(rejected.every((line) => line.includes('A line is one JSON object'))).toBe(true)
})

test('in JSON the features are a list, or a text as in CSV', async () => {
  const source = await file('features.jsonl', [
    '{"customer":"lists","currency":"credits","amount":"1","features":["image","text"]}',
    '{"customer":"lists","currency":"credits","amount":"1","features":"image;text"}',
  ])
  const options = { pool: room.database.pool, name: unique(), kind: 'balances' as const, source }
  expect(await importLedger(options)).toMatchObject({ accepted: 2, rejected: 0 })
  const { data } = await room.ledger.grants('lists')
  expect(data.map(({ features }) => features)).toEqual([
    ['image', 'text'],
    ['image', 'text'],
  ])
})

test.each([
  ['The file is empty. Its first line names the columns', ''],
  ['The first line is empty. It names the columns', '\uFEFF\r\ncustomer,currency,amount\n'],
])('of a file of CSV without a header it is said so: %s', async (said, text) => {
  const source = join(folder, 'nothing.csv')
  await writeFile(source, text)
  const options = { pool: room.database.pool, name: unique(), kind: 'balances' as const, source }
  await expect(importLedger(options)).rejects.toThrow(said)
})
