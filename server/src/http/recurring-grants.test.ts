import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../test/api.ts'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer
let host: Api

beforeAll(async () => {
  server = await startTestServer()
  host = server.host
  await fillCatalogue(host)
})
afterAll(() => server.close())

const monthly = { amount: '100.5', period: { unit: 'month', count: 1 } }
const pathOf = (customer: string) => `/v1/customers/${customer}/recurring-grants`
const create = (customer: string, body: object, key?: string) =>
  host.post<{ id: string; code?: string }>(pathOf(customer), body, key === undefined ? {} : { key })

describe('a recurring grant', () => {
  test('grants at once, and says when it will again', async () => {
    const { status, body } = await create('ada', {
      ...monthly,
      timeZone: 'Europe/Berlin',
      rollover: { kind: 'up_to', cap: '50' },
      category: 'paid',
      priority: -5,
      costBasis: { amount: '1000', currency: 'usd' },
      features: ['chat'],
      metadata: { plan: 'pro' },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      customer: 'ada',
      currency: 'ai',
      resource: null,
      amount: '100.5',
      timeZone: 'Europe/Berlin',
      rollover: { kind: 'up_to', cap: '50' },
      category: 'paid',
      priority: -5,
      costBasis: { amount: '1000', currency: 'usd', scale: 2 },
      features: ['chat'],
      endsAt: null,
      nextAt: expect.any(String),
      metadata: { plan: 'pro' },
    })
    expect((await host.get('/v1/customers/ada/balance')).body).toMatchObject({ balance: '100.5' })
    expect((await host.get('/v1/customers/ada/grants')).body).toMatchObject({
      data: [{ source: { type: 'recurring' }, amount: '100.5' }],
    })
  })

  test('is made once for a key', async () => {
    const first = await create('twice', monthly, 'one')
    const again = await create('twice', monthly, 'one')
    expect(again.body).toEqual(first.body)
    expect((await create('twice', { ...monthly, amount: '1' }, 'one')).body.code).toBe(
      'idempotency_key_reused',
    )
    expect((await host.get('/v1/customers/twice/balance')).body).toMatchObject({ balance: '100.5' })
  })

  test('that ended grants no more, keeps what it granted, and can be ended again', async () => {
    const { body } = await create('ending', { ...monthly, rollover: { kind: 'all' } })
    const path = `${pathOf('ending')}/${body.id}/end`
    const ended = await host.post(path, undefined)
    expect(ended.body).toMatchObject({ id: body.id, nextAt: null, endsAt: expect.any(String) })
    expect((await host.post(path, undefined)).body).toEqual(ended.body)
    expect((await host.get('/v1/customers/ending/balance')).body).toMatchObject({ balance: '100.5' })
    const other = await host.post(`${pathOf('nobody')}/${body.id}/end`, undefined)
    expect([other.status, other.body['code']]).toEqual([404, 'not_found'])
  })

  test('is listed page by page, oldest first', async () => {
    const amounts = ['1', '2', '3']
    for (const amount of amounts) {
      // oxlint-disable-next-line no-await-in-loop -- in order
      await create('listed', { ...monthly, amount, startsAt: '2099-01-01T00:00:00Z' })
    }
    type List = { data: { amount: string }[]; nextCursor: string | null }
    const first = await host.get<List>(`${pathOf('listed')}?limit=2`)
    const second = await host.get<List>(`${pathOf('listed')}?limit=2&cursor=${first.body.nextCursor}`)
    expect([...first.body.data, ...second.body.data].map(({ amount }) => amount)).toEqual(amounts)
    expect(second.body).toMatchObject({ data: [{ nextAt: '2099-01-01T00:00:00.000Z' }], nextCursor: null })
    expect((await host.get(`${pathOf('listed')}?cursor=nonsense`)).body).toMatchObject({
      code: 'invalid_value',
    })
  })

  test.each([
    ['too fine for the scale', { ...monthly, amount: '1.001' }, 422, 'invalid_value'],
    ['nothing', { ...monthly, amount: '0' }, 422, 'invalid_value'],
    ['without a period', { amount: '1' }, 400, 'invalid_request'],
    ['of a period of none', { amount: '1', period: { unit: 'month', count: 0 } }, 422, 'invalid_value'],
    ['in no time zone', { ...monthly, timeZone: 'Mars/Olympus' }, 422, 'invalid_value'],
    [
      'later, in a time zone that only JavaScript knows',
      { ...monthly, timeZone: 'US/Pacific-New', startsAt: '2999-01-01T00:00:00.000Z' },
      422,
      'invalid_value',
    ],
    ['in an offset', { ...monthly, timeZone: '+05:00' }, 422, 'invalid_value'],
    ['from the past', { ...monthly, startsAt: '2020-01-01T00:00:00Z' }, 422, 'invalid_value'],
    ['that ends before it starts', { ...monthly, endsAt: '2020-01-01T00:00:00Z' }, 422, 'invalid_value'],
    ['rolling over to a cap of none', { ...monthly, rollover: { kind: 'up_to' } }, 400, 'invalid_request'],
    ['with a cap and no rollover', { ...monthly, rollover: { kind: 'all', cap: '1' } }, 400, 'unknown_field'],
    ['in no currency', { ...monthly, currency: 'gold' }, 422, 'unknown_currency'],
  ])('%s is refused, and nothing is granted', async (_name, body, status, code) => {
    const answer = await create('refused', body)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect((await host.get(pathOf('refused'))).body).toEqual({ data: [], nextCursor: null })
  })
})

const grant = async (amount: string) =>
  (await host.post<{ id: string }>('/v1/grants', { customer: 'first', amount })).body.id

describe('the priority of a grant', () => {
  test('changes which one is spent first, from now on', async () => {
    await grant('10')
    const later = await grant('20')
    const path = `/v1/customers/first/grants/${later}/priority`
    const changed = await host.post(path, { priority: -1, reason: 'Use these first' })
    expect(changed.body).toMatchObject({ id: later, priority: -1 })
    await host.post('/v1/consume', { customer: 'first', amount: '5' })
    expect((await host.get('/v1/customers/first/entries')).body).toMatchObject({
      data: [{ splits: [{ grantId: later, amount: '-5' }] }, {}, {}],
    })
    const codes = await Promise.all(
      [{ priority: 1001 }, { priority: 1.5 }, {}].map(
        async (body) => (await host.post(path, body)).body['code'],
      ),
    )
    expect(codes).toEqual(['invalid_value', 'invalid_value', 'invalid_request'])
    await host.post(`/v1/customers/first/grants/${later}/revoke`, {})
    expect((await host.post(path, { priority: 2 })).body).toMatchObject({ code: 'grant_closed' })
    const unknown = `/v1/customers/first/grants/${crypto.randomUUID()}/priority`
    expect((await host.post(unknown, { priority: 2 })).body).toMatchObject({ code: 'not_found' })
  })
})
