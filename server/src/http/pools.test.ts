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

const grant = (customer: string, amount: string, more: object = {}) =>
  host.post<{ id: string; createdAt: string }>('/v1/grants', { customer, amount, ...more })

const codeOf = async (path: string) => {
  const { status, body } = await host.get(path)
  return [status, body['code']]
}

const at = async (customer: string, instant: string) =>
  (await host.get(`/v1/customers/${customer}/balance/past?at=${encodeURIComponent(instant)}`)).body

describe('a past balance', () => {
  test('is what the entries up to that instant left', async () => {
    await grant('ada', '100')
    const first = await host.get<{ data: { at: string }[] }>('/v1/customers/ada/entries')
    const granted = first.body.data[0]?.at ?? ''
    await host.post('/v1/consume', { customer: 'ada', feature: 'chat' })
    const { body } = await host.get<{ asOf: string }>('/v1/customers/ada/balance')
    const before = new Date(Date.parse(granted) - 1).toISOString()
    expect(await at('ada', before)).toMatchObject({ balance: '0', seq: '0', currency: 'ai', resource: null })
    expect(await at('ada', granted)).toMatchObject({
      balance: '100',
      seq: '1',
      at: granted,
    })
    expect(await at('ada', body.asOf)).toMatchObject({ customer: 'ada', balance: '97', seq: '2' })
    expect(await at('ada', body.asOf.replace('Z', '+00:00'))).toMatchObject({ balance: '97', at: body.asOf })
  })

  test('of a resource is that of its own pool', async () => {
    await grant('teams', '5', { resource: 'red team' })
    const { body } = await host.get<{ asOf: string }>('/v1/customers/teams/balance')
    const query = `at=${body.asOf}&resource=red%20team`
    expect((await host.get(`/v1/customers/teams/balance/past?${query}`)).body).toMatchObject({
      balance: '5',
      resource: 'red team',
    })
    expect(await at('teams', body.asOf)).toMatchObject({ balance: '0' })
  })

  test('is refused without an instant, for none, and for one to come', async () => {
    const path = '/v1/customers/ada/balance/past'
    expect(await codeOf(path)).toEqual([400, 'invalid_request'])
    expect(await codeOf(`${path}?at=yesterday`)).toEqual([422, 'invalid_value'])
    expect(await codeOf(`${path}?at=2099-01-01T00:00:00Z`)).toEqual([422, 'invalid_value'])
    expect(await codeOf(`${path}?at=2020-01-01T00:00:00Z&currency=gold`)).toEqual([422, 'unknown_currency'])
    expect(await codeOf(`${path}?at=2020-01-01T00:00:00Z&when=now`)).toEqual([400, 'unknown_field'])
  })
})

