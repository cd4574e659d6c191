import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  PostgresInUseError,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from './database/embedded/embedded-postgres.ts'
import { createPool } from './database/pool.ts'
import { SettingError } from './setting-error.ts'

export interface OpenDatabase {
  readonly url: string
  /** Settles when the embedded Postgres ends; never for another Postgres. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

export interface DatabasePlace {
  readonly databaseUrl: string | undefined
  readonly dataDirectory: string
}

/** Where a server leaves the address of its embedded Postgres for the commands beside it. */
const addressFile = (dataDirectory: string) => join(dataDirectory, 'postgres-url')

const ownerOnly = 0o600

async function connectOnce(databaseUrl: string): Promise<void> {
  const pool = createPool(databaseUrl, { max: 1 })
  try {
    await pool.query('select 1')
  } catch (error) {
    throw new SettingError('DATABASE_URL leads to no database: correct it, or start that Postgres.', error)
  } finally {
    await pool.end()
  }
}

async function startIn(dataDirectory: string): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres({ directory: join(dataDirectory, 'postgres') })
  } catch (error) {
    // The file system's own errors name a path; Postgres' say what to do by themselves.
    if (!(error instanceof Error && 'path' in error)) throw error
    throw new SettingError(
      `CREDITKIT_DATA_DIR is "${dataDirectory}": use a folder that can be made and written.`,
      error,
    )
  }
}

/** The Postgres of the configuration, or the embedded one, which is started. */
export async function openDatabase({ databaseUrl, dataDirectory }: DatabasePlace): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    await connectOnce(databaseUrl)
    return { url: databaseUrl, ended: new Promise<void>(() => {}), close: async () => {} }
  }
  const postgres = await startIn(dataDirectory)
  const file = addressFile(dataDirectory)
  await mkdir(dataDirectory, { recursive: true })
  await writeFile(file, postgres.url, { mode: ownerOnly })
  return {
    url: postgres.url,
    ended: postgres.ended,
    async close() {
      await rm(file, { force: true })
      await postgres.stop()
    },
  }
}

/** The same for a command: where a server runs the embedded Postgres, that one is used and left running. */
export async function openDatabaseBesideServer(place: DatabasePlace): Promise<OpenDatabase> {
  try {
    return await openDatabase(place)
  } catch (error) {
    if (!(error instanceof PostgresInUseError)) throw error
    const url = await readFile(addressFile(place.dataDirectory), 'utf8').catch(() => undefined)
    if (url === undefined) throw error
    return { url, ended: new Promise<void>(() => {}), close: async () => {} }
  }
}
