import { expect, onTestFinished, test, vi } from 'vitest'
import { client, serverAndClient, until } from '../test/client.ts'
import { json, problem } from '../test/server.ts'
import { TestStream } from '../test/stream.ts'
import { balance, balanceChanged } from '../test/wire.ts'
import type { ConnectionState } from './types.ts'
import type { StreamEvent } from './wire.ts'

const BALANCE = '/v1/me/balance'

async function following() {
  const { server, credits, fetchSession } = await serverAndClient()
  const stream = new TestStream(server)
  const seqs: string[] = []
  const listen = (event: StreamEvent): void => {
    if (event.type === 'balance.changed') seqs.push(event.seq)
  }
  onTestFinished(credits.on(listen))
  await until(credits.connection, ({ data }) => data === 'live')
  return { server, credits, stream, seqs, fetchSession }
}

test('no event is lost when the line is cut again and again, and none comes twice', async () => {
  const { stream, seqs } = await following()
  const expected: string[] = []
  for (let seq = 1; seq <= 60; seq++) {
    stream.emit(balanceChanged(seq, '1'))
    expected.push(String(seq))
    if (seq % 20 === 0) {
      await vi.waitFor(() => expect(seqs).toHaveLength(seq))
      stream.cut()
      // While nobody reads.
      stream.emit(balanceChanged(++seq, '1'), balanceChanged(++seq, '1'))
      expected.push(String(seq - 1), String(seq))
      await stream.connections(stream.opened.length + 1)
    }
  }
  await vi.waitFor(() => expect(seqs).toEqual(expected), 5000)
  expect(stream.opened[1]?.headers['last-event-id']).toBe('20')
})

test('events cut in half by the line are put together', async () => {
  const { stream, seqs } = await following()
  const text = `event: balance.changed\ndata: ${JSON.stringify(balanceChanged(1, '§'))}\nid: 1\n\n`
  for (const part of text.match(/.{1,7}/gs) ?? []) stream.raw(part)
  await vi.waitFor(() => expect(seqs).toEqual(['1']))
})

test('separators of lines and paragraphs in a text are no ends of lines', async () => {
  const { stream, seqs } = await following()
  const event = { ...balanceChanged(1, '9'), resource: 'Team\u2028id: none\u2029' } as StreamEvent
  stream.emit(event)
  await vi.waitFor(() => expect(seqs).toEqual(['1']))
  stream.cut()
  await stream.connections(2)
  expect(stream.opened[1]?.headers['last-event-id']).toBe('1')
})

test('the token travels in a header, and a new one is taken when the old one is refused', async () => {
  const { server, credits, fetchSession } = await serverAndClient()
  const stream = new TestStream(server)
  const answer = server.seen
  credits.on(() => {})
  await stream.connections(1)
  expect(answer[0]?.url).toBe('/v1/me/stream')
  const first = answer[0]?.headers.authorization
  expect(first).toMatch(/^Bearer token-/)
  stream.raw('event: end\ndata: {"reason":"session_revoked"}\n\n')
  server.answer('/v1/me/stream', (request, response) => {
    if (request.headers.authorization === first) return problem(response, 401, 'token_revoked')
    response.writeHead(200).write('event: hello\nid: 7\ndata: {"cursor":"7"}\n\n')
  })
  stream.cut()
  await server.requests('/v1/me/stream', 3)
  expect(fetchSession).toHaveBeenCalledTimes(2)
  await until(credits.connection, ({ data }) => data === 'live')
})

test('the first connection and a resync fetch again, and a resumed one does not', async () => {
  const { server, credits } = await serverAndClient()
  const stream = new TestStream(server)
  server.answer(BALANCE, (_, response) => json(response, balance(1, '10')))
  await until(credits.balance(), ({ data }) => !!data)
  await server.requests(BALANCE, 2)
  stream.cut()
  await stream.connections(2)
  await vi.waitFor(() => expect(stream.readers).toBe(1))
  stream.raw('event: resync\nid: 0\ndata: {"cursor":"0"}\n\n')
  expect(await server.requests(BALANCE, 3)).toHaveLength(3)
})

test('where no stream comes through, it polls, and goes live when one does', async () => {
  const { server, credits } = await serverAndClient()
  server.answer('/v1/me/stream', (_, response) => problem(response, 403, 'forbidden'))
  server.answer(BALANCE, (_, response) => json(response, balance(1, '10')))
  const resource = credits.balance()
  await until(resource, ({ data }) => !!data)
  expect((await until(credits.connection, ({ data }) => data === 'polling')).data).toBe('polling')
  expect(resource.getSnapshot().stale).toBe(false)
  const stream = new TestStream(server)
  await until(credits.connection, ({ data }) => data === 'live')
  expect(stream.readers).toBe(1)
})

test('it is offline when the server cannot be reached, with stale data, and recovers what it missed', async () => {
  const { server, credits } = await serverAndClient()
  const stream = new TestStream(server)
  let current = balance(1, '10')
  server.answer(BALANCE, (_, response) => json(response, current))
  const resource = credits.balance()
  await until(resource, ({ data }) => !!data)
  await until(credits.connection, ({ data }) => data === 'live')
  const states: (ConnectionState | undefined)[] = []
  onTestFinished(credits.connection.subscribe(() => states.push(credits.connection.getSnapshot().data)))
  await server.stop()
  await until(credits.connection, ({ data }) => data === 'offline')
  await until(resource, ({ stale }) => stale)
  expect(resource.getSnapshot()).toMatchObject({ data: { available: '10' } })
  current = balance(2, '4')
  stream.emit(balanceChanged(2, '4'))
  await server.start()
  await until(resource, ({ data, stale }) => data?.available === '4' && !stale)
  expect(credits.connection.getSnapshot().data).toBe('live')
  expect(new Set(states)).toEqual(new Set(['offline', 'live']))
})

test('a stream closes when nobody wants it any more', async () => {
  const { server, credits } = await serverAndClient()
  const stream = new TestStream(server)
  const first = credits.on(() => {})
  const second = credits.on(() => {})
  await stream.reading(1)
  first()
  first()
  await stream.reading(1)
  second()
  await stream.reading(0)
  credits.on(() => {})
  await stream.connections(2)
})

test('closing the client ends the stream for good', async () => {
  const { server, credits } = await serverAndClient()
  const stream = new TestStream(server)
  credits.on(() => {})
  await stream.reading(1)
  credits.close()
  await stream.reading(0)
  expect(credits.connection.getSnapshot()).toMatchObject({ status: 'ready', data: 'closed' })
  credits.on(() => {})
  await expect(credits.getBalance()).rejects.toMatchObject({ code: 'aborted' })
  expect(stream.opened).toHaveLength(1)
})

test('updates can be polled or left out', async () => {
  const { server, credits } = await serverAndClient({ updates: 'poll' })
  server.answer(BALANCE, (_, response) => json(response, balance(1, '10')))
  await until(credits.balance(), ({ data }) => !!data)
  expect(credits.connection.getSnapshot().data).toBe('polling')
  const { credits: still } = client(server, { updates: 'none' })
  await until(still.balance(), ({ data }) => !!data)
  expect(still.connection.getSnapshot().data).toBe('closed')
  expect(server.seen.map(({ url }) => url)).not.toContain('/v1/me/stream')
})
