import type pg from 'pg'
import { readDatabasePlace } from './configuration.ts'
import { createPool } from './database/pool.ts'
import { openDatabaseBesideServer } from './open-database.ts'

/** What the person asked for makes no sense; the message says why, and the usage what would. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly usage: string | undefined

  constructor(message: string, usage?: string) {
    super(message)
    this.usage = usage
  }
}

export interface Command {
  /** The last word of the connection's name. */
  readonly name: string
  /** What `--help` prints. */
  readonly usage: string
  /** The exit code where it could not be done. */
  readonly failed: 1 | 2
  /** @returns the exit code, 0 if none. */
  readonly work: (pool: pg.Pool, values: readonly string[]) => Promise<number | void>
}

/** Runs a command on the database at DATABASE_URL, or in the embedded Postgres, beside a server or without one. */
export async function runCommand({ name, usage, failed, work }: Command): Promise<void> {
  const values = process.argv.slice(2)
  if (values.includes('--help')) {
    process.stdout.write(usage)
    return
  }
  try {
    const database = await openDatabaseBesideServer(readDatabasePlace(process.env))
    const pool = createPool(database.url, { max: 2, applicationName: `creditkit-${name}` })
    try {
      process.exitCode = (await work(pool, values)) ?? 0
    } finally {
      await pool.end()
      await database.close()
    }
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    if (error instanceof UsageError && error.usage !== undefined) process.stderr.write(`\n${error.usage}`)
    process.exitCode = failed
  }
}

/** Aborted by the first Ctrl-C, for work that can stop at a good place; the second one ends the process. */
export function interruption(): AbortSignal {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  return stop.signal
}

/** The file system's errors name a path, and no way on. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, path = '' } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `There is no file or folder ${path}. Check the name.`
  if (code === 'EISDIR') return 'This is a folder. Give the name of a file.'
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return 'There is no room left to write in. Make some, then give the same command again.'
  }
  if (code === 'EACCES' || code === 'EPERM') return `Nobody may read or write ${path} as this user.`
  return error.message
}
