import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { withTransaction } from './transaction.ts'

/** A reason, in one line for a person, why the database cannot be used. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

export interface Migration {
  /** The four digits that the file's name begins with. */
  readonly number: number
  /** The file's name, such as `0001_foundation.sql`. */
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text, in hex. */
  readonly checksum: string
}

export const MIGRATIONS_DIRECTORY = join(import.meta.dirname, 'migrations')

const OLDEST_POSTGRES = 15

/** Of no meaning beyond being ours: one runner of migrations at a time in a database. */
const MIGRATION_LOCK = 4_716_003_829n

/** A migration that waits for a table has everybody else wait who wants it: so long at most, and then it lets them by. */
const LONGEST_WAIT = '2s'
const PAUSE_MILLISECONDS = 1000
const ATTEMPTS = 40
const LOCK_NOT_AVAILABLE = '55P03'

const FILE_NAME = /^(\d{4})_[a-z0-9_]+\.sql$/

const CREATE_TABLE = `
  create schema if not exists creditkit;
  create table if not exists creditkit.migrations (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default clock_timestamp()
  )`

/**
 * Reads the migrations of a folder, in the order of their numbers.
 *
 * @throws MigrationError for a name that is not `NNNN_name.sql`, and for two files with one number.
 */
export async function readMigrations(directory = MIGRATIONS_DIRECTORY): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(names.map((name) => readMigration(directory, name)))
  for (const [index, migration] of migrations.entries()) {
    const before = migrations[index - 1]
    if (before?.number === migration.number) {
      throw new MigrationError(`Two migrations have the same number: ${before.name} and ${migration.name}.`)
    }
  }
  return migrations
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const digits = FILE_NAME.exec(name)?.[1]
  if (digits === undefined) throw new MigrationError(`A migration is named NNNN_name.sql, not ${name}.`)
  const text = await readFile(join(directory, name), 'utf8')
  const sql = text.replaceAll('\r\n', '\n')
  const checksum = createHash('sha256').update(sql).digest('hex')
  return { number: Number(digits), name, sql, checksum }
}

/**
 * Brings a database up to date: each migration once, in a transaction of its own. Safe when several servers
 * start at once: one works, the others wait and find it done.
 *
 * @returns the names of the migrations applied by this call.
 * @throws MigrationError if Postgres is too old, an applied migration was edited, the database is newer, or a table
 * stays in use for two minutes.
 */
export async function migrate(pool: Pool, directory = MIGRATIONS_DIRECTORY): Promise<string[]> {
  await checkVersion(pool)
  const migrations = await readMigrations(directory)
  await withTransaction(pool, async (client) => {
    await lock(client)
    await client.query(CREATE_TABLE)
    await checkApplied(client, migrations)
  })
  const applied: string[] = []
  for (const migration of migrations) {
    // One after another by nature: each builds on the one before.
    // oxlint-disable-next-line no-await-in-loop
    if (await apply(pool, migration)) applied.push(migration.name)
  }
  return applied
}

async function checkVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const version = rows[0]?.version ?? ''
  if (Number.parseInt(version, 10) < OLDEST_POSTGRES) {
    throw new MigrationError(`Creditkit needs Postgres ${OLDEST_POSTGRES} or newer; this is ${version}.`)
  }
}

async function checkApplied(client: PoolClient, migrations: readonly Migration[]): Promise<void> {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    'select number, name, checksum from creditkit.migrations order by number',
  )
  for (const row of rows) {
    const migration = known.get(row.number)
    if (migration === undefined) {
      throw new MigrationError(
        `The database has the migration ${row.name}, which this server does not know. ` +
          'Start the newer version of the server, or use another database.',
      )
    }
    if (migration.checksum !== row.checksum) throw editedMigration(migration.name)
  }
}

function editedMigration(name: string): MigrationError {
  return new MigrationError(
    `The migration ${name} was edited after it was applied to this database. Restore the file and put the ` +
      'change in a new migration. In development you may start afresh instead: delete the folder .data, or ' +
      'drop the database.',
  )
}

/** @returns whether this call applied it. */
async function apply(pool: Pool, migration: Migration): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one attempt after another
      return await applyAtOnce(pool, migration)
    } catch (error) {
      if (!isBusy(error)) throw error
    }
    // oxlint-disable-next-line no-await-in-loop
    await delay(PAUSE_MILLISECONDS)
  }
  throw new MigrationError(
    `The migration ${migration.name} needs a table that stays in use, as by a dump or a long report. Start again when that is over.`,
  )
}

function isBusy(error: unknown): boolean {
  const { cause } = error instanceof MigrationError ? error : {}
  return cause instanceof Error && 'code' in cause && cause.code === LOCK_NOT_AVAILABLE
}

async function applyAtOnce(pool: Pool, migration: Migration): Promise<boolean> {
  return await withTransaction(pool, async (client) => {
    await lock(client)
    const inserted = await client.query(
      `insert into creditkit.migrations (number, name, checksum)
       values ($1::integer, $2::text, $3::text) on conflict (number) do nothing`,
      [migration.number, migration.name, migration.checksum],
    )
    if (inserted.rowCount === 0) return false
    try {
      await client.query(`set local lock_timeout = '${LONGEST_WAIT}'`)
      await client.query(migration.sql)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new MigrationError(`The migration ${migration.name} failed: ${reason}`, { cause: error })
    }
    return true
  })
}

async function lock(client: PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1::bigint)', [MIGRATION_LOCK])
}
