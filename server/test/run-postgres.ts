import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'

// A process of its own that runs an embedded Postgres until it is told, or made, to stop:
// node test/run-postgres.ts <folder>. Prints one line of JSON: what came of the start.
const directory = process.argv[2]
if (directory === undefined) throw new Error('Name the folder of the cluster.')
try {
  const postgres = await startEmbeddedPostgres({ directory, durable: false })
  process.once('SIGTERM', () => void postgres.stop())
  process.stdout.write(`${JSON.stringify({ url: postgres.url, directory: postgres.directory })}\n`)
  await postgres.ended
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: error instanceof Error ? error.name : String(error) })}\n`)
}
