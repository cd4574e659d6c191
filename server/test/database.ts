import { createHash, randomUUID } from 'node:crypto'
import { Client, type Pool } from 'pg'
import { migrate, readMigrations } from '../src/database/migrate.ts'
import { createPool } from '../src/database/pool.ts'

export interface TestDatabase {
  readonly url: string
  readonly pool: Pool
  /** Ends the pool and removes the database. */
  drop(): Promise<void>
}

/** All that this module makes begins with it. */
export const TEST_DATABASE_PREFIX = 'creditkit_test_'

const TEMPLATE_LOCK = 4_716_003_830n

/** A fresh database with all migrations applied: a copy of a template that is migrated once. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testServer()
  const name = `${TEST_DATABASE_PREFIX}${randomUUID().replaceAll('-', '')}`
  const template = await ensureTemplate()
  await asAdmin((client) => client.query(`create database ${name} template ${template}`))
  const url = withDatabase(server, name)
  const pool = createPool(url, { applicationName: 'creditkit-test' })
  return {
    url,
    pool,
    async drop() {
      await pool.end()
      await asAdmin((client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

let template: Promise<string> | undefined

/** @returns the name of the template for the migrations as they are; made by whoever asks first. */
export function ensureTemplate(): Promise<string> {
  template ??= makeTemplate()
  return template
}

async function makeTemplate(): Promise<string> {
  const migrations = await readMigrations()
  const checksums = migrations.map((migration) => migration.name + migration.checksum).join()
  const digest = createHash('sha256').update(checksums).digest('hex').slice(0, 16)
  const name = `${TEST_DATABASE_PREFIX}template_${digest}`
  await asAdmin(async (client) => {
    // A lock of the session, because "create database" cannot run in a transaction; it ends with the connection.
    await client.query('select pg_advisory_lock($1::bigint)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('select from pg_database where datname = $1::text', [name])
    if (rowCount) return
    await client.query(`drop database if exists ${name}_unfinished with (force)`)
    await client.query(`create database ${name}_unfinished template template0`)
    const pool = createPool(withDatabase(testServer(), `${name}_unfinished`))
    try {
      await migrate(pool)
    } finally {
      await pool.end()
    }
    await client.query(`alter database ${name}_unfinished allow_connections false`)
    await client.query(`alter database ${name}_unfinished rename to ${name}`)
  })
  return name
}

/** Runs `work` on a connection to the test server that is free to make and drop databases. */
export async function asAdmin<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: testServer() })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function testServer(): string {
  const url = process.env['TEST_DATABASE_URL']
  if (!url)
    throw new Error('TEST_DATABASE_URL is not set: name test/global-setup.ts in the test configuration.')
  return url
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
