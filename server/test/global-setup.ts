import { join } from 'node:path'
import {
  type EmbeddedPostgres,
  PostgresInUseError,
  startEmbeddedPostgres,
} from '../src/database/embedded/embedded-postgres.ts'
import { asAdmin, ensureTemplate, TEST_DATABASE_PREFIX } from './database.ts'

const CHECKOUT = join(import.meta.dirname, '../..')

/** So many test runs at once have a Postgres each. */
const CLUSTERS = 32

/**
 * Vitest's and Playwright's global setup: one embedded Postgres for the run, in TEST_DATABASE_URL. Where that is
 * set already, the tests use that server and remove only the databases that they make.
 *
 * @returns what stops it.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_URL']) {
    await ensureTemplate()
    return async () => {}
  }
  const postgres = await startFirstFree()
  process.env['TEST_DATABASE_URL'] = postgres.url
  await dropRemains()
  await ensureTemplate()
  return async () => {
    delete process.env['TEST_DATABASE_URL']
    await postgres.stop()
  }
}

/** Clusters are kept from run to run, which saves making one, and each run takes one that nobody uses. */
async function startFirstFree(): Promise<EmbeddedPostgres> {
  const data = process.env['CREDITKIT_DATA_DIR'] ?? join(CHECKOUT, '.data')
  for (let index = 1; ; index += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next one only where this one is taken
      return await startEmbeddedPostgres({
        directory: join(data, `test-postgres-${index}`),
        durable: false,
        settings: { max_connections: '300' },
      })
    } catch (error) {
      if (!(error instanceof PostgresInUseError) || index === CLUSTERS) throw error
    }
  }
}

/** Databases of a run that was killed; the template stays while the migrations stay. */
async function dropRemains(): Promise<void> {
  await asAdmin(async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select datname as name from pg_database where starts_with(datname, $1::text) and datname !~ $2::text',
      [TEST_DATABASE_PREFIX, `^${TEST_DATABASE_PREFIX}template_[0-9a-f]+$`],
    )
    for (const { name } of rows) {
      // oxlint-disable-next-line no-await-in-loop -- one connection takes one statement at a time
      await client.query(`drop database if exists ${name} with (force)`)
    }
  })
}
