import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CreditsError } from './error.ts'
import type { Followed } from './rules.ts'
import { createCell, type Cell } from './store.ts'
import { fetchSoon, tend } from './tend.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const nothing = (): void => {}

/** A value that is tended, as one whose first subscriber has come. */
function tended(load: () => Promise<string>): { cell: Cell<string>; one: Followed } {
  const cell = createCell<string>({ load, start: () => nothing })
  const one = { path: 'balance', query: {}, cell } as unknown as Followed
  return { cell, one }
}

test('a reason to fetch that comes during a fetch leads to one more', async () => {
  let answers = 0
  const waiting: (() => void)[] = []
  const { cell, one } = tended(
    () => new Promise((resolve) => waiting.push(() => resolve(`answer ${++answers}`))),
  )
  cell.subscribe(nothing)
  tend(one)
  fetchSoon(one)
  fetchSoon(one)
  waiting[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(cell.getSnapshot().data).toBe('answer 1')
  await vi.advanceTimersByTimeAsync(1000)
  waiting[1]?.()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(cell.getSnapshot().data).toBe('answer 2')
  expect(waiting).toHaveLength(2)
})

test('an error that may pass is tried again by itself, less and less often', async () => {
  const load = vi.fn(async (): Promise<string> => {
    throw new CreditsError('network', 'Down.')
  })
  const { cell, one } = tended(load)
  const states: string[] = []
  cell.subscribe(() => states.push(cell.getSnapshot().status))
  tend(one)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(load).toHaveBeenCalledTimes(2)
  await vi.advanceTimersByTimeAsync(300_000)
  expect(load.mock.calls.length).toBeLessThan(10)
  load.mockImplementation(async () => 'a')
  await vi.advanceTimersByTimeAsync(120_000)
  expect(cell.getSnapshot()).toMatchObject({ status: 'ready', data: 'a', error: undefined })
  // No flicker back to the skeleton in between.
  expect(states.filter((status) => status === 'loading')).toHaveLength(1)
})

test('an error that will not pass waits for somebody to try again', async () => {
  const load = vi.fn(async (): Promise<string> => {
    throw new CreditsError('forbidden', 'No.', 403)
  })
  const { cell, one } = tended(load)
  cell.subscribe(nothing)
  tend(one)
  await vi.advanceTimersByTimeAsync(300_000)
  expect(load).toHaveBeenCalledTimes(1)
})

test('an error that came before anybody tended the value is tried again too', async () => {
  const load = vi.fn(async () => 'a').mockRejectedValueOnce(new CreditsError('network', 'Down.'))
  const { cell, one } = tended(load)
  cell.subscribe(nothing)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(cell.getSnapshot().status).toBe('error')
  tend(one)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(cell.getSnapshot()).toMatchObject({ status: 'ready', data: 'a' })
})

test('what nobody wants any more is not fetched, though it was planned', async () => {
  const load = vi.fn(async () => 'a')
  const { cell, one } = tended(load)
  cell.subscribe(nothing)
  tend(one)
  await vi.advanceTimersByTimeAsync(0)
  fetchSoon(one)
  cell.stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(load).toHaveBeenCalledTimes(1)
})
