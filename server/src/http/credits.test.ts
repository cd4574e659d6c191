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
  host.post('/v1/grants', { customer, amount, ...more })

describe('the way of credits', () => {
  test('a host grants and consumes, and the customer sees both', async () => {
    const granted = await grant('ada', '100.50', { category: 'paid', reason: 'Welcome' })
    expect(granted.status).toBe(201)
    expect(granted.body).toMatchObject({ amount: '100.5', remaining: '100.5', status: 'available' })

    const consumed = await host.post('/v1/consume', { customer: 'ada', feature: 'chat', quantity: '2' })
    expect(consumed.status).toBe(200)
    expect(consumed.body).toMatchObject({ amount: '6', balance: '94.5', replayed: false })

    const ada = await server.browser('ada')
    const balance = await ada.get('/v1/me/balance')
    expect(balance.body).toMatchObject({
      customer: 'ada',
      balance: '94.5',
      granted: '100.5',
      used: '6',
      pending: '0',
    })
    const statement = await ada.get<{ data: { kind: string }[] }>('/v1/me/statement')
    expect(statement.body.data.map((entry) => entry.kind)).toEqual(['consumption', 'grant'])
    const usage = await ada.get('/v1/me/usage')
    expect(usage.body).toMatchObject({
      bucket: 'day',
      total: '6',
      groups: [{ key: 'chat', name: 'Chat', total: '6' }],
    })
    const check = await ada.get('/v1/me/check?feature=image&quantity=5')
    expect(check.body).toMatchObject({ allowed: false, cost: '100', missing: '5.5' })
  })

  test('too little is refused with what is missing', async () => {
    await grant('short', '10')
    const refused = await host.post('/v1/consume', { customer: 'short', feature: 'image' })
    expect(refused.status).toBe(402)
    expect(refused.body).toMatchObject({ code: 'insufficient_credits', missing: '10', available: '10' })
  })

  test('the same key and body give the same answer, another body is a conflict', async () => {
    await grant('twice', '100')
    const body = { customer: 'twice', feature: 'chat' }
    const first = await host.post('/v1/consume', body, { key: 'one' })
    const again = await host.post('/v1/consume', body, { key: 'one' })
    expect(again.body).toEqual({ ...first.body, replayed: true })
    const other = await host.post('/v1/consume', { ...body, feature: 'image' }, { key: 'one' })
    expect(other.status).toBe(409)
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused' })
    expect((await host.get('/v1/customers/twice/balance')).body).toMatchObject({ balance: '97' })
  })

  test('a batch has an outcome for each item, in order', async () => {
    await grant('batch', '25')
    const { body } = await host.post<{ results: { status: number }[] }>('/v1/consume/batch', {
      items: [
        { customer: 'batch', feature: 'image', idempotencyKey: '1' },
        { customer: 'batch', feature: 'nothing', idempotencyKey: '2' },
        { customer: 'batch', amount: '1.001', idempotencyKey: '3' },
        { customer: 'batch', feature: 'image', idempotencyKey: '4' },
        { customer: 'batch', amount: '5', idempotencyKey: '5' },
      ],
    })
    expect(body.results.map((result) => result.status)).toEqual([200, 422, 422, 402, 200])
  })

  test('a hold reserves, settles for less and gives the rest back', async () => {
    await grant('worker', '100')
    const hold = await host.post<{ id: string }>('/v1/holds', {
      customer: 'worker',
      amount: '60',
      lapsesAfter: 'PT5M',
    })
    expect(hold.body).toMatchObject({ status: 'open', available: '40', balance: '100' })
    const path = `/v1/customers/worker/holds/${hold.body.id}`
    expect((await host.post(`${path}/extend`, { lapsesAfter: 'PT1H' })).status).toBe(200)
    const settled = await host.post(`${path}/settle`, { amount: '25.5' })
    expect(settled.body).toMatchObject({ hold: { status: 'settled', settledAmount: '25.5' } })
    expect((await host.post(`${path}/release`, {})).body).toMatchObject({ code: 'hold_closed' })
    expect((await host.get('/v1/customers/worker/balance')).body).toMatchObject({
      balance: '74.5',
      held: '0',
    })
    const holds = await host.get<{ data: unknown[] }>('/v1/customers/worker/holds?status=settled')
    expect(holds.body.data).toHaveLength(1)
  })

  test('corrections are entries', async () => {
    const granted = await grant('mistaken', '50', { expiresAfter: 'P1D' })
    const path = `/v1/customers/mistaken/grants/${String(granted.body['id'])}`
    expect((await host.post(`${path}/extend`, { expiresAt: '2099-01-01T00:00:00Z' })).body).toMatchObject({
      expiresAt: '2099-01-01T00:00:00.000Z',
    })
    const down = await host.post('/v1/adjustments', {
      customer: 'mistaken',
      amount: '-10',
      reason: 'Counted twice',
    })
    expect(down.body).toMatchObject({ kind: 'adjustment', amount: '-10', balanceAfter: '40' })
    expect((await host.post(`${path}/void`, { reason: 'Wrong customer' })).body).toMatchObject({
      code: 'grant_in_use',
    })
    expect((await host.post(`${path}/revoke`, { reason: 'Wrong customer' })).body).toMatchObject({
      remaining: '0',
    })
    const overdraft = await host.put('/v1/customers/mistaken/overdraft', { limit: '5' })
    expect(overdraft.body).toMatchObject({ limit: '5', kind: 'hard', balance: '0' })
    const { body } = await host.get('/v1/verify?customer=mistaken')
    expect(body).toMatchObject({ ok: true, customers: 1, findings: [] })
  })

  test('who checks a customer that the ledger has nothing of is told that none was looked at', async () => {
    const { body } = await host.get('/v1/verify?customer=mistyped')
    expect(body).toMatchObject({ ok: true, customers: 0 })
  })
})

