import { Stripe } from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CallAction } from '../index.ts'
import { clientOf, startRig } from '../likeness/simulator-with-client.ts'
import type { Rig } from '../likeness/simulator-with-client.ts'

let rig: Rig

beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const faultOn = (action: CallAction, more: { nth?: number; times?: number | 'always' } = {}): string =>
  rig.simulator.control.addFault({ on: 'call', method: 'POST', path: '/v1/customers', action, ...more })

const customers = async (): Promise<number> => (await rig.stripe.customers.list()).data.length

/** Without retries, and with two, as Stripe's client has unless told otherwise. */
const retrying = (): Stripe => clientOf(rig.simulator.url, { maxNetworkRetries: 2 })

describe('nothing is done', () => {
  test.each([
    ['a 500', { type: 'status', status: 500 }, Stripe.errors.StripeAPIError],
    ['a 429', { type: 'status', status: 429 }, Stripe.errors.StripeRateLimitError],
    ['a reset', { type: 'reset' }, Stripe.errors.StripeConnectionError],
  ] as const)('%s', async (_what, action, kind) => {
    // Stripe's client tries once more after a reset, whatever its retries are set to.
    faultOn(action, { times: 'always' })
    await expect(rig.stripe.customers.create()).rejects.toBeInstanceOf(kind)
    rig.simulator.control.clearFaults()
    expect(await customers()).toBe(0)
  })

  test('a timeout', async () => {
    faultOn({ type: 'timeout' })
    await expect(rig.stripe.customers.create({}, { timeout: 100 })).rejects.toBeInstanceOf(
      Stripe.errors.StripeConnectionError,
    )
    expect(await customers()).toBe(0)
  })

  test('a refusal by a proxy looks like a success without an id, as with the real client', async () => {
    faultOn({ type: 'proxy_refusal' })
    const answer = await rig.stripe.customers.create()
    expect([answer.id, answer.object]).toEqual([undefined, undefined])
  })
})

test('a lost answer: the work is done, and the client’s retry gets the same answer', async () => {
  faultOn({ type: 'lose_answer' })
  const { id } = await retrying().customers.create()
  expect(await customers()).toBe(1)
  expect((await rig.stripe.customers.list()).data[0]?.id).toBe(id)
})

test('a 500 that the key keeps stays a 500 for that key', async () => {
  faultOn({ type: 'status', status: 500, kept: true })
  const options = { idempotencyKey: 'key' }
  await expect(rig.stripe.customers.create({}, options)).rejects.toMatchObject({ statusCode: 500 })
  await expect(rig.stripe.customers.create({}, options)).rejects.toMatchObject({ statusCode: 500 })
  expect(await customers()).toBe(0)
})

test('the n-th call', async () => {
  faultOn({ type: 'status', status: 500 }, { nth: 2 })
  await rig.stripe.customers.create()
  await expect(rig.stripe.customers.create()).rejects.toMatchObject({ statusCode: 500 })
  await rig.stripe.customers.create()
  expect(await customers()).toBe(2)
})

test('deliver first: the events have arrived when the answer does', async () => {
  faultOn({ type: 'deliver_first' })
  await rig.stripe.customers.create()
  expect(rig.received.map(({ type }) => type)).toEqual(['customer.created'])
})

test('deliver first, with a payment: a session is paid before its creator knows of it', async () => {
  rig.simulator.control.addFault({
    on: 'call',
    path: '/v1/checkout/sessions',
    action: { type: 'deliver_first', pay: {} },
  })
  const session = await rig.stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://example.com',
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Credits' } }, quantity: 1 },
    ],
  })
  expect(session.payment_status).toBe('unpaid')
  expect(rig.received.map(({ type }) => type)).toContain('checkout.session.completed')
})

test('a key that is in use is refused until its call has been answered', async () => {
  faultOn({ type: 'delay', milliseconds: 150, before: true })
  const options = { idempotencyKey: 'key' }
  const [first, second] = await Promise.allSettled([
    rig.stripe.customers.create({}, options),
    rig.stripe.customers.create({}, options),
  ])
  expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected'])
  expect(await customers()).toBe(1)
})

test('the control over HTTP does the same', async () => {
  const post = (action: string, body: object): Promise<Response> =>
    fetch(`${rig.simulator.url}/_control/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  await post('addFault', { on: 'call', path: '/v1/*', action: { type: 'status', status: 500 } })
  await expect(rig.stripe.customers.create()).rejects.toMatchObject({ statusCode: 500 })
  expect((await post('nonsense', {})).status).toBe(404)
  expect((await post('expire', { session: 'cs_test_unknown' })).status).toBe(400)
})
