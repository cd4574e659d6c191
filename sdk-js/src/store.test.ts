import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCell } from './store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const nothing = (): void => {}

function cell(load: (signal: AbortSignal) => Promise<string>) {
  const end = vi.fn(nothing)
  const start = vi.fn(() => end)
  return { cell: createCell<string>({ load, start }), start, end }
}

test('a resource outlives its last subscriber by a few seconds, then it ends', async () => {
  const load = vi.fn(async () => 'a')
  const { cell: one, start, end } = cell(load)
  one.subscribe(nothing)()
  await vi.advanceTimersByTimeAsync(2000)
  one.subscribe(nothing)()
  await vi.advanceTimersByTimeAsync(2000)
  expect(end).not.toHaveBeenCalled()
  expect([start.mock.calls.length, load.mock.calls.length]).toEqual([1, 1])
  await vi.advanceTimersByTimeAsync(2000)
  expect(end).toHaveBeenCalledTimes(1)
  one.subscribe(nothing)
  expect(one.getSnapshot().data).toBe('a')
  await vi.advanceTimersByTimeAsync(0)
  expect([start.mock.calls.length, load.mock.calls.length]).toEqual([2, 2])
})

test('a fetch is given up with the resource that wanted it, and is no error', async () => {
  let given: AbortSignal | undefined
  const { cell: one } = cell((signal) => {
    given = signal
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('never seen'))))
  })
  one.subscribe(nothing)()
  await vi.advanceTimersByTimeAsync(3000)
  expect(given?.aborted).toBe(true)
})

test('unsubscribing twice counts once', async () => {
  const { cell: one, end } = cell(async () => 'a')
  const unsubscribe = one.subscribe(nothing)
  one.subscribe(nothing)
  unsubscribe()
  unsubscribe()
  await vi.advanceTimersByTimeAsync(5000)
  expect(end).not.toHaveBeenCalled()
})

test('a resource that nobody subscribes to is fetched by nothing but refresh', async () => {
  const load = vi.fn(async () => 'a')
  const { cell: one } = cell(load)
  one.again()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(load).not.toHaveBeenCalled()
  await one.refresh()
  expect(one.getSnapshot()).toMatchObject({ status: 'ready', data: 'a' })
})

test('data is stale while offline, and not when the line is back', async () => {
  const { cell: one } = cell(async () => 'a')
  one.reach(false)
  expect(one.getSnapshot().stale).toBe(false)
  await one.refresh()
  expect(one.getSnapshot().stale).toBe(true)
  one.reach(true)
  expect(one.getSnapshot()).toMatchObject({ stale: false, data: 'a' })
})
