import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { createTestLedger } from '../testing.ts'

const ROOT = join(import.meta.dirname, '../../../..')

test('what the README has operators run imports, exports, and says that the ledger adds up', async () => {
  const room = await createTestLedger()
  const folder = await mkdtemp(join(tmpdir(), 'creditkit-commands-'))
  const run = async (script: string, ...values: string[]): Promise<string> => {
    const environment = { ...process.env, DATABASE_URL: room.database.url }
    const command = ['run', '--silent', script, '--', ...values]
    return (await promisify(execFile)('npm', command, { cwd: ROOT, env: environment })).stdout
  }
  try {
    const credits = join(folder, 'credits.csv')
    const used = join(folder, 'used.jsonl')
    const whole = join(folder, 'ledger.jsonl')
    await writeFile(credits, 'customer,currency,amount\nann,credits,12.50\nann,gold,1\n')
    await writeFile(
      used,
      '{"customer":"ann","currency":"credits","amount":2,"at":"2026-01-01T10:00:00Z","feature":"image"}\n',
    )
    expect(await run('import', 'balances', credits, 'first')).toMatch(/1 rows, 1 set aside.*\nDone\.\n$/)
    expect(await readFile(`${credits}.rejected.csv`, 'utf8')).toContain('There is no currency')
    expect(await run('import', 'usage', used, 'second')).toMatch(/1 rows, 0 set aside.*\nDone\.\n$/)
    expect(await run('export', whole)).toContain('3 lines. Done.')
    // It goes on where the file ends: nothing has come since.
    expect(await run('export', whole)).toContain('0 lines. Done.')
    expect((await readFile(whole, 'utf8')).trim().split('\n')).toHaveLength(3)
    const table = join(folder, 'ledger.csv')
    const reason = 'mistaken,\nas "ann" said\n'
    await room.ledger.adjust({ customer: 'ann', currency: 'credits', amount: -1n, reason })
    expect(await run('export', table)).toContain('5 lines. Done.')
    const all = await readFile(table, 'utf8')
    // Broken off within the last entry, which has line ends of its own.
    for (const cut of [all.indexOf('as ""ann""'), all.indexOf('as ""ann""') + 3, all.length]) {
      await writeFile(table, all.slice(0, cut))
      // oxlint-disable-next-line no-await-in-loop -- one file, cut again and again
      expect(await run('export', table)).toContain(cut === all.length ? '0 lines. Done.' : '1 lines. Done.')
      // oxlint-disable-next-line no-await-in-loop
      expect(await readFile(table, 'utf8')).toBe(all)
    }
    const left = join(folder, 'left.csv')
    await room.ledger.holds.create({ customer: 'ann', currency: 'credits', amount: 1n })
    expect(await run('export', 'balances', left)).toMatch(
      /2 lines\. Done\.\nNot in the file: open holds.*\(1\)\.\n$/,
    )
    expect(await readFile(left, 'utf8')).toMatch(/\nann,credits,,12\.49,promotional,0,/)
    await expect(run('export', 'balances', left)).rejects.toThrow('There is a file')
    expect(await run('verify')).toBe('The ledger adds up.\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
    await room.close()
  }
})
