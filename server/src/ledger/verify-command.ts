import { createPool } from '../database/pool.ts'
import { verify } from './verify.ts'

/**
 * `node src/ledger/verify-command.ts [customer]`: checks the ledger at DATABASE_URL and prints what does not add up.
 * The exit code is 0 if all is well, 1 if something was found, 2 if it could not be checked.
 */
async function main(): Promise<number> {
  const url = process.env['DATABASE_URL']
  if (!url) {
    process.stderr.write(
      'Set DATABASE_URL to the address of the database, such as postgres://localhost/creditkit.\n',
    )
    return 2
  }
  const pool = createPool(url, { max: 1, applicationName: 'creditkit-verify' })
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
  }
  process.stdout.write(findings === 0 ? 'The ledger adds up.\n' : `${findings} found.\n`)
  return findings === 0 ? 0 : 1
}

process.exitCode = await main()
