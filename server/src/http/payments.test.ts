import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../test/api.ts'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

interface OrderBody {
  id: string
  status: string
  checkoutUrl: string
  grantId: string | null
}

async function begin(browser: Api, more: object = {}, key?: string) {
  const { body, status } = await browser.post<OrderBody>(
    '/v1/me/top-ups',
    { packageId: 'starter', ...more },
    key === undefined ? {} : { key },
  )
  return { ...body, answered: status, checkout: /cs_test_\w+/.exec(body.checkoutUrl)?.[0] ?? '' }
}

const orderOf = async (browser: Api, id: string) =>
  (await browser.get<OrderBody>(`/v1/me/top-ups/${id}`)).body

async function until(browser: Api, id: string, status: string): Promise<void> {
  await expect.poll(async () => (await orderOf(browser, id)).status, { timeout: 10_000 }).toBe(status)
}

async function bought(customer: string, paying: { saves?: boolean } = {}) {
  const browser = await server.browser(customer, { scopes: ['read', 'purchase', 'settings'] })
  const order = await begin(browser)
  await server.simulator.control.pay(order.checkout, paying)
  await until(browser, order.id, 'granted')
  return { browser, ...order }
}

const balanceOf = async (browser: Api) => (await browser.get('/v1/me/balance')).body['balance']

/** What Stripe was asked to give back for an order, in cents. */
function refundsOf(order: string): number[] {
  const events = server.simulator.control.events().filter(({ type }) => type === 'refund.created')
  return events.flatMap(({ data }) => {
    const object: unknown = data.object
    const { amount, metadata } = object as { amount: number; metadata: Record<string, string> }
    return metadata['creditkit_order'] === order ? [amount] : []
  })
}

describe('a refund over the API', () => {
  test('of the whole takes all of it back', async () => {
    const { browser, id } = await bought('whole')
    const answer = await server.host.post(`/v1/customers/whole/orders/${id}/refunds`, { amount: 'all' })
    expect(answer.body).toMatchObject({ status: 'refunded' })
    expect(await balanceOf(browser)).toBe('0')
  })

  test('of what is unused leaves what was spent, paid for', async () => {
    const { browser, id } = await bought('unused')
    const use = { customer: 'unused', feature: 'image', quantity: '5' }
    expect((await server.host.post('/v1/consume', use)).status).toBe(200)
    const answer = await server.host.post(`/v1/customers/unused/orders/${id}/refunds`, { amount: 'unused' })
    expect(answer.body).toMatchObject({ status: 'partly_refunded' })
    expect(await balanceOf(browser)).toBe('0')
    // 900 of 1000 credits for $10 are left.
    expect(refundsOf(id)).toEqual([900])
  })
})

test('an event that failed too often is listed, and handled when it is put back', async () => {
  const browser = await server.browser('late')
  const order = await begin(browser)
  const { addFault, clearFaults, pay, idle } = server.simulator.control
  const path = `/v1/checkout/sessions/${order.checkout}`
  addFault({ on: 'call', path, times: 'always', action: { type: 'proxy_refusal' } })
  await pay(order.checkout)
  await idle()
  // As after half a day of failures.
  const { rowCount } = await server.database.pool.query(
    `update creditkit.webhook_inbox set status = 'dead', note = 'gave up' where status = 'pending'`,
  )
  expect(rowCount).toBeGreaterThan(0)
  clearFaults()
  const { body } = await server.host.get<{ data: { eventId: string }[] }>('/v1/payment-events?status=dead')
  expect(body.data).toHaveLength(rowCount ?? 0)
  for (const { eventId } of body.data) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect((await server.host.post(`/v1/payment-events/${eventId}/replay`, undefined)).status).toBe(204)
  }
  await until(browser, order.id, 'granted')
  expect(await balanceOf(browser)).toBe('1000')
})

