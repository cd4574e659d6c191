import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger } from '../testing.ts'

const ROOT = join(import.meta.dirname, '../../../..')

let room: TestLedger
let folder: string

beforeAll(async () => {
  room = await createTestLedger()
  folder = await mkdtemp(join(tmpdir(), 'creditkit-commands-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await room.close()
})

async function run(script: string, ...values: string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: room.database.url }
  const command = ['run', '--silent', script, '--', ...values]
  return (await promisify(execFile)('npm', command, { cwd: ROOT, env })).stdout
}

test('what the README has operators run imports, exports, and says that the ledger adds up', async () => {
  const credits = join(folder, 'credits.csv')
  const used = join(folder, 'used.jsonl')
  const whole = join(folder, 'ledger.jsonl')
  await writeFile(credits, 'customer,currency,amount\nann,credits,12.50\nann,gold,1\n')
  await writeFile(
    used,
    '{"customer":"ann","currency":"credits","amount":2,"at":"2026-01-01T10:00:00Z","feature":"image"}\n',
  )
  await expect(run('import', 'balances', credits, 'first')).rejects.toMatchObject({
    stdout: expect.stringMatching(/1 rows, 1 set aside.*\nDone\. .*rejected\.csv/),
    code: 3,
  })
  const uncorrected = `${credits}.rejected.csv`
  await expect(run('import', 'balances', uncorrected, 'again')).rejects.toMatchObject({ code: 1 })
  expect(await readFile(`${credits}.rejected.csv`, 'utf8')).toContain(
    'There is no currency ""gold"". Create it first',
  )
  expect(await run('import', 'usage', used, 'second')).toMatch(/1 rows, 0 set aside.*\nDone\.\n$/)
  expect(await run('export', whole)).toContain('3 rows. Done.')
  expect((await readFile(whole, 'utf8')).trim().split('\n')).toHaveLength(3)
  await room.ledger.holds.create({ customer: 'ann', currency: 'credits', amount: 1n })
  const left = join(folder, 'left.csv')
  expect(await run('export', 'balances', left)).toMatch(
    /1 rows\. Done\. *\nNot in the file: open holds.*\(1\)\.\n$/,
  )
  expect(await readFile(left, 'utf8')).toMatch(/\nann,credits,,12\.5,promotional,0,/)
  await room.ledger.rates.add({
    feature: 'search',
    currency: 'credits',
    price: '0',
    effectiveAt: new Date(0),
  })
  await room.ledger.consume({
    customer: 'ann',
    currency: 'credits',
    feature: 'search',
    quantity: '3',
    idempotencyKey: 'free',
  })
  const free = join(folder, 'free.csv')
  expect(await run('export', 'usage', free)).toMatch(/2 rows\. Done\. *\n$/)
  expect(await readFile(free, 'utf8')).toMatch(/\nann,credits,,search,3,0,/)
  expect(await run('verify')).toBe('The ledger adds up.\n')
})

test('an export that was broken off goes on after its last whole record, which may have line ends', async () => {
  const table = join(folder, 'ledger.csv')
  const reason = 'mistaken,\nas "bob" said\n'
  const key = { customer: 'bob', currency: 'credits' }
  await room.ledger.grant({ ...key, amount: 5n })
  await room.ledger.adjust({ ...key, amount: -1n, reason })
  const done = /\r\d+ rows\. Done\./.exec(await run('export', table))?.[0]
  const all = await readFile(table, 'utf8')
  const end = all.indexOf('as ""bob""')
  for (const cut of [end, end + 3, all.length]) {
    // oxlint-disable no-await-in-loop -- one file, cut again and again
    await rm(table)
    await writeFile(`${table}.part`, all.slice(0, cut))
    expect(await run('export', table)).toContain(done)
    expect(await readFile(table, 'utf8')).toBe(all)
    // oxlint-enable no-await-in-loop
  }
  expect((await readdir(folder)).filter((name) => /part|lock/.test(name))).toEqual([])
})

test('an export of usage tells how much usage there is, not how many entries', async () => {
  const source = join(folder, 'thousand.jsonl')
  const usage = { customer: 'cy', currency: 'credits', amount: 1, at: '2026-01-01T10:00:00Z' }
  await writeFile(source, `${JSON.stringify(usage)}\n`.repeat(1000))
  await run('import', 'usage', source, 'thousand')
  await room.ledger.grant({ customer: 'cy', currency: 'credits', amount: 5n })
  const told = await run('export', 'usage', join(folder, 'thousand-used.jsonl'), 'cy')
  expect(told).toContain('\r1000 of about 1000 rows')
})

test('a command that makes no sense changes nothing, and says what would', async () => {
  const notes = join(folder, 'notes.csv')
  await writeFile(notes, 'mine')
  for (const [said, ...words] of [
    ['is there already', 'export', notes],
    ['is there already', 'export', 'balances', notes],
    ['ends in .csv or .jsonl', 'export', 'ballances', join(folder, 'new.csv')],
    ['ends in .csv or .jsonl', 'export', 'balances'],
    ['There is no folder', 'export', join(folder, 'nowhere', 'new.csv')],
    ['There is no customer', 'export', join(folder, 'new.csv'), 'nobody'],
    ['There is no customer', 'verify', 'nobody'],
    ['There is no file', 'import', 'balances', join(folder, 'nothing.csv'), 'some'],
    ['has no column customer', 'import', 'balances', notes, 'some'],
    ['Give "balances" or "usage"', 'import', 'balances', notes, ''],
  ] as const) {
    const [script, ...values] = words
    // oxlint-disable-next-line no-await-in-loop -- one after another, as a person does
    await expect(run(script, ...values)).rejects.toMatchObject({
      stderr: expect.stringContaining(said),
      code: 2,
    })
  }
  expect(await run('export', '--help')).toContain('Usage: npm run export')
  expect(await readFile(notes, 'utf8')).toBe('mine')
})
