/**
 * Webhooks accepted per second with the 99th percentile to the 200, and the time from a webhook's arrival to the
 * new balance on a customer's live stream. Real Postgres with fsync, the real server, the simulator.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../src/database/embedded/embedded-postgres.ts'
import { fillCatalogue, startTestServer, type TestServer } from '../test/server.ts'
import { SseReader } from '../test/sse.ts'
import { type Run, runFor } from './measure.ts'

const SECRET = 'whsec_http_tests'
const SECONDS = 5
const PURCHASES = 100

export interface WebhookFigures {
  /** By number of senders at once. */
  readonly receipts: readonly { readonly senders: number; readonly run: Run }[]
  /** Milliseconds from a webhook's arrival to the balance on the stream, sorted. */
  readonly arrivalToBalance: readonly number[]
}

export async function measureWebhooks(): Promise<WebhookFigures> {
  const directory = await mkdtemp(join(tmpdir(), 'creditkit-bench-'))
  const postgres = await startEmbeddedPostgres({ directory })
  process.env['TEST_DATABASE_URL'] = postgres.url
  try {
    const server = await startTestServer()
    await fillCatalogue(server.host)
    try {
      return { receipts: await measureReceipts(server), arrivalToBalance: await measureArrivals(server) }
    } finally {
      await server.close()
    }
  } finally {
    await postgres.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

async function measureReceipts(server: TestServer): Promise<WebhookFigures['receipts']> {
  const receipts = []
  for (const senders of [1, 8, 32]) {
    // oxlint-disable-next-line no-await-in-loop -- each with the machine to itself
    receipts.push({ senders, run: await runFor(SECONDS * 1000, senders, () => deliver(server)) })
  }
  return receipts
}

/** An event of a type that is stored and left alone, so that receipt alone is measured. */
async function deliver(server: TestServer): Promise<void> {
  const created = Math.floor(Date.now() / 1000)
  const event = {
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: 'charge.updated',
    created,
    livemode: false,
  }
  const body = JSON.stringify({ ...event, data: { object: { id: 'ch_1', padding: 'x'.repeat(2000) } } })
  const signature = createHmac('sha256', SECRET).update(`${created}.${body}`).digest('hex')
  const answer = await fetch(`${server.url}/stripe/webhooks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': `t=${created},v1=${signature}` },
    body,
  })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`A webhook was answered with ${answer.status}.`)
}

async function measureArrivals(server: TestServer): Promise<number[]> {
  const arrivals = new Map<string, number>()
  const gate = await openGate(server, arrivals)
  const times: number[] = []
  for (let purchase = 0; purchase < PURCHASES; purchase += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one customer after another
    times.push(await arrivalToBalance(server, arrivals))
  }
  gate.closeAllConnections()
  gate.close()
  return times.sort((a, b) => a - b)
}

/** Stands before the server's webhook route and notes when a session's event came. */
async function openGate(server: TestServer, arrivals: Map<string, number>): Promise<Server> {
  const gate = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const event = JSON.parse(body.toString()) as { type: string; data: { object: { id: string } } }
      if (event.type === 'checkout.session.completed') arrivals.set(event.data.object.id, performance.now())
      const headers = { 'stripe-signature': String(request.headers['stripe-signature']) }
      void forward(server, headers, body).then((status) => response.writeHead(status).end())
    })
  })
  gate.listen(0, '127.0.0.1')
  await once(gate, 'listening')
  const { port } = gate.address() as AddressInfo
  // In place of the server's own endpoint.
  await server.simulator.control.idle()
  server.simulator.control.registerEndpoint({
    url: `${server.url}/stripe/webhooks`,
    secret: SECRET,
    events: ['charge.updated'],
  })
  server.simulator.control.registerEndpoint({ url: `http://127.0.0.1:${port}/`, secret: SECRET })
  return gate
}

async function forward(server: TestServer, headers: Record<string, string>, body: Buffer): Promise<number> {
  const { status } = await fetch(`${server.url}/stripe/webhooks`, { method: 'POST', headers, body })
  return status
}

async function arrivalToBalance(server: TestServer, arrivals: Map<string, number>): Promise<number> {
  const customer = randomUUID()
  const session = await server.session(customer)
  const headers = { authorization: `Bearer ${session.token}`, origin: session.origin }
  const stream = await SseReader.open(`${server.url}/v1/me/stream`, headers)
  await stream.until((reader) => reader.of('hello').length > 0)
  const browser = await server.browser(customer)
  const { body } = await browser.post<{ checkoutUrl: string }>('/v1/me/top-ups', { packageId: 'starter' })
  const [id = ''] = /cs_test_\w+/.exec(body.checkoutUrl) ?? []
  void server.simulator.control.pay(id)
  await stream.until((reader) => reader.of('balance.changed').length > 0)
  const now = performance.now()
  stream.close()
  return now - (arrivals.get(id) ?? now)
}

if (import.meta.main) {
  const { receipts, arrivalToBalance: times } = await measureWebhooks()
  for (const { senders, run } of receipts) {
    process.stdout.write(
      `${senders} senders: ${Math.round(run.rate)} webhooks/s, median ${run.median.toFixed(1)} ms, p99 ${run.p99.toFixed(1)} ms\n`,
    )
  }
  const at = (part: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(1)
  process.stdout.write(
    `arrival to balance on the stream: median ${at(0.5)} ms, p99 ${at(0.99)} ms (${times.length})\n`,
  )
}
