/** The simulator as a process. See `SimulatorOptions` for what the variables mean. */
import { startSimulator } from './index.ts'
import type { SimulatorOptions } from './index.ts'

const fail = (message: string): never => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

const portFrom = (text: string): number => {
  const port = Number(text)
  return Number.isInteger(port) && port >= 0 && port < 65_536
    ? port
    : fail(`SIMULATOR_PORT has to be a port, not "${text}".`)
}

const {
  SIMULATOR_PORT = '4410',
  SIMULATOR_STATE,
  SIMULATOR_WEBHOOK_URL,
  SIMULATOR_WEBHOOK_SECRET,
  SIMULATOR_BASE_URL,
} = process.env

if (SIMULATOR_WEBHOOK_URL && !SIMULATOR_WEBHOOK_SECRET)
  fail('SIMULATOR_WEBHOOK_URL needs SIMULATOR_WEBHOOK_SECRET beside it.')

/** Long enough to watch a bank debit as pending, short enough to wait for. */
const SETTLE_AFTER = 15_000

const options: SimulatorOptions = {
  port: portFrom(SIMULATOR_PORT),
  settleAfter: SETTLE_AFTER,
  ...(SIMULATOR_STATE ? { statePath: SIMULATOR_STATE } : {}),
  ...(SIMULATOR_BASE_URL ? { baseUrl: SIMULATOR_BASE_URL } : {}),
  ...(SIMULATOR_WEBHOOK_URL && SIMULATOR_WEBHOOK_SECRET
    ? { webhook: { url: SIMULATOR_WEBHOOK_URL, secret: SIMULATOR_WEBHOOK_SECRET } }
    : {}),
}

const describe = (error: unknown): string =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    ? `The Stripe simulator cannot start: port ${options.port} is taken. Set SIMULATOR_PORT to a free one.`
    : `The Stripe simulator cannot start: ${error instanceof Error ? error.message : String(error)}`

const simulator = await startSimulator(options).catch((error: unknown) => fail(describe(error)))
process.stdout.write(`Stripe simulator ready at ${simulator.url}\n`)

const stop = (): void => void simulator.close().then(() => process.exit(0))
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