describe('lists', () => {
  test('cursors survive what is inserted meanwhile', async () => {
    for (let index = 1; index <= 7; index += 1) {
      // oxlint-disable-next-line no-await-in-loop -- in order
      await grant('lister', String(index))
    }
    type Entries = { data: { seq: string }[]; nextCursor: string | null }
    const ada = await server.browser('lister')
    const first = await ada.get<Entries>('/v1/me/statement?limit=3')
    await grant('lister', '8')
    const second = await ada.get<Entries>(`/v1/me/statement?limit=3&cursor=${first.body.nextCursor}`)
    const third = await ada.get<Entries>(`/v1/me/statement?limit=3&cursor=${second.body.nextCursor}`)
    const seqs = [first, second, third].flatMap((page) => page.body.data.map((entry) => entry.seq))
    expect(seqs).toEqual(['7', '6', '5', '4', '3', '2', '1'])
    expect(third.body.nextCursor).toBeNull()
  })

  test('grants come in the order in which they are spent', async () => {
    await grant('burner', '1', { reason: 'never', category: 'paid' })
    await grant('burner', '2', { reason: 'in a year', expiresAfter: 'P1Y' })
    await grant('burner', '3', { reason: 'first', priority: -1 })
    await grant('burner', '4', { reason: 'in a day', expiresAfter: 'P1D' })
    await grant('burner', '5', { reason: 'never, for free' })
    await grant('burner', '6', {
      reason: 'tomorrow',
      effectiveAt: new Date(Date.now() + 86_400_000).toISOString(),
    })
    type Grants = { data: { reason: string }[]; nextCursor: string | null }
    const expected = ['first', 'in a day', 'in a year', 'never, for free', 'never', 'tomorrow']
    const all = await host.get<Grants>('/v1/customers/burner/grants')
    expect(all.body.data.map((one) => one.reason)).toEqual(expected)

    const reasons: string[] = []
    let cursor = ''
    for (let page = 0; page < 3; page += 1) {
      // oxlint-disable-next-line no-await-in-loop -- page after page
      const { body } = await host.get<Grants>(`/v1/customers/burner/grants?limit=2${cursor}`)
      reasons.push(...body.data.map((one) => one.reason))
      cursor = `&cursor=${body.nextCursor}`
    }
    expect(reasons).toEqual(expected)
    const status = await host.get<Grants>('/v1/customers/burner/grants?status=scheduled&sort=newest')
    expect(status.body.data.map((one) => one.reason)).toEqual(['tomorrow'])
    const two = await host.get<Grants>('/v1/customers/burner/grants?status=scheduled,available&limit=100')
    expect(two.body.data).toHaveLength(6)
  })

  test('a page of grants goes on where it was, though the grant that it ended with is spent since', async () => {
    await grant('pager', '5', { reason: 'first', expiresAfter: 'P1D' })
    await grant('pager', '5', { reason: 'second', expiresAfter: 'P2D' })
    await grant('pager', '5', { reason: 'third', expiresAfter: 'P3D' })
    type Grants = { data: { reason: string }[]; nextCursor: string | null }
    const address = '/v1/customers/pager/grants?status=available&limit=1'
    const { body: first } = await server.host.get<Grants>(address)
    await server.host.post('/v1/consume', { customer: 'pager', amount: '6' })
    const { body: next } = await server.host.get<Grants>(`${address}&cursor=${first.nextCursor}`)
    expect([...first.data, ...next.data].map(({ reason }) => reason)).toEqual(['first', 'second'])
  })

  test('a cursor that is none of ours is refused', async () => {
    const paths = [
      'customers/ada/entries',
      'customers/ada/grants',
      'customers/ada/orders',
      'customers/ada/holds',
      'events',
    ]
    for (const path of paths) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const { status, body } = await host.get(`/v1/${path}?cursor=nonsense`)
      expect([path, status, body['code']]).toEqual([path, 422, 'invalid_value'])
    }
  })

  test('the activity log tells what happened, in order and page by page', async () => {
    await grant('active', '100')
    await host.post('/v1/consume', { customer: 'active', feature: 'image' })
    type Activity = { data: { id: string; event: { type: string } }[]; nextCursor: string | null }
    const all = await host.get<Activity>('/v1/events?customer=active')
    const types = all.body.data.map(({ event }) => event.type)
    expect(types.filter((type) => type === 'balance.changed')).toHaveLength(2)
    const [first] = all.body.data
    const rest = await host.get<Activity>(`/v1/events?customer=active&cursor=${first?.id}`)
    expect(rest.body.data.length).toBeGreaterThan(0)
    expect(rest.body.data.map(({ id }) => id)).not.toContain(first?.id)
  })
})

