import { readDatabasePlace } from '../../configuration.ts'
import { migrate } from '../../database/migrate.ts'
import { createPool } from '../../database/pool.ts'
import { openDatabaseBesideServer } from '../../open-database.ts'
import { importLedger, type ImportProgress } from './import.ts'

/**
 * `node src/ledger/transfer/import-command.ts <balances|usage> <file> <name>`: imports a file into the ledger at
 * DATABASE_URL or in the embedded Postgres, or goes on with an import of that name. Rows that cannot be imported go to `<file>.rejected.csv`.
 */
async function main(): Promise<number> {
  const [kind, source, name] = process.argv.slice(2)
  if ((kind !== 'balances' && kind !== 'usage') || source === undefined || name === undefined) {
    process.stderr.write('Give "balances" or "usage", a file, and a name for this import.\n')
    return 2
  }
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  const database = await openDatabaseBesideServer(readDatabasePlace(process.env))
  const pool = createPool(database.url, { max: 2, applicationName: 'creditkit-import' })
  try {
    await migrate(pool)
    const result = await importLedger({ pool, kind, source, name, signal: stop.signal, onProgress: print })
    print(result)
    process.stdout.write(result.finished ? '\nDone.\n' : '\nBroken off. Give the same command to go on.\n')
    return result.finished ? 0 : 1
  } catch (error) {
    process.stderr.write(`\nThe import stopped: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    await pool.end()
    await database.close()
  }
}

function print({ accepted, rejected, part, secondsLeft }: ImportProgress): void {
  const left = secondsLeft === null ? '' : `, about ${Math.ceil(secondsLeft)} s left`
  process.stdout.write(`\r${Math.floor(part * 100)} %: ${accepted} rows, ${rejected} set aside${left}      `)
}

process.exitCode = await main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  return 2
})
