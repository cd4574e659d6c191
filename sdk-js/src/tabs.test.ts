import { expect, onTestFinished, test, vi } from 'vitest'
import { client } from '../test/client.ts'
import { session, startServer, type TestServer } from '../test/server.ts'
import { TestStream } from '../test/stream.ts'
import { balanceChanged } from '../test/wire.ts'
import type { Message } from './live.ts'
import { shareAmongTabs } from './tabs.ts'
import type { StreamEvent } from './wire.ts'

/** Node has the same BroadcastChannel and Web Locks as a browser, so that two clients are two tabs. */
function tab(server: TestServer, customer: string | undefined) {
  const { credits } = client(server, { fetchSession: async () => session(600, customer) })
  const events: string[] = []
  const listen = (event: StreamEvent): void => {
    if (event.type === 'balance.changed') events.push(event.seq)
  }
  onTestFinished(credits.on(listen))
  return { credits, events }
}

test('the tabs of one customer share a stream, and the next takes over where the first one ends', async () => {
  const server = await startServer()
  const stream = new TestStream(server)
  const first = tab(server, 'acme')
  await stream.reading(1)
  const second = tab(server, 'acme')
  const third = tab(server, 'acme')
  await vi.waitFor(() => {
    for (const { credits } of [second, third]) expect(credits.connection.getSnapshot().data).toBe('live')
  })
  stream.emit(balanceChanged(1, '9'))
  await vi.waitFor(() => {
    for (const { events } of [first, second, third]) expect(events).toEqual(['1'])
  })
  expect(stream.opened).toHaveLength(1)

  first.credits.close()
  stream.emit(balanceChanged(2, '8'))
  await stream.connections(2)
  stream.emit(balanceChanged(3, '7'))
  await vi.waitFor(() => {
    for (const { events } of [second, third]) expect(events).toEqual(['1', '2', '3'])
  })
  expect(stream.opened[1]?.headers['last-event-id']).toBe('1')
  expect(stream.opened).toHaveLength(2)
  expect(first.events).toEqual(['1'])
})

test('customers do not hear each other’s events', async () => {
  const server = await startServer()
  const stream = new TestStream(server)
  tab(server, 'acme')
  tab(server, 'bolt')
  await stream.connections(2)
  expect(stream.readers).toBe(2)
})

test('a session that does not name its customer keeps its stream to itself', async () => {
  const server = await startServer()
  const stream = new TestStream(server)
  tab(server, undefined)
  tab(server, undefined)
  await stream.connections(2)
  expect(stream.readers).toBe(2)
})

test('a tab that joins is told that it may have missed what came before it listened', async () => {
  const controller = new AbortController()
  const live = Promise.withResolvers<void>()
  const lead = async (tell: (message: Message) => void, signal: AbortSignal): Promise<void> => {
    tell({ state: 'live', cursor: '1' })
    live.resolve()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  const first = shareAmongTabs('joined', lead, () => {}, controller.signal)
  await live.promise
  const heard: Message[] = []
  const second = shareAmongTabs('joined', lead, (message) => heard.push(message), controller.signal)
  await vi.waitFor(() => expect(heard).toMatchObject([{ state: 'live', cursor: '1', missed: true }]))
  controller.abort()
  await Promise.all([first, second])
})

test('a tab that leads and tells nothing any more, as a frozen one, is replaced', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const frozen = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const lost = navigator.locks
    .request('frozen', () => {
      held.resolve()
      return frozen.promise
    })
    .catch(() => 'lost')
  await held.promise

  const controller = new AbortController()
  const leads = Promise.withResolvers<void>()
  let leading = false
  const lead = async (_: unknown, signal: AbortSignal): Promise<void> => {
    leading = true
    leads.resolve()
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  const shared = shareAmongTabs('frozen', lead, () => {}, controller.signal)
  await vi.advanceTimersByTimeAsync(44_000)
  expect(leading).toBe(false)
  await vi.advanceTimersByTimeAsync(2000)
  await leads.promise
  expect(await lost).toBe('lost')
  controller.abort()
  await shared
  frozen.resolve()
})
