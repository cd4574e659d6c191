import type pg from 'pg'
import { readDatabasePlace } from '../configuration.ts'
import { createPool } from '../database/pool.ts'
import { openDatabaseBesideServer } from '../open-database.ts'

/** What the person asked for makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface LedgerCommand {
  /** The last word of the connection's name. */
  readonly name: string
  readonly usage: string
  /** @returns the exit code. The signal is Ctrl-C. */
  readonly work: (pool: pg.Pool, values: readonly string[], signal: AbortSignal) => Promise<number>
}

/**
 * Runs a command on the ledger at DATABASE_URL, or in the embedded Postgres, beside a server or without one. The exit
 * code is 2 where it could not be done.
 */
export async function runOnLedger({ name, usage, work }: LedgerCommand): Promise<void> {
  const values = process.argv.slice(2)
  if (values.includes('--help')) {
    process.stdout.write(usage)
    return
  }
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  try {
    const database = await openDatabaseBesideServer(readDatabasePlace(process.env))
    const pool = createPool(database.url, { max: 2, applicationName: `creditkit-${name}` })
    try {
      await requireLedger(pool)
      process.exitCode = await work(pool, values, stop.signal)
    } finally {
      await pool.end()
      await database.close()
    }
  } catch (error) {
    process.stderr.write(`${explain(error)}${error instanceof UsageError ? `\n\n${usage}` : '\n'}`)
    process.exitCode = 2
  }
}

async function requireLedger(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ there: boolean }>(
    `select to_regclass('creditkit.pools') is not null as there`,
  )
  if (rows[0]?.there !== true) {
    throw new Error('There is no ledger there yet. Check DATABASE_URL or CREDITKIT_DATA_DIR.')
  }
}

/** The file system's errors name a path, and no way on. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, path = '' } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `There is no file or folder ${path}. Check the name.`
  if (code === 'EISDIR') return 'This is a folder. Give the name of a file.'
  if (code === 'EACCES' || code === 'EPERM') return `Nobody may read or write ${path} as this user.`
  return error.message
}
