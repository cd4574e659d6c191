import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { SseReader } from '../../test/sse.ts'
import type { SessionClaims } from '../sessions/index.ts'
import { startEvents, TooManyStreamsError, type Events } from './index.ts'

interface StreamServer {
  readonly events: Events
  readonly url: string
  readonly revoked: Set<string>
  readonly server: Server
  stop(): Promise<void>
}

let database: TestDatabase
let servers: StreamServer[]
let lifeMilliseconds: number

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  servers = []
  lifeMilliseconds = 60_000
})
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()))
})

/** A server with streams alone: the path names the customer. */
async function start(): Promise<StreamServer> {
  const revoked = new Set<string>()
  const events = await startEvents({
    pool: database.pool,
    connectionString: database.url,
    isRevoked: (session) => revoked.has(session.id),
    onAccessChanged: async () => {},
    onPaymentEvents: () => {},
    onError: () => {},
  })
  const server = createServer((request, response) => {
    const customer = request.url?.slice(1) ?? ''
    events.hub
      .open(response, sessionOf(customer), request.headers['last-event-id']?.toString())
      .catch((error: unknown) => {
        response.writeHead(error instanceof TooManyStreamsError ? 429 : 500).end()
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stream: StreamServer = {
    events,
    revoked,
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      await events.close()
      server.closeAllConnections()
      server.close()
    },
  }
  servers.push(stream)
  return stream
}

function sessionOf(customer: string): SessionClaims {
  const expiresAt = new Date(Date.now() + lifeMilliseconds)
  return {
    id: `session of ${customer}`,
    customer,
    scopes: ['read'],
    origin: 'https://app.example.com',
    epoch: 0,
    expiresAt,
  }
}

/** As the ledger does: the row in a transaction, the notification after it. */
async function write(customer: string, kind: string, payload: object): Promise<void> {
  await database.pool.query(`insert into creditkit.outbox (customer, kind, payload) values ($1, $2, $3)`, [
    customer,
    kind,
    { currency: 'ai', resource: null, at: new Date().toISOString(), ...payload },
  ])
  await database.pool.query(`select pg_notify('creditkit_outbox', '')`)
}

async function changeBalance(customer: string, seq: number, previous = seq): Promise<void> {
  const amounts = {
    balance: String(seq),
    held: '0',
    available: String(seq),
    previousAvailable: String(previous),
  }
  await write(customer, 'balance', { seq: String(seq), ...amounts })
}

async function changeGrant(customer: string, grantId: string): Promise<void> {
  await write(customer, 'grant', { grantId, status: 'available', seq: '1' })
}

const lastSeq = (reader: SseReader) => reader.of('balance.changed').at(-1)?.['seq']

test('a stream says hello with a cursor, then tells what happens to its customer alone', async () => {
  const { url } = await start()
  const reader = await SseReader.open(`${url}/ada`)
  await reader.until(() => reader.of('hello').length === 1)
  await changeBalance('grace', 99)
  await changeBalance('ada', 1)
  await reader.until(() => lastSeq(reader) === '1')
  expect(reader.messages.map((message) => message.event)).toEqual(['hello', 'balance.changed'])
  expect(reader.cursor).toBeDefined()
})

test('a change on one server reaches the streams of every other', async () => {
  const [one, other] = [await start(), await start()]
  const readers = await Promise.all([SseReader.open(`${one.url}/ada`), SseReader.open(`${other.url}/ada`)])
  await Promise.all(readers.map((reader) => reader.until(() => reader.of('hello').length === 1)))
  await changeBalance('ada', 7)
  await Promise.all(readers.map((reader) => reader.until(() => lastSeq(reader) === '7')))
})

test('what was missed comes after a reconnection, to another server too', async () => {
  const [one, other] = [await start(), await start()]
  const reader = await SseReader.open(`${one.url}/ada`)
  await changeBalance('ada', 1)
  await reader.until(() => lastSeq(reader) === '1')
  reader.close()
  await changeGrant('ada', 'one')
  await changeGrant('ada', 'two')
  await changeBalance('ada', 2)
  const again = await SseReader.open(`${other.url}/ada`, { 'last-event-id': reader.cursor ?? '' })
  await again.until(() => lastSeq(again) === '2')
  expect(again.of('grant.changed').map((event) => event['grantId'])).toEqual(['one', 'two'])
})

test('many balances in a moment become few messages, of which the last is the newest', async () => {
  const { url } = await start()
  const reader = await SseReader.open(`${url}/ada`)
  await reader.until(() => reader.of('hello').length === 1)
  const started = Date.now()
  for (let seq = 1; seq <= 200; seq += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one change after another
    await changeBalance('ada', seq)
  }
  await reader.until(() => lastSeq(reader) === '200')
  const quarters = Math.ceil((Date.now() - started) / 250)
  expect(reader.of('balance.changed').length).toBeLessThanOrEqual(quarters + 4)
})

test('a balance never goes back to an older one', async () => {
  const { url } = await start()
  const reader = await SseReader.open(`${url}/ada`)
  await reader.until(() => reader.of('hello').length === 1)
  for (let seq = 1; seq <= 30; seq += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one change after another
    await Promise.all([changeBalance('ada', seq), changeGrant('ada', `grant ${seq}`)])
  }
  await reader.until(() => lastSeq(reader) === '30')
  const seqs = reader.of('balance.changed').map((event) => Number(event['seq']))
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
})

test('a cursor that is too old, or none of ours, is answered with resync', async () => {
  const { url, events } = await start()
  await changeBalance('ada', 1)
  await database.pool.query(`update creditkit.outbox set created_at = now() - interval '40 days'`)
  await events.outbox.prune(30)
  for (const cursor of ['0-0', 'garbage', '-1']) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const reader = await SseReader.open(`${url}/ada`, { 'last-event-id': cursor })
    // oxlint-disable-next-line no-await-in-loop
    await reader.until(() => reader.of('resync').length === 1)
    expect(reader.messages.map((message) => message.event)).toEqual(['hello', 'resync'])
    // oxlint-disable-next-line no-await-in-loop
    await changeBalance('ada', 5)
    // oxlint-disable-next-line no-await-in-loop
    await reader.until(() => lastSeq(reader) === '5')
    reader.close()
  }
})

test('a missed notification costs a second, not the event', async () => {
  const { url } = await start()
  const reader = await SseReader.open(`${url}/ada`)
  await reader.until(() => reader.of('hello').length === 1)
  await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'creditkit listen' and datname = current_database()`)
  await changeBalance('ada', 3)
  await reader.until(() => lastSeq(reader) === '3')
})

test('amounts are told in the currency’s unit, and alerts are raised and cleared where they begin and end', async () => {
  await database.pool.query(
    `insert into creditkit.currencies (id, name_singular, name_plural, scale, low_threshold)
     values ('ai', 'credit', 'credits', 2, 1000) on conflict do nothing`,
  )
  const { url } = await start()
  const reader = await SseReader.open(`${url}/ada`)
  await reader.until(() => reader.of('hello').length === 1)
  await changeBalance('ada', 950, 1050)
  await reader.until(() => reader.of('alert.raised').length === 1)
  await changeBalance('ada', 940, 950)
  await changeBalance('ada', 1200, 940)
  await reader.until(() => reader.of('alert.cleared').length === 1)
  expect(reader.of('balance.changed')[0]).toMatchObject({ balance: '9.5', held: '0', available: '9.5' })
  expect(reader.of('alert.raised')).toMatchObject([{ alert: 'low', currency: 'ai', resource: null }])
  expect(reader.of('alert.cleared')).toMatchObject([{ alert: 'low' }])
})

describe('a stream ends', () => {
  test('with its session, and says so', async () => {
    lifeMilliseconds = 50
    const { url } = await start()
    const reader = await SseReader.open(`${url}/ada`)
    await reader.untilEnd()
    expect(reader.of('end')).toEqual([{ reason: 'session_expired' }])
  })

  test('when its session is revoked, on another server too', async () => {
    const { url, revoked } = await start()
    const reader = await SseReader.open(`${url}/ada`)
    await reader.until(() => reader.of('hello').length === 1)
    revoked.add('session of ada')
    await database.pool.query(`select pg_notify('creditkit_revoked', 'sessions')`)
    await reader.untilEnd()
    expect(reader.of('end')).toEqual([{ reason: 'session_revoked' }])
  })

  test('when the server stops', async () => {
    const server = await start()
    const reader = await SseReader.open(`${server.url}/ada`)
    await reader.until(() => reader.of('hello').length === 1)
    await server.events.close()
    await reader.untilEnd()
    expect(reader.of('end')).toEqual([{ reason: 'server_stopping' }])
  })
})

test('a reader that does not read is let go, and costs nobody else anything', async () => {
  const { url, events } = await start()
  const reader = await SseReader.open(`${url}/ada`)
  await reader.until(() => reader.of('hello').length === 1)
  // Sends its request and then never reads.
  const { port } = new URL(url)
  const stalled = connect(Number(port), '127.0.0.1')
  stalled.pause()
  stalled.write('GET /ada HTTP/1.1\r\nHost: test\r\n\r\n')
  while (events.hub.size < 2) {
    // oxlint-disable-next-line no-await-in-loop -- until the server has taken it
    await new Promise((resolve) => setImmediate(resolve))
  }
  const padding = 'x'.repeat(8000)
  let dropped = false
  for (let round = 0; round < 400 && !dropped; round += 1) {
    const values = Array.from({ length: 300 }, (_, index) => `grant ${round}-${index}`)
    // oxlint-disable-next-line no-await-in-loop -- round after round
    await database.pool.query(
      `insert into creditkit.outbox (customer, kind, payload)
       select 'ada', 'grant', jsonb_build_object('grantId', id, 'status', $2::text)
       from unnest($1::text[]) as id`,
      [values, padding],
    )
    // oxlint-disable-next-line no-await-in-loop
    await database.pool.query(`select pg_notify('creditkit_outbox', '')`)
    // oxlint-disable-next-line no-await-in-loop
    await reader.until(() => reader.of('grant.changed').at(-1)?.['grantId'] === values.at(-1))
    dropped = events.hub.size < 2
  }
  expect(dropped).toBe(true)
  expect(reader.ended).toBe(false)
  stalled.destroy()
})

test('a customer cannot open streams without end', async () => {
  const { url } = await start()
  const readers = await Promise.all(Array.from({ length: 51 }, () => SseReader.open(`${url}/ada`)))
  const statuses = readers.map((reader) => reader.response.statusCode)
  expect(statuses.filter((status) => status === 200)).toHaveLength(50)
  expect(statuses.filter((status) => status === 429)).toHaveLength(1)
  const other = await SseReader.open(`${url}/grace`)
  expect(other.response.statusCode).toBe(200)
})
