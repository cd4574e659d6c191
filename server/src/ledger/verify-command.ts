import { readDatabasePlace } from '../configuration.ts'
import { createPool } from '../database/pool.ts'
import { openDatabaseBesideServer } from '../open-database.ts'
import { verify } from './verify.ts'

/**
 * `node src/ledger/verify-command.ts [customer]`: checks the ledger at DATABASE_URL, or in the embedded
 * Postgres, and prints what does not add up.
 * The exit code is 0 if all is well, 1 if something was found, 2 if it could not be checked.
 */
async function main(): Promise<number> {
  const database = await openDatabaseBesideServer(readDatabasePlace(process.env))
  const pool = createPool(database.url, { max: 1, applicationName: 'creditkit-verify' })
  let findings = 0
  try {
    for await (const { customer, currency, resource, rule, row, message } of verify(pool, process.argv[2])) {
      findings += 1
      const place = [customer, currency, resource].filter((part) => part !== null).join(' / ')
      process.stdout.write(`${place}: ${row}: ${message}. But ${rule}.\n`)
    }
  } catch (error) {
    process.stderr.write(
      `The ledger could not be checked: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return 2
  } finally {
    await pool.end()
    await database.close()
  }
  process.stdout.write(findings === 0 ? 'The ledger adds up.\n' : `${findings} found.\n`)
  return findings === 0 ? 0 : 1
}

process.exitCode = await main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`)
  return 2
})
