import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../test/api.ts'
import { fillCatalogue, origin, startTestServer, type TestServer } from '../../test/server.ts'
import { SseReader } from '../../test/sse.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ servers: 2 })
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

const checkoutOf = (order: Record<string, unknown>) =>
  /cs_test_\w+/.exec(String(order['checkoutUrl']))?.[0] ?? ''

async function begin(api: Api, more: object = {}): Promise<{ id: string; checkout: string }> {
  const { status, body } = await api.post('/v1/me/top-ups', {
    packageId: 'starter',
    returnPath: '/account?tab=1',
    ...more,
  })
  expect(status).toBe(201)
  return { id: String(body['id']), checkout: checkoutOf(body) }
}

/** A live stream of a customer, on the given server. */
async function follow(customer: string, url: string): Promise<SseReader> {
  const { token } = await server.session(customer)
  const reader = await SseReader.open(`${url}/v1/me/stream`, { authorization: `Bearer ${token}`, origin })
  await reader.until(() => reader.of('hello').length === 1)
  return reader
}

const statusOf = (reader: SseReader, id: string) =>
  (
    reader.of('order.changed').findLast((event) => (event['order'] as { id: string }).id === id)?.[
      'order'
    ] as { status: string } | undefined
  )?.status

test('a customer looks, asks what it costs, pays, and sees the credits arrive on every server', async () => {
  const ada = await server.browser('ada')
  const catalogue = await ada.get<{ packages: { id: string; purchasable: boolean }[] }>('/v1/me/packages')
  expect(catalogue.body.packages).toMatchObject([{ id: 'starter', purchasable: true, savingPercent: 0 }])
  const quote = await ada.post('/v1/me/quotes', { packageId: 'starter' })
  expect(quote.body).toMatchObject({
    totalCredits: '1000',
    price: { amount: '1000', currency: 'usd' },
    newBalance: '1000',
  })

  const readers = await Promise.all(server.urls.map((url) => follow('ada', url)))
  const { id, checkout } = await begin(ada)
  await server.simulator.control.pay(checkout)
  await Promise.all(
    readers.map((reader) =>
      reader.until(() => statusOf(reader, id) === 'granted' && reader.of('balance.changed').length > 0),
    ),
  )
  expect(readers[1]?.of('balance.changed').at(-1)).toMatchObject({ balance: '1000', available: '1000' })
  const order = await ada.get(`/v1/me/top-ups/${id}`)
  expect(order.body).toMatchObject({ status: 'granted', checkoutUrl: null, paid: { amount: '1000' } })
  const grants = await ada.get<{ data: object[] }>('/v1/me/grants')
  expect(grants.body.data).toMatchObject([{ source: { type: 'top_up', orderId: id }, category: 'paid' }])
  for (const reader of readers) reader.close()

  const steps = await server.host.get<{ data: { to: string }[] }>(`/v1/customers/ada/orders/${id}/steps`)
  expect(steps.body.data.at(-1)?.to).toBe('granted')
})

test('the return page leads back to the session’s own page, as often as it is asked', async () => {
  const grace = await server.browser('grace')
  const { id, checkout } = await begin(grace)
  await server.simulator.control.pay(checkout)
  for (let visit = 0; visit < 3; visit += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one visit after another
    const response = await fetch(`${server.url}/v1/checkout/return?session_id=${checkout}`, {
      redirect: 'manual',
    })
    expect(response.status).toBe(303)
    const location = new URL(response.headers.get('location') ?? '')
    expect(location.origin + location.pathname).toBe(`${origin}/account`)
    expect(location.searchParams.get('credit-top-up')).toBe(id)
  }
  expect((await grace.get('/v1/me/balance')).body).toMatchObject({ balance: '1000' })
})

test('while Stripe does not answer, the person is told so, and the same click works later', async () => {
  const mary = await server.browser('mary')
  const body = { packageId: 'starter' }
  const fault = server.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/checkout/sessions',
    times: 'always',
    action: { type: 'status', status: 500 },
  })
  const refused = await mary.post('/v1/me/top-ups', body, { key: 'click' })
  expect(refused.body).toMatchObject({ code: 'stripe_unavailable', status: 502 })
  server.simulator.control.removeFault(fault)
  expect((await mary.post('/v1/me/top-ups', body, { key: 'click' })).body).toMatchObject({ status: 'open' })
})

test('a refund takes the credits back', async () => {
  const alan = await server.browser('alan')
  const reader = await follow('alan', server.url)
  const { id, checkout } = await begin(alan)
  await server.simulator.control.pay(checkout)
  await reader.until(() => statusOf(reader, id) === 'granted')
  const path = `/v1/customers/alan/orders/${id}/refunds`
  const part = { amount: '400', reason: 'With our apologies', actor: 'sue' }
  const first = await server.host.post(path, part, { key: 'part' })
  expect(first.body).toMatchObject({ status: 'partly_refunded' })
  expect((await server.host.post(path, part, { key: 'part' })).status).toBe(200)
  expect((await server.host.post(path, { amount: '700' })).body).toMatchObject({
    code: 'amount_above_maximum',
  })
  expect((await alan.get('/v1/me/balance')).body).toMatchObject({ balance: '600' })
  expect((await server.host.get(`/v1/customers/alan/orders/${id}`)).body).toMatchObject({
    status: 'partly_refunded',
  })
  const statement = await alan.get<{ data: object[] }>('/v1/me/statement?kind=clawback')
  expect(statement.body.data).toMatchObject([{ amount: '-400', reason: part.reason, actor: part.actor }])
  expect((await server.host.get('/v1/customers/alan/entries/2')).body).toMatchObject({
    kind: 'clawback',
    metadata: { refund: expect.stringMatching(/^re_/) as string },
  })
  reader.close()
})

const deliver = async (body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${server.url}/stripe/webhooks`, { method: 'POST', body, headers })
  return [response.status, ((await response.json()) as { code?: string }).code]
}

describe('the webhook’s door', () => {
  test('is closed to what is not signed, and to what is too large', async () => {
    const event = JSON.stringify({ id: 'evt_1', object: 'event', type: 'checkout.session.completed' })
    expect(await deliver(event)).toEqual([400, 'invalid_signature'])
    expect(await deliver(event, { 'stripe-signature': 't=1,v1=abc' })).toEqual([400, 'invalid_signature'])
    expect(await deliver('', { 'stripe-signature': '' })).toEqual([400, 'invalid_signature'])
    expect(await deliver('x'.repeat(2_000_000))).toEqual([413, 'body_too_large'])
  })

  test('and what is signed and about nothing of ours can be seen and tried again', async () => {
    const events = await server.host.get<{ data: unknown[] }>('/v1/payment-events')
    expect(Array.isArray(events.body.data)).toBe(true)
    expect((await server.host.post('/v1/payment-events/evt_unknown/replay', undefined)).status).toBe(404)
  })
})

test('a customer without saved cards has none to see or to forget', async () => {
  const session = await server.browser('ada', { scopes: ['read', 'purchase', 'settings'] })
  expect((await session.get('/v1/me/payment-methods')).body).toEqual({ data: [] })
  expect((await session.delete('/v1/me/payment-methods/pm_none')).body).toMatchObject({ code: 'not_found' })
})

test('operators see orders and events counted', async () => {
  const { body } = await server.host.get<string>('/metrics')
  expect(body).toMatch(/creditkit_orders\{status="granted"\} [1-9]/)
  expect(body).toContain('creditkit_payment_events_dead 0')
})