describe('why', () => {
  test('an entry says which grants, feature, rate version and actor it came from', async () => {
    const one = await grant('why', '2', { reason: 'Welcome', category: 'promotional' })
    const other = await grant('why', '50', {
      category: 'paid',
      costBasis: { amount: '500', currency: 'usd' },
    })
    await host.post('/v1/consume', { customer: 'why', feature: 'chat', actor: 'job 7', reason: 'A chat' })
    const { body } = await host.get('/v1/customers/why/entries/3')
    expect(body).toMatchObject({
      customer: 'why',
      kind: 'consumption',
      amount: '-3',
      feature: 'chat',
      featureName: 'Chat',
      actor: 'job 7',
      reason: 'A chat',
      occurredAt: null,
      splits: [
        { grantId: one.body.id, amount: '-2' },
        { grantId: other.body.id, amount: '-1' },
      ],
      grants: [
        { id: one.body.id, reason: 'Welcome', remaining: '0' },
        { id: other.body.id, costBasis: { amount: '500' }, source: { type: 'manual', orderId: null } },
      ],
      rateVersion: { version: 1, price: '3', feature: 'chat' },
    })
  })

  test('entries that move nothing are listed where they are asked for, with every number, from either end', async () => {
    await grant('audited', '10')
    const { body: hold } = await host.post<{ id: string }>('/v1/holds', { customer: 'audited', amount: '4' })
    await host.post(`/v1/customers/audited/holds/${hold.id}/settle`, { amount: '1' })
    const list = async (query: string): Promise<(string | null)[][]> => {
      const path = `/v1/customers/audited/entries?${query}`
      const { body } = await host.get<{ data: Record<string, string>[] }>(path)
      return body.data.map(({ seq = '', kind = '', heldAfter = '' }) => [seq, kind, heldAfter])
    }
    const [granted, held, used] = [
      ['1', 'grant', '0'],
      ['2', 'hold', '4'],
      ['3', 'consumption', '0'],
    ]
    expect(await list('')).toEqual([used, granted])
    expect(await list('kind=hold,release')).toEqual([held])
    expect(await list('kind=grant,consumption,hold&order=oldest')).toEqual([granted, held, used])
    expect(await list('orderId=bought-elsewhere')).toEqual([])
    expect((await host.get('/v1/customers/audited/entries?kind=everything')).status).toBe(422)
    const backwards = 'from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z'
    for (const path of ['entries', 'usage']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const refused = await host.get(`/v1/customers/audited/${path}?${backwards}`)
      expect(refused.body).toMatchObject({
        code: 'invalid_value',
        errors: [{ path: 'query.from', message: 'must be earlier than "to"' }],
      })
    }
  })

  test('an amendment says in words what was changed, also where a grant ends no longer', async () => {
    const { body } = await grant('amended', '10', { expiresAt: '2098-01-01T00:00:00Z' })
    await host.post(`/v1/customers/amended/grants/${body.id}/extend`, { expiresAt: null })
    const { body: amendments } = await host.get('/v1/customers/amended/entries?kind=amendment')
    const metadata = { expiresAtBefore: '2098-01-01T00:00:00.000Z', expiresAtAfter: 'never' }
    expect(amendments).toMatchObject({ data: [{ seq: '2', metadata }] })
  })

  test('an entry that moves nothing is explained too', async () => {
    await grant('holding', '10')
    await host.post('/v1/holds', { customer: 'holding', amount: '4' })
    expect((await host.get('/v1/customers/holding/entries/2')).body).toMatchObject({
      kind: 'hold',
      amount: '0',
      heldAfter: '4',
      grants: [],
      rateVersion: null,
    })
  })

  test('an entry that is not there, or is another customer’s, is not found', async () => {
    const absent = ['why/entries/99', 'nobody/entries/1', 'why/entries/0', 'why/entries/-1', 'why/entries/x']
    const long = `why/entries/${'9'.repeat(30)}`
    for (const path of [...absent, long, 'why/entries/3?resource=other']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      expect([path, ...(await codeOf(`/v1/customers/${path}`))]).toEqual([path, 404, 'not_found'])
    }
  })
})

describe('the list of pools', () => {
  test('has none that nothing but a refusal happened in', async () => {
    const use = { customer: 'mistyped', feature: 'chat' }
    expect((await host.post('/v1/consume', use)).status).toBe(402)
    expect((await host.get('/v1/pools?customer=mistyped')).body).toMatchObject({ data: [] })
    await host.put('/v1/customers/mistyped/overdraft', { limit: '5' })
    expect((await host.get('/v1/pools?customer=mistyped')).body).toMatchObject({
      data: [{ overdraftLimit: '5' }],
    })
  })

  type Pools = {
    data: { customer: string; resource: string | null; balance: string }[]
    nextCursor: string | null
  }

  test('has every pool with its balance, page by page', async () => {
    await grant('pooled', '7.25')
    await grant('pooled', '8', { resource: 'a' })
    await grant('pooled', '9', { resource: 'b' })
    await host.post('/v1/holds', { customer: 'pooled', resource: 'b', amount: '2' })
    const first = await host.get<Pools>('/v1/pools?customer=pooled&limit=2')
    const second = await host.get<Pools>(`/v1/pools?customer=pooled&limit=2&cursor=${first.body.nextCursor}`)
    const found = [...first.body.data, ...second.body.data].map(({ resource, balance }) => [
      resource,
      balance,
    ])
    expect(found).toEqual([
      [null, '7.25'],
      ['a', '8'],
      ['b', '9'],
    ])
    expect(second.body).toMatchObject({ data: [{ held: '2', available: '7' }], nextCursor: null })
    const all = await host.get<Pools>('/v1/pools?currency=ai&limit=100')
    expect(all.body.data.map(({ customer }) => customer)).toEqual(expect.arrayContaining(['ada', 'pooled']))
  })

  test('refuses a currency, a cursor and a limit that are none', async () => {
    expect(await codeOf('/v1/pools?currency=gold')).toEqual([422, 'unknown_currency'])
    expect(await codeOf('/v1/pools?cursor=nonsense')).toEqual([422, 'invalid_value'])
    expect(await codeOf('/v1/pools?limit=0')).toEqual([422, 'invalid_value'])
  })

  test('is not for browsers', async () => {
    const browser = await server.browser('pooled')
    expect((await browser.get('/v1/pools')).status).toBe(403)
  })
})

