import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { session } from '../test/server.ts'
import { keepSession } from './session.ts'

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-22T10:00:00Z') }))
afterEach(() => void vi.useRealTimers())

function host(life = 600) {
  const fetchSession = vi.fn(async () => session(life))
  return { fetchSession, getSession: keepSession(fetchSession) }
}

describe('a session', () => {
  test('is fetched once for all who ask at the same time', async () => {
    const { fetchSession, getSession } = host()
    const given = await Promise.all([getSession(), getSession(), getSession()])
    expect(new Set(given).size).toBe(1)
    expect(fetchSession).toHaveBeenCalledTimes(1)
  })

  test('is renewed before it ends, and nobody waits for the renewal', async () => {
    const { fetchSession, getSession } = host()
    const first = await getSession()
    vi.setSystemTime(Date.now() + 460_000)
    let answer: ((given: ReturnType<typeof session>) => void) | undefined
    fetchSession.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
    expect(await getSession()).toBe(first)
    expect(await getSession()).toBe(first)
    expect(fetchSession).toHaveBeenCalledTimes(2)
    const second = session()
    answer?.(second)
    await vi.waitFor(async () => expect(await getSession()).toBe(second))
    expect(fetchSession).toHaveBeenCalledTimes(2)
  })

  test('stays in use when its renewal fails, and the host is not asked at every call', async () => {
    const { fetchSession, getSession } = host()
    const first = await getSession()
    vi.setSystemTime(Date.now() + 460_000)
    fetchSession.mockRejectedValue(new Error('down'))
    for (let calls = 0; calls < 5; calls++) expect(await getSession()).toBe(first)
    await vi.advanceTimersByTimeAsync(0)
    for (let calls = 0; calls < 5; calls++) expect(await getSession()).toBe(first)
    expect(fetchSession).toHaveBeenCalledTimes(2)
  })

  test('is never given once it has ended', async () => {
    const { getSession } = host()
    const first = await getSession()
    vi.setSystemTime(Date.parse(first.expiresAt) + 1)
    expect(await getSession()).not.toBe(first)
  })

  test('is not given once it has ended, also where its renewal gave nonsense', async () => {
    const { fetchSession, getSession } = host()
    const first = await getSession()
    vi.setSystemTime(Date.now() + 460_000)
    fetchSession.mockResolvedValue({ error: 'signed out' } as never)
    expect(await getSession()).toBe(first)
    await vi.advanceTimersByTimeAsync(0)
    vi.setSystemTime(Date.parse(first.expiresAt) + 1)
    await expect(getSession()).rejects.toMatchObject({ code: 'session_failed' })
  })

  test('that was refused is not given again, and its successor is fetched once', async () => {
    const { fetchSession, getSession } = host()
    const first = await getSession()
    const [one, other] = await Promise.all([getSession(first), getSession(first)])
    expect(one).not.toBe(first)
    expect(other).toBe(one)
    expect(await getSession(first)).toBe(one)
    expect(fetchSession).toHaveBeenCalledTimes(2)
  })

  test('is not fetched for every call where the browser’s clock is far ahead', async () => {
    const { fetchSession, getSession } = host(-3600)
    await getSession()
    await getSession()
    expect(fetchSession).toHaveBeenCalledTimes(1)
  })

  test.each([
    ['rejects', () => Promise.reject(new Error('not signed in'))],
    [
      'throws at once',
      () => {
        throw new Error('not signed in')
      },
    ],
    ['gives no token', async () => ({ token: '', expiresAt: '2026-11-22T10:10:00Z' })],
    ['gives no date', async () => ({ token: 'token', expiresAt: 'soon' })],
  ])('fails with session_failed when fetchSession %s, and is asked for anew', async (_, fetchSession) => {
    const calls = vi.fn(fetchSession)
    const getSession = keepSession(calls)
    await expect(getSession()).rejects.toMatchObject({ code: 'session_failed', status: 0, retryable: true })
    await expect(getSession()).rejects.toMatchObject({ code: 'session_failed' })
    expect(calls).toHaveBeenCalledTimes(2)
  })

  test('fails when the host does not answer', async () => {
    const getSession = keepSession(() => new Promise(() => {}))
    const failed = expect(getSession()).rejects.toMatchObject({ code: 'session_failed' })
    await vi.advanceTimersByTimeAsync(20_000)
    await failed
  })
})
