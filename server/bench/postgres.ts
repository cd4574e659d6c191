import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'

/**
 * Runs `work` beside an embedded Postgres of its own, with fsync on and its address in TEST_DATABASE_URL. Where that
 * is set already, beside the one it names.
 */
export async function withPostgres<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.env['TEST_DATABASE_URL']) return await work()
  const directory = await mkdtemp(join(tmpdir(), 'creditkit-bench-'))
  const postgres = await startEmbeddedPostgres({ directory })
  process.env['TEST_DATABASE_URL'] = postgres.url
  try {
    return await work()
  } finally {
    delete process.env['TEST_DATABASE_URL']
    await postgres.stop()
    await rm(postgres.directory, { recursive: true, force: true })
    await rm(directory, { recursive: true, force: true })
  }
}
