import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Stream } from './stream.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A stream whose messages are kept, and a change of the balance on it. */
function openStream() {
  const messages: string[] = []
  const response = Object.assign(new EventEmitter(), {
    writeHead() {},
    write: (text: string) => messages.push(text) > 0,
  })
  const session = {
    id: 'session',
    customer: 'ada',
    scopes: ['read' as const],
    origin: 'https://app.example.com',
    epoch: 0,
    expiresAt: new Date(Date.now() + 60_000),
  }
  const stream = new Stream(response as unknown as ServerResponse, session, () => 'cursor')
  stream.open()
  stream.resume()
  let seq = 0n
  const change = (): void => {
    seq += 1n
    const amounts = { balance: String(seq), held: '0', available: String(seq) }
    const pool = { currency: 'ai', resource: null, at: new Date().toISOString() }
    stream.send({ type: 'balance.changed', ...pool, seq: String(seq), ...amounts }, seq)
  }
  return { messages, change, stream }
}

test('the steps of a payment go out as they come, not a quarter of a second apart', () => {
  const { messages, change, stream } = openStream()
  for (let step = 1; step <= 4; step += 1) {
    change()
    vi.advanceTimersByTime(10)
    expect(messages).toHaveLength(step)
  }
  stream.release()
})

test('whatever happens, it is four messages a second for long, and the last of them is the newest', () => {
  const { messages, change, stream } = openStream()
  for (let step = 0; step < 1000; step += 1) {
    change()
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(250)
  expect(messages.length).toBeLessThanOrEqual(4 + 10 * 4 + 1)
  expect(messages.at(-1)).toContain('"seq":"1000"')
  stream.release()
})

test('what was missed goes out before what came while it was read', () => {
  const { messages, stream } = openStream()
  for (const [id, grantId] of [
    [2n, 'two'],
    [1n, 'one'],
    [2n, 'two'],
  ] as const) {
    const grant = { currency: 'ai', resource: null, grantId, status: 'available', seq: '1', at: '' } as const
    stream.send({ type: 'grant.changed', ...grant }, id)
  }
  vi.advanceTimersByTime(10)
  expect(messages.join('').match(/"grantId":"\w+"/g)).toEqual(['"grantId":"one"', '"grantId":"two"'])
  stream.release()
})
