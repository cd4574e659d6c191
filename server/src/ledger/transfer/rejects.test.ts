import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger, unique } from '../testing.ts'
import { importLedger } from './import.ts'

let room: TestLedger
let folder: string

beforeAll(async () => {
  room = await createTestLedger()
  folder = await mkdtemp(join(tmpdir(), 'creditkit-rejects-'))
})

afterAll(async () => {
  await room.close()
  await rm(folder, { recursive: true, force: true })
})

async function imported(source: string): Promise<{ accepted: number; rejected: number }> {
  const { accepted, rejected } = await importLedger({
    pool: room.database.pool,
    name: unique(),
    kind: 'balances',
    source,
  })
  return { accepted, rejected }
}

async function correct(path: string, changes: readonly (readonly [string, string])[]): Promise<void> {
  let text = await readFile(path, 'utf8')
  for (const [wrong, right] of changes) {
    expect(text).toContain(wrong)
    text = text.replaceAll(wrong, right)
  }
  await writeFile(path, text)
}

async function balanceOf(customer: string): Promise<bigint> {
  return (await room.ledger.balance({ customer, currency: 'credits' })).balance
}

test('rows that were set aside can be corrected in their file and imported from it, again and again', async () => {
  const source = join(folder, 'credits.csv')
  const rows = [
    '"Smith, Ann",1.5,credits,',
    'bob,2,gold,',
    'cleo,much,credits,"said ""later"""',
    'dan,"4,credits,',
  ]
  await writeFile(source, `${['customer,amount,currency,reason', ...rows].join('\n')}\n`)
  expect(await imported(source)).toEqual({ accepted: 1, rejected: 3 })

  const first = `${source}.rejected.csv`
  await correct(first, [
    ['gold', 'credits'],
    ['much', 'more'],
  ])
  expect(await imported(first)).toEqual({ accepted: 1, rejected: 2 })

  const second = `${first}.rejected.csv`
  await correct(second, [
    ['more', '3'],
    ['dan,""4', 'dan,4'],
  ])
  expect(await imported(second)).toEqual({ accepted: 2, rejected: 0 })
  const balances = await Promise.all(['Smith, Ann', 'bob', 'cleo', 'dan'].map(balanceOf))
  expect(balances).toEqual([150n, 200n, 300n, 400n])
  const { data } = await room.ledger.entries('cleo')
  expect(data).toMatchObject([{ reason: 'said "later"' }])
})

test('so can lines of JSON, whatever was wrong with the first', async () => {
  const source = join(folder, 'credits.jsonl')
  await writeFile(
    source,
    'nothing\n{"customer":"eve","currency":"credits","amount":"x"}\n{"customer":"fay","currency":"credits","amount":6}\n',
  )
  expect(await imported(source)).toEqual({ accepted: 1, rejected: 2 })
  const rejected = `${source}.rejected.csv`
  await correct(rejected, [['""x""', '5']])
  expect(await imported(rejected)).toEqual({ accepted: 1, rejected: 1 })
  expect(await balanceOf('eve')).toBe(500n)
})

test('the same command once more leaves a file that was corrected, and writes one that is gone', async () => {
  const source = join(folder, 'again.csv')
  await writeFile(source, 'customer,amount,currency\nida,9,gold\n')
  const again = { pool: room.database.pool, name: unique(), kind: 'balances', source } as const
  await importLedger(again)
  const rejected = `${source}.rejected.csv`
  await correct(rejected, [['gold', 'credits']])
  await importLedger(again)
  expect(await readFile(rejected, 'utf8')).toContain('ida,9,credits')
  await rm(rejected)
  await importLedger(again)
  expect(await readFile(rejected, 'utf8')).toContain('ida,9,gold')
})

test('what is quoted in a reason breaks no line, and an editor may quote whatever it likes', async () => {
  const source = join(folder, 'broken.jsonl')
  await writeFile(source, '{"customer":"joe","currency":"credits\\n","amount":"1"}\n')
  expect(await imported(source)).toEqual({ accepted: 0, rejected: 1 })
  const rejected = `${source}.rejected.csv`
  await correct(rejected, [
    ['credits\\n', 'credits'],
    ['line,reason,source', '"line","reason","source"'],
    [',each', '"",each'],
  ])
  expect(await imported(rejected)).toEqual({ accepted: 1, rejected: 0 })
})

test('without the line that tells the columns it is refused whole', async () => {
  const source = join(folder, 'headless.csv')
  await writeFile(source, 'line,reason,source\n3,why,"kim,1,credits"\n')
  await expect(imported(source)).rejects.toThrow('tells their columns')
})

test('a line of such a file that was spoilt by hand is set aside as it is, and spoils no other', async () => {
  const source = join(folder, 'spoilt.csv')
  await writeFile(source, 'customer,amount,currency\ngus,7,gold\nhal,8,gold\n')
  await imported(source)
  const rejected = `${source}.rejected.csv`
  await correct(rejected, [
    ['gold', 'credits'],
    ['"gus,7', 'gus,7'],
    ['hal,8', 'hal,8'],
  ])
  expect(await imported(rejected)).toEqual({ accepted: 1, rejected: 1 })
  expect(await balanceOf('hal')).toBe(800n)
  expect(await readFile(`${rejected}.rejected.csv`, 'utf8')).toContain('gus')
})
