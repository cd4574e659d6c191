import type { Pool } from 'pg'
import { UsageError } from '../command.ts'
import { requireCustomer, runOnLedger } from './command.ts'
import { verify } from './verify.ts'

const USAGE = `Usage: npm run verify -- [customer]

  Checks that the ledger adds up, of one customer or of all, beside whoever writes to it, and prints what does not. The
  exit code is 0 if all is well, 1 if something was found, 2 if it could not be checked.

The ledger is the one in DATABASE_URL, or the embedded one in CREDITKIT_DATA_DIR.
`

async function check(pool: Pool, values: readonly string[]): Promise<number> {
  const [customer, ...rest] = values
  if (customer?.startsWith('-') === true || rest.length > 0)
    throw new UsageError('Give one customer, or none.', USAGE)
  await requireCustomer(pool, customer)
  let findings = 0
  for await (const finding of verify(pool, customer, tellCustomers)) {
    const { currency, resource, rule, row, message } = finding
    findings += 1
    const place = [finding.customer, currency, resource].filter((part) => part !== null).join(' / ')
    process.stdout.write(`${place}: ${row}: ${message}. But ${rule}.\n`)
  }
  process.stdout.write(findings === 0 ? 'The ledger adds up.\n' : `${findings} found.\n`)
  return findings === 0 ? 0 : 1
}

/** Apart from the findings, which somebody may read from a pipe. */
function tellCustomers(customers: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${customers} customers\r`)
}

await runOnLedger({ name: 'verify', usage: USAGE, work: check })