test('one click with a saved card, which its owner can see and forget', async () => {
  const { browser } = await bought('saver', { saves: true })
  const { body } = await browser.get<{ data: { id: string }[] }>('/v1/me/payment-methods')
  expect(body.data).toMatchObject([{ brand: 'visa', last4: '4242' }])
  const paymentMethod = body.data[0]?.id ?? ''
  expect(await begin(browser, { paymentMethod })).toMatchObject({ answered: 201, status: 'granted' })
  expect(await balanceOf(browser)).toBe('2000')
  expect((await browser.delete(`/v1/me/payment-methods/${paymentMethod}`)).status).toBe(204)
  const gone = await browser.post('/v1/me/top-ups', { packageId: 'starter', paymentMethod })
  expect(gone.body).toMatchObject({ status: 404, code: 'not_found' })
})

describe('who tries to get more than they pay for', () => {
  test('finds an order of their own under another customer’s key', async () => {
    const [eve, bob] = [await server.browser('eve'), await server.browser('bob')]
    const ofBob = await begin(bob, {}, 'the-same-key')
    const ofEve = await begin(eve, {}, 'the-same-key')
    expect(ofEve).toMatchObject({ answered: 201 })
    expect(ofEve.id).not.toBe(ofBob.id)
    await server.simulator.control.pay(ofEve.checkout)
    await until(eve, ofEve.id, 'granted')
    expect((await orderOf(bob, ofBob.id)).status).toBe('open')
    expect(await balanceOf(bob)).toBe('0')
  })

  test('of two tabs with one key and two wishes, only one has its way', async () => {
    const mallory = await server.browser('mallory')
    await server.host.put('/v1/packages/huge', {
      name: 'Huge',
      credits: '100000',
      prices: [{ amount: '90000', currency: 'usd' }],
    })
    const answers = await Promise.all(
      ['starter', 'huge', 'starter', 'huge'].map((packageId) =>
        mallory.post<OrderBody>('/v1/me/top-ups', { packageId }, { key: 'one-key' }),
      ),
    )
    const ids = new Set(answers.filter(({ status }) => status < 300).map(({ body }) => body.id))
    expect(ids.size).toBe(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2)
  })

  test('cannot pay a page that has expired, nor be granted for it', async () => {
    const late = await server.browser('too-late')
    const order = await begin(late)
    await server.simulator.control.expire(order.checkout)
    await expect(server.simulator.control.pay(order.checkout)).rejects.toThrow()
    await until(late, order.id, 'expired')
    await fetch(`${server.url}/v1/checkout/return?session_id=${order.checkout}`, { redirect: 'manual' })
    expect((await orderOf(late, order.id)).status).toBe('expired')
    expect(await balanceOf(late)).toBe('0')
  })

  test('gets a price that was changed meanwhile only as it was when they began', async () => {
    const sly = await server.browser('sly')
    const price = (amount: string, credits: string) =>
      server.host.put('/v1/packages/moving', {
        name: 'Moving',
        credits,
        prices: [{ amount, currency: 'usd' }],
      })
    await price('1000', '1000')
    const cheap = await begin(sly, { packageId: 'moving' })
    await price('2000', '9000')
    await server.simulator.control.pay(cheap.checkout)
    await until(sly, cheap.id, 'granted')
    expect(await balanceOf(sly)).toBe('1000')
  })

  test('who spends while the money goes back ends with what was spent owed', async () => {
    const { browser, id } = await bought('spender')
    const use = { customer: 'spender', feature: 'image', quantity: '10' }
    const [refund, ...uses] = await Promise.all([
      server.host.post(`/v1/customers/spender/orders/${id}/refunds`, { amount: 'all' }),
      ...Array.from({ length: 5 }, () => server.host.post('/v1/consume', use)),
    ])
    expect(refund.status).toBe(200)
    const spent = uses.filter(({ status }) => status === 200).length * 200
    expect(await balanceOf(browser)).toBe(String(0 - spent))
    const refused = await server.host.post('/v1/consume', use)
    expect(refused.body).toMatchObject({ code: 'insufficient_credits' })
  })

  test('a return address that is sent twice, or is none, leads nowhere', async () => {
    for (const query of ['', '?session_id=a&session_id=b', '?session_id[]=cs_test_1', '?session_id=..%2Fx']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const answer = await fetch(`${server.url}/v1/checkout/return${query}`, { redirect: 'manual' })
      expect([query, answer.status]).toEqual([query, 404])
    }
  })
})
