/** A payment server as a process of its own, so that a test can kill it. Prints its address when it is ready. */
import { startPaymentServer } from './server.ts'

const { DATABASE_URL = '', STRIPE_URL = '' } = process.env
const server = await startPaymentServer({ databaseUrl: DATABASE_URL, stripeUrl: STRIPE_URL })
process.stdout.write(`${server.url}\n`)
// The test's end of the pipe: when the test process is gone, so is this one.
process.stdin.resume().on('end', () => process.exit(0))