describe('what expires next', () => {
  test('comes soonest first, with what will likely go unused', async () => {
    await grant('expiring', '30', { expiresAfter: 'P9D' })
    await grant('expiring', '20', { expiresAfter: 'P2D' })
    await grant('expiring', '10')
    type Expiries = { data: object[]; nextCursor: string | null }
    const path = '/v1/customers/expiring/expiries'
    const first = await host.get<Expiries>(`${path}?limit=1`)
    expect(first.body.data).toMatchObject([{ remaining: '20', likelyUnused: '20', category: 'promotional' }])
    const second = await host.get<Expiries>(`${path}?limit=1&cursor=${first.body.nextCursor}`)
    expect(second.body).toMatchObject({ data: [{ remaining: '30' }], nextCursor: null })
    await host.post('/v1/consume', { customer: 'expiring', amount: '15' })
    const used = await host.get<Expiries>(path)
    expect(used.body.data).toMatchObject([{ remaining: '5', likelyUnused: '0' }, { remaining: '30' }])
    await host.post('/v1/consume', { customer: 'expiring', amount: '5' })
    const after = await host.get<Expiries>(`${path}?limit=1&cursor=${first.body.nextCursor}`)
    expect(after.body).toMatchObject({ data: [{ remaining: '30' }], nextCursor: null })
    expect(await codeOf(`${path}?cursor=nonsense`)).toEqual([422, 'invalid_value'])
    expect((await host.get('/v1/customers/nobody/expiries')).body).toEqual({ data: [], nextCursor: null })
  })

  test('goes on where a page ended, though nothing is above a roll-over’s cap any more', async () => {
    const terms = { amount: '30', period: { unit: 'week', count: 1 }, rollover: { kind: 'up_to', cap: '20' } }
    await host.post('/v1/customers/rolling/recurring-grants', terms)
    await grant('rolling', '5', { expiresAfter: 'P9D', priority: 1 })
    type Expiries = { data: object[]; nextCursor: string | null }
    const path = '/v1/customers/rolling/expiries?limit=1'
    const first = await host.get<Expiries>(path)
    expect(first.body.data).toMatchObject([{ remaining: '10' }])
    await host.post('/v1/consume', { customer: 'rolling', amount: '10' })
    const second = await host.get<Expiries>(`${path}&cursor=${first.body.nextCursor}`)
    expect(second.body).toMatchObject({ data: [{ remaining: '5' }], nextCursor: null })
  })
})

test('what is left comes first among grants, however many are over', async () => {
  await grant('long', '500')
  await server.database.pool.query(
    `insert into creditkit.grants (customer, currency, resource, number, id, amount, remaining, category, priority,
       effective_at, created_at, source, status)
     select p.customer, p.currency, '', p.grant_count + n, gen_random_uuid(), 1, 0, 'promotional', 0, now(), now(),
       'manual', 'used_up'
     from creditkit.pools as p cross join generate_series(1, 1000) as n where p.customer = 'long'`,
  )
  const { body } = await host.get<{ data: object[] }>('/v1/customers/long/grants?limit=2')
  expect(body.data).toMatchObject([{ status: 'available', remaining: '500' }, { status: 'used_up' }])
})

test('a customer with credits and no record is told that, and how to make one', async () => {
  await grant('unrecorded', '1')
  const answer = await host.get('/v1/customers/unrecorded')
  expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect(answer.body['detail']).toMatch(/^No record is kept of this customer.*PUT/)
})
