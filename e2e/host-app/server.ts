/** Starts the demonstration host app until it is told to stop. */
import { startHostApp } from './backend/app.ts'
import { readConfiguration } from './backend/configuration.ts'

try {
  const app = await startHostApp(readConfiguration(process.env))
  process.stdout.write(`Quill is ready at ${app.url}\n`)
  const stop = (): void => void app.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  process.stderr.write(`host app: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
