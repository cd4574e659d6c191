import { describe, expect, test } from 'vitest'
import { serverAndClient, until } from '../test/client.ts'
import { json, problem } from '../test/server.ts'
import { TestStream } from '../test/stream.ts'
import { balance, balanceChanged, order } from '../test/wire.ts'

const BALANCE = '/v1/me/balance'

async function liveBalance(available = () => balance(1, '10')) {
  const { server, credits, fetchSession } = await serverAndClient()
  const stream = new TestStream(server)
  server.answer(BALANCE, (_, response) => json(response, available()))
  return { server, credits, stream, fetchSession }
}

describe('a live resource', () => {
  test('is the same object for all who ask for the same', async () => {
    const { credits } = await serverAndClient({ currency: 'ai' })
    expect(credits.balance()).toBe(credits.balance({ currency: 'ai' }))
    expect(credits.usage({ from: 'a', to: 'b' })).toBe(credits.usage({ to: 'b', from: 'a' }))
    expect(credits.balance({ currency: 'other' })).not.toBe(credits.balance())
    expect(credits.topUp('a')).not.toBe(credits.topUp('b'))
  })

  test('loads with its first subscriber, once for all of them, with one session', async () => {
    const { server, credits, fetchSession } = await liveBalance()
    const idle = credits.balance().getSnapshot()
    expect(idle).toEqual({ status: 'idle', data: undefined, error: undefined, stale: false, updatedAt: 0 })
    expect(server.seen).toHaveLength(0)
    const ready = await Promise.all([1, 2, 3].map(() => until(credits.balance(), ({ data }) => !!data)))
    expect(ready[0]?.data?.available).toBe('10')
    expect(server.seen.filter(({ url }) => url === BALANCE)).toHaveLength(1)
    expect(fetchSession).toHaveBeenCalledTimes(1)
  })

  test('gives snapshots that are frozen to their leaves, and the same one until something changed', async () => {
    const { server, credits } = await liveBalance()
    const snapshot = await until(credits.balance(), ({ data }) => !!data)
    expect(credits.balance().getSnapshot()).toBe(snapshot)
    expect(() => Object.assign(snapshot, { status: 'idle' })).toThrow(TypeError)
    expect(() => Object.assign(snapshot.data?.byCategory[0] ?? {}, { remaining: '1' })).toThrow(TypeError)
    await server.requests(BALANCE, 1)
    await credits.balance().refresh()
    expect(credits.balance().getSnapshot()).toBe(snapshot)
  })

  test('takes the numbers of balance.changed at once, and never goes back to older ones', async () => {
    let late: (() => void) | undefined
    const { server, credits, stream } = await liveBalance()
    const resource = credits.balance()
    await until(resource, ({ data }) => data?.available === '10')
    // The fetch that the fresh stream asks for reads the balance before the event, and arrives after it.
    server.answer(BALANCE, (_, response) => void (late = () => json(response, balance(2, '8'))))
    await stream.connections(1)
    await server.requests(BALANCE, 2)
    stream.emit(balanceChanged(3, '7'))
    await until(resource, ({ data }) => data?.available === '7')
    const seen: (string | undefined)[] = []
    const end = resource.subscribe(() => seen.push(resource.getSnapshot().data?.available))
    server.answer(BALANCE, (_, response) => json(response, balance(3, '7', { used: '3' })))
    late?.()
    expect((await until(resource, ({ data }) => data?.used === '3')).data?.available).toBe('7')
    end()
    expect(seen).not.toContain('8')
  })

  test('takes no numbers of another pool', async () => {
    const { credits, stream } = await liveBalance()
    const resource = credits.balance()
    await until(resource, ({ data }) => !!data)
    await stream.connections(1)
    const heard = new Promise((resolve) => credits.on(resolve))
    stream.emit(balanceChanged(9, '999', 'other'))
    await heard
    expect(resource.getSnapshot().data?.available).toBe('10')
  })

  test('fetches once for a burst of events', async () => {
    let version = 1
    const { server, credits, stream } = await liveBalance(() => balance(version, String(version)))
    await until(credits.balance(), ({ data }) => !!data)
    await stream.connections(1)
    await server.requests(BALANCE, 2)
    for (version = 2; version < 50; version++) stream.emit(balanceChanged(version, String(version)))
    version = 49
    await until(credits.balance(), ({ data }) => data?.used === '0' && data.granted === '49')
    expect(server.seen.filter(({ url }) => url === BALANCE)).toHaveLength(3)
  })

  test('keeps its data when a fetch fails, and says so until one succeeds', async () => {
    const { server, credits } = await liveBalance()
    const resource = credits.balance()
    await until(resource, ({ data }) => !!data)
    server.answer(BALANCE, (_, response) => problem(response, 403, 'forbidden'))
    await resource.refresh()
    expect(resource.getSnapshot()).toMatchObject({
      status: 'error',
      stale: true,
      data: { available: '10' },
      error: { code: 'forbidden' },
    })
    server.answer(BALANCE, (_, response) => json(response, balance(2, '9')))
    await resource.refresh()
    expect(resource.getSnapshot()).toMatchObject({ status: 'ready', stale: false, data: { available: '9' } })
    expect(resource.getSnapshot().error).toBeUndefined()
  })

  test('shows loading when it is asked again after an error without data', async () => {
    const { server, credits } = await serverAndClient({ updates: 'none' })
    server.answer(BALANCE, (_, response) => problem(response, 403, 'forbidden'))
    const resource = credits.balance()
    await until(resource, ({ status }) => status === 'error')
    const refreshed = resource.refresh()
    expect(resource.getSnapshot()).toMatchObject({ status: 'loading', error: undefined })
    await refreshed
    expect(resource.getSnapshot().status).toBe('error')
  })
})

describe('an order', () => {
  const ORDER = '/v1/me/top-ups/ord_1'
  const later = '2026-11-22T10:00:01.000Z'

  test('follows its events, and takes no older state', async () => {
    const { server, credits } = await serverAndClient()
    const stream = new TestStream(server)
    server.answer(ORDER, (_, response) => json(response, order('open')))
    const resource = credits.topUp('ord_1')
    await until(resource, ({ data }) => data?.status === 'open')
    await stream.connections(1)
    stream.emit({ type: 'order.changed', order: order('granted', later), at: later })
    await until(resource, ({ data }) => data?.status === 'granted')
    await resource.refresh()
    expect(resource.getSnapshot().data?.status).toBe('granted')
  })

  test('is asked for until it is settled, where no event tells of it', async () => {
    const { server, credits } = await serverAndClient({ updates: 'none' })
    server.answer(ORDER, (_, response) => json(response, order('paid')))
    const resource = credits.topUp('ord_1')
    await until(resource, ({ data }) => data?.status === 'paid')
    server.answer(ORDER, (_, response) => json(response, order('granted', later)))
    await until(resource, ({ data }) => data?.status === 'granted')
    expect(server.seen).toHaveLength(2)
  })
})