describe('currencies', () => {
  test('the only one need not be named, and with two it must', async () => {
    const other = await startTestServer()
    try {
      expect((await other.host.get('/v1/customers/ada/balance')).body).toMatchObject({
        code: 'unknown_currency',
      })
      await fillCatalogue(other.host)
      expect((await other.host.get('/v1/customers/ada/balance')).status).toBe(200)
      await other.host.put('/v1/currencies/minutes', {
        name: { singular: 'minute', plural: 'minutes' },
        scale: 0,
      })
      expect((await other.host.get('/v1/customers/ada/balance')).body).toMatchObject({
        code: 'currency_required',
      })
      expect((await other.host.get('/v1/customers/ada/balance?currency=minutes')).status).toBe(200)
      expect((await other.host.get('/v1/customers/ada/balance?currency=gold')).body).toMatchObject({
        code: 'unknown_currency',
      })
    } finally {
      await other.close()
    }
  })

  test('the catalogue can be read back', async () => {
    const currencies = await host.get('/v1/currencies')
    expect(currencies.body).toMatchObject({
      data: [
        { id: 'ai', scale: 2, unitCost: { amount: '0.1', currency: 'usd', scale: 2 }, lowThreshold: '50' },
      ],
    })
    const features = await host.get('/v1/features')
    expect(features.body).toMatchObject({
      data: [{ id: 'chat', rates: [{ price: '3', version: 1 }] }, { id: 'image' }],
    })
    expect((await host.get('/v1/packages')).body).toMatchObject({
      data: [{ id: 'starter', credits: '1000' }],
    })
    const tiers = [{ from: '100', unitPrice: { amount: '1', currency: 'usd' } }]
    const custom = { minimum: '100', maximum: '5000', step: '50', tiers }
    expect((await host.put('/v1/currencies/ai/custom-amount', custom)).status).toBe(200)
    expect((await host.get('/v1/currencies/ai/custom-amount')).body).toMatchObject({
      minimum: '100',
      step: '50',
    })
  })
})

describe('customers', () => {
  test('are known by the host’s own ids, whatever these look like', async () => {
    const id = 'auth0|ada@example.com/näme 1'
    const path = `/v1/customers/${encodeURIComponent(id)}`
    expect((await host.put(path, { name: 'Ada', email: 'ada@example.com' })).body).toMatchObject({
      id,
      name: 'Ada',
    })
    expect((await host.get(path)).body).toMatchObject({ id, email: 'ada@example.com' })
    await grant(id, '5')
    expect((await host.get(`${path}/balance`)).body).toMatchObject({ customer: id, balance: '5' })
  })

  test('that are not known are not found', async () => {
    expect((await host.get('/v1/customers/nobody')).body).toMatchObject({ code: 'not_found' })
  })
})
