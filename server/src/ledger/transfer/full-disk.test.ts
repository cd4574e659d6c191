import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestLedger, type TestLedger } from '../testing.ts'

let room: TestLedger
let folder: string

beforeAll(async () => {
  room = await createTestLedger()
  folder = await mkdtemp(join(tmpdir(), 'creditkit-full-disk-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await room.close()
})

/** @param blocks that a file can have, of a kilobyte or of half a one: as if the disk were full then */
async function run(blocks: number | 'unlimited', command: string, ...values: string[]): Promise<string> {
  const limited = `ulimit -f ${blocks}; trap "" XFSZ; exec "$@"`
  const program = join(import.meta.dirname, `${command}-command.ts`)
  const env = { ...process.env, DATABASE_URL: room.database.url }
  const words = ['-c', limited, 'bash', process.execPath, program, ...values]
  return (await promisify(execFile)('bash', words, { env })).stdout
}

test('a file of rejected rows that was cut short is written whole by the same command', async () => {
  const source = join(folder, 'cut.csv')
  const rejected = `${source}.rejected.csv`
  const bad = Array.from({ length: 3000 }, (_, index) => `cut-${index},gold,1\n`)
  await writeFile(source, `customer,currency,amount\n${bad.join('')}cut,credits,1\n`)
  await writeFile(rejected, 'of an import before')
  const values = ['balances', source, 'cut']
  await expect(run(40, 'import', ...values)).rejects.toMatchObject({
    stderr: expect.stringMatching(/could not be written to .*cut\.csv\.rejected\.csv/),
    code: 2,
  })
  expect(await readFile(rejected, 'utf8')).toBe('of an import before')
  await expect(run('unlimited', 'import', ...values)).rejects.toMatchObject({
    stdout: expect.stringMatching(/1 rows, 3000 set aside.*\nDone\./),
    code: 3,
  })
  const written = await readFile(rejected, 'utf8')
  expect(written.trim().split('\n')).toHaveLength(3002)
  await writeFile(rejected, written.replace('cut-0,gold', 'cut-0,credits'))
  await expect(run('unlimited', 'import', ...values)).rejects.toMatchObject({ code: 3 })
  expect(await readFile(rejected, 'utf8')).toContain('cut-0,credits,1')
  expect((await readdir(folder)).filter((name) => /part|lock/.test(name))).toEqual([])
})

test('an export that does not fit is not there, and says so; the same command goes on', async () => {
  const source = join(folder, 'many.csv')
  const target = join(folder, 'ledger.csv')
  const rows = Array.from({ length: 600 }, (_, index) => `many-${index},credits,1\n`)
  await writeFile(source, `customer,currency,amount\n${rows.join('')}`)
  await run('unlimited', 'import', 'balances', source, 'many')
  await expect(run(40, 'export', target)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no room left'),
  })
  await expect(readFile(target)).rejects.toMatchObject({ code: 'ENOENT' })
  await run('unlimited', 'export', target)
  const entries = await readFile(target, 'utf8')
  expect(entries.match(/^many-\d+,credits,,1,/gm)).toHaveLength(600)
})
