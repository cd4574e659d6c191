import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { keepStream, type Message } from './live.ts'
import type { Send } from './request.ts'
import type { Followed } from './rules.ts'
import { createCell } from './store.ts'
import { createUpdates, type UpdatesOptions } from './updates.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

/** A server whose streams say hello, and after that what the test writes. */
function lines() {
  const opened: { write: (text: string) => void; signal: AbortSignal | undefined }[] = []
  const send = vi.fn(async (_: string, { signal, read }: Parameters<Send>[1]) => {
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const write = (text: string): void => controller.enqueue(encoder.encode(text))
        signal?.addEventListener('abort', () => controller.error(signal.reason))
        opened.push({ write, signal })
      },
    })
    return read?.(new Response(body))
  })
  return { opened, send: send as unknown as Send }
}

/** A value whose fetches are told as `again`. */
function valueOf(told: unknown[]): Followed {
  const cell = {
    ...createCell<unknown>({ load: async () => undefined, start: () => () => {} }),
    again() {
      cell.next = undefined
      told.push('again')
    },
  }
  return { path: 'balance', query: {}, cell }
}

const options = (send: Send, told: unknown[]): Omit<UpdatesOptions, 'mode'> => ({
  send,
  baseUrl: '',
  getSession: async () => ({ token: '', expiresAt: '' }),
  followed: new Set([valueOf(told)]),
  connection: (state) => told.push(state),
  tell: () => {},
  closed: new AbortController().signal,
})

const flush = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

test('a line that is silent for longer than its heartbeats is opened again, from where it was', async () => {
  const { opened, send } = lines()
  const controller = new AbortController()
  void keepStream(send, undefined, () => {}, controller.signal)
  await flush()
  opened[0]?.write('event: hello\nid: 5\ndata: {"cursor":"5"}\n\n')
  for (let heartbeats = 0; heartbeats < 4; heartbeats++) {
    await vi.advanceTimersByTimeAsync(15_000)
    opened[0]?.write(': \n\n')
  }
  expect(opened).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(41_000)
  expect(opened).toHaveLength(2)
  expect(send).toHaveBeenLastCalledWith(
    '/v1/me/stream',
    expect.objectContaining({ headers: { accept: 'text/event-stream', 'last-event-id': '5' } }),
  )
  controller.abort()
})

test('a stream that a proxy holds back is given up for polling, and tried again less and less often', async () => {
  const { opened, send } = lines()
  const controller = new AbortController()
  const told: Message[] = []
  void keepStream(send, undefined, (message) => told.push(message), controller.signal)
  await vi.advanceTimersByTimeAsync(15_000)
  expect(told).toEqual([{ state: 'polling' }])
  await vi.advanceTimersByTimeAsync(600_000)
  expect(opened.length).toBeGreaterThan(10)
  expect(opened.length).toBeLessThan(32)
  controller.abort()
})

test('polling asks for everything again every ten seconds, and stops with the last who wants it', async () => {
  const { send } = lines()
  const told: unknown[] = []
  const want = createUpdates({ ...options(send, told), mode: 'poll' })
  const first = want()
  const second = want()
  first()
  await vi.waitFor(() => expect(told).toEqual(['polling']))
  await vi.advanceTimersByTimeAsync(30_500)
  expect(told).toEqual(['polling', 'again', 'again', 'again'])
  second()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toHaveLength(4)
})

test('without the file that keeps things up to date they are polled, and the stream is opened when it comes', async () => {
  vi.resetModules()
  vi.doMock('./upkeep.ts', () => {
    throw new TypeError('Failed to fetch')
  })
  onTestFinished(() => vi.doUnmock('./upkeep.ts'))
  const { createUpdates: createAnew } = await import('./updates.ts')
  const { opened, send } = lines()
  const told: unknown[] = []
  const closed = new AbortController()
  createAnew({ ...options(send, told), mode: 'live', closed: closed.signal })()
  await vi.waitFor(() => expect(told).toEqual(['polling']))
  await vi.advanceTimersByTimeAsync(10_000)
  await vi.waitFor(() => expect(told.slice(1)).toContain('again'))
  expect(opened).toHaveLength(0)
  vi.doUnmock('./upkeep.ts')
  await vi.advanceTimersByTimeAsync(10_000)
  await vi.waitFor(() => expect(opened).toHaveLength(1))
  told.length = 0
  opened[0]?.write('event: hello\nid: 5\ndata: {"cursor":"5"}\n\n')
  await vi.waitFor(() => expect(told).toEqual(['live', 'again']))
  closed.abort()
})
