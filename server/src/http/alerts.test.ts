import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'
import { SseReader } from '../../test/sse.ts'
import { tellExpiring } from '../events/index.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

interface Told {
  readonly type: string
  readonly alert?: string
}

/** Every alert of a customer so far, or those of a kind, from the activity log: `+low` began, `-low` ended. */
async function alertsOf(customer: string, alert = ''): Promise<string[]> {
  const { body } = await server.host.get<{ data: { event: Told }[] }>(
    `/v1/events?customer=${customer}&limit=100`,
  )
  return body.data
    .filter(({ event }) => event.type.startsWith('alert.'))
    .map(({ event }) => `${event.type === 'alert.raised' ? '+' : '-'}${event.alert}`)
    .filter((told) => told.endsWith(alert))
}

const grant = async (customer: string, amount: string, more: object = {}) =>
  (await server.host.post<{ id: string }>('/v1/grants', { customer, amount, ...more })).body.id
const consume = (customer: string, amount: string, more: object = {}) =>
  server.host.post('/v1/consume', { customer, amount, ...more })

test('low is told once when the balance falls below the threshold, and once when it is over', async () => {
  await grant('low', '100')
  for (const amount of ['40', '15', '1', '1']) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await consume('low', amount)
  }
  await grant('low', '100')
  await grant('low', '100')
  expect(await alertsOf('low')).toEqual(['+low', '-low'])
})

test('low is told of first credits that are few, and nothing of a pool that begins with enough', async () => {
  await grant('few', '1')
  expect(await alertsOf('few')).toEqual(['+low'])
  await grant('enough', '1000')
  expect(await alertsOf('enough')).toEqual([])
})

test('low is told of nobody who never had credits, also where they used what costs nothing', async () => {
  await server.host.put('/v1/features/free', { name: 'Free' })
  await server.host.post('/v1/features/free/rates', { currency: 'ai', price: '0' })
  const schedule = { currency: 'ai', resource: 'later' }
  for (const amount of ['0', '1', '1000']) {
    const customer = `first ${amount}`
    const use = { customer, currency: 'ai', feature: 'free' }
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect((await server.host.post('/v1/consume', use)).status).toBe(200)
    // oxlint-disable-next-line no-await-in-loop
    if (amount !== '0') await grant(customer, amount)
    // oxlint-disable-next-line no-await-in-loop
    await grant(customer, amount === '0' ? '1' : amount, { ...schedule, effectiveAt: '2998-01-01T00:00:00Z' })
    // oxlint-disable-next-line no-await-in-loop
    expect(await alertsOf(customer)).toEqual(amount === '1' ? ['+low'] : [])
  }
})

test('many who consume at once cross a threshold once', async () => {
  await grant('crowd', '100')
  await Promise.all(Array.from({ length: 60 }, () => consume('crowd', '1')))
  expect(await alertsOf('crowd')).toEqual(['+low'])
})

test('negative is told of the balance, not of what holds leave', async () => {
  await server.host.put('/v1/customers/negative/overdraft', { limit: '50' })
  await grant('negative', '10')
  await consume('negative', '15', { whenShort: 'overdraft' })
  await consume('negative', '5', { whenShort: 'overdraft' })
  await grant('negative', '100')
  expect(await alertsOf('negative', 'negative')).toEqual(['+negative', '-negative'])
})

test('held_up is told while holds leave nothing', async () => {
  await grant('held', '100')
  const hold = await server.host.post<{ id: string }>('/v1/holds', { customer: 'held', amount: '100' })
  await server.host.post(`/v1/customers/held/holds/${hold.body.id}/release`, {})
  expect(await alertsOf('held', 'held_up')).toEqual(['+held_up', '-held_up'])
})

test('expiring is told once for a pool, by however many servers, and once when it is over', async () => {
  const { pool } = server.database
  const all = () => Promise.all([tellExpiring(pool), tellExpiring(pool), tellExpiring(pool)])
  await grant('expiring', '500', { expiresAfter: 'P8D' })
  await all()
  expect(await alertsOf('expiring', 'expiring')).toEqual([])

  const stream = await SseReader.open(`${server.url}/v1/me/stream`, {
    authorization: `Bearer ${(await server.session('expiring')).token}`,
    origin: 'https://app.example.com',
  })
  await stream.until((reader) => reader.of('hello').length === 1)
  const id = await grant('expiring', '100', { expiresAfter: 'P6D' })
  await grant('expiring', '100', { expiresAfter: 'P5D' })
  await all()
  await stream.until((reader) => reader.of('alert.raised').length === 1)
  expect(stream.of('alert.raised')).toMatchObject([{ alert: 'expiring', currency: 'ai', resource: null }])
  stream.close()
  await all()
  expect(await alertsOf('expiring', 'expiring')).toEqual(['+expiring'])

  await consume('expiring', '100')
  await all()
  expect(await alertsOf('expiring', 'expiring')).toEqual(['+expiring'])
  await server.host.post(`/v1/customers/expiring/grants/${id}/extend`, { expiresAt: null })
  await all()
  await all()
  expect(await alertsOf('expiring', 'expiring')).toEqual(['+expiring', '-expiring'])
})

test('what a roll-over’s cap will take soon is told as expiring', async () => {
  const { pool } = server.database
  const period = { unit: 'day', count: 5 }
  const terms = { amount: '100', period, rollover: { kind: 'up_to', cap: '40' } }
  await server.host.post('/v1/customers/capped/recurring-grants', terms)
  await tellExpiring(pool)
  expect(await alertsOf('capped', 'expiring')).toEqual(['+expiring'])
  await consume('capped', '60')
  await tellExpiring(pool)
  expect(await alertsOf('capped', 'expiring')).toEqual(['+expiring', '-expiring'])
})
