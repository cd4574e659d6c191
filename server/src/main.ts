/** Starts the server with the configuration in the environment, until it is told to stop. */
import { ConfigurationError, readConfiguration, type Configuration } from './configuration.ts'
import { createLogger } from './http/logging.ts'
import { startServer } from './start-server.ts'

/** Stopping takes seconds; whatever hangs longer is not worth waiting for. */
const stopDeadlineMilliseconds = 20_000

const configuration = readOrExit()
const log = createLogger(configuration.logLevel)

try {
  const server = await startServer(configuration, log)
  log.info({ url: server.url }, 'Creditkit is ready')
  let stopping = false
  const stop = (why: string, exitCode: number) => {
    // Whoever asks a second time does not want to wait.
    if (stopping) process.exit(1)
    stopping = true
    process.exitCode = exitCode
    log.info({ why }, 'Creditkit is stopping')
    setTimeout(() => process.exit(1), stopDeadlineMilliseconds).unref()
    server.stop().then(
      () => log.info('Creditkit has stopped'),
      (error: unknown) => {
        log.error({ err: error }, 'Creditkit did not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', () => stop('SIGINT', 0))
  process.on('SIGTERM', () => stop('SIGTERM', 0))
  await server.databaseEnded
  if (!stopping) stop('the embedded Postgres has ended', 1)
} catch (error) {
  log.debug({ err: error }, 'Creditkit cannot start')
  fail([error instanceof Error ? error.message : String(error)])
}

function readOrExit(): Configuration {
  try {
    return readConfiguration(process.env)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return fail(error.mistakes)
  }
}

function fail(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`creditkit: ${line}\n`)
  process.exit(1)
}
