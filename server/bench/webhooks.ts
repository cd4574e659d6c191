/**
 * Webhooks accepted per second with the 99th percentile to the 200, beside a bare one-row insert over HTTP in the
 * same rounds; and the time from a webhook's arrival to the new balance on a customer's live stream. Real Postgres
 * with fsync, the real server, the simulator. `e2e/bench/arrival-to-screen.ts` goes on to a browser's screen.
 */
import { fillCatalogue, startTestServer, type TestServer } from '../test/server.ts'
import { SseReader } from '../test/sse.ts'
import { median, quantile, type Run, runFor } from './measure.ts'
import { offerHelp } from './offer-help.ts'
import { withPostgres } from './postgres.ts'
import { openRecorder, type Recorder } from './recorder.ts'
import { openRival, postEvent } from './rival.ts'

offerHelp('npm run bench:webhooks')

const ROUNDS = 3
const SECONDS = 3
const SENDERS = [1, 8, 32]
const PURCHASES = 100

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function measureReceipts(server: TestServer): Promise<void> {
  const rival = await openRival(server.database.pool)
  say('| senders | webhooks a second | median | 99th percentile | of a bare insert a second |')
  say('|---|---|---|---|---|')
  for (const senders of SENDERS) {
    const rounds: { webhooks: Run; inserts: Run }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const run = (url: string): Promise<Run> => runFor(SECONDS * 1000, senders, () => postEvent(url))
      // oxlint-disable-next-line no-await-in-loop -- one after the other, each with the machine to itself
      const inserts = await run(rival.url)
      // oxlint-disable-next-line no-await-in-loop
      rounds.push({ inserts, webhooks: await run(`${server.url}/stripe/webhooks`) })
    }
    const middle = (of: (run: Run) => number): number => median(rounds.map(({ webhooks }) => of(webhooks)))
    const ratio = median(rounds.map(({ webhooks, inserts }) => webhooks.rate / inserts.rate))
    say(
      `| ${senders} | ${Math.round(middle((run) => run.rate))} | ${middle((run) => run.median).toFixed(1)} ms | ` +
        `${middle((run) => run.p99).toFixed(1)} ms | ${ratio.toFixed(2)} |`,
    )
  }
  await rival.close()
}

async function measureArrivals(server: TestServer): Promise<void> {
  const recorder = await openRecorder()
  server.simulator.control.registerEndpoint({ url: recorder.url, secret: 'whsec_recorder' })
  const times: number[] = []
  for (let purchase = 0; purchase < PURCHASES; purchase += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one customer after another
    times.push(await arrivalToBalance(server, recorder))
  }
  recorder.close()
  times.sort((a, b) => a - b)
  say(
    `arrival to balance on the stream, ${times.length} purchases: median ${median(times).toFixed(0)} ms, ` +
      `99th percentile ${quantile(times, 0.99).toFixed(0)} ms`,
  )
}

async function arrivalToBalance(server: TestServer, recorder: Recorder): Promise<number> {
  const customer = crypto.randomUUID()
  const session = await server.session(customer)
  const headers = { authorization: `Bearer ${session.token}`, origin: session.origin }
  const stream = await SseReader.open(`${server.url}/v1/me/stream`, headers)
  await stream.until((reader) => reader.of('hello').length > 0)
  const browser = await server.browser(customer)
  const { body } = await browser.post<{ checkoutUrl: string }>('/v1/me/top-ups', { packageId: 'starter' })
  const [id = ''] = /cs_test_\w+/.exec(body.checkoutUrl) ?? []
  void server.simulator.control.pay(id)
  await stream.until((reader) => reader.of('balance.changed').length > 0)
  const now = Date.now()
  stream.close()
  await server.simulator.control.idle()
  return now - recorder.arrivalOf(customer)
}

await withPostgres(async () => {
  const server = await startTestServer()
  try {
    await fillCatalogue(server.host)
    await measureReceipts(server)
    await measureArrivals(server)
  } finally {
    await server.close()
  }
})
