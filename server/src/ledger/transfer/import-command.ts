import type { Pool } from 'pg'
import { interruption, UsageError } from '../../command.ts'
import { migrate } from '../../database/migrate.ts'
import { runOnLedger } from '../command.ts'
import { importLedger, type ImportProgress } from './import.ts'
import { rejectsOf } from './rejects.ts'

const USAGE = `Usage: npm run import -- <balances|usage> <file.csv|file.jsonl> <name>

  Imports a file into the ledger. The name is this import's own: with the same command it goes on where it was broken
  off. Rows that cannot be imported go to <file>.rejected.csv, with the reason; correct that file's last column, and
  import it under another name. The exit code is 0 if all rows were imported, 1 if none could be or it was broken off,
  2 if it could not be done, 3 if some rows were set aside.

The ledger is the one in DATABASE_URL, or the embedded one in CREDITKIT_DATA_DIR.
`

async function importFrom(pool: Pool, values: readonly string[]): Promise<number> {
  const [kind, source, name, ...rest] = values
  if ((kind !== 'balances' && kind !== 'usage') || !source || !name || rest.length > 0) {
    throw new UsageError('Give "balances" or "usage", a file, and a name for this import.', USAGE)
  }
  const signal = interruption()
  await migrate(pool)
  const result = await importLedger({ pool, kind, source, name, signal, onProgress: print })
  print(result)
  process.stdout.write(`\n${conclude(result, source)}\n`)
  return exitCode(result)
}

function exitCode({ finished, accepted, rejected }: ImportProgress): number {
  if (finished && rejected === 0) return 0
  return finished && accepted > 0 ? 3 : 1
}

function conclude({ finished, accepted, rejected }: ImportProgress, source: string): string {
  if (!finished) return 'Broken off. Give the same command to go on.'
  if (rejected === 0) return 'Done.'
  const where = `What was set aside is in ${rejectsOf(source)}, with the reasons.`
  if (accepted === 0) return `No row could be imported. ${where}`
  return `Done. ${where} Correct its last column, then import that file under another name.`
}

function print({ accepted, rejected, part, secondsLeft }: ImportProgress): void {
  const left = secondsLeft === null ? '' : `, about ${Math.ceil(secondsLeft)} s left`
  process.stdout.write(`\r${Math.floor(part * 100)} %: ${accepted} rows, ${rejected} set aside${left}      `)
}

await runOnLedger({ name: 'import', usage: USAGE, work: importFrom })
