import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DeliveryAction } from '../index.ts'
import { startRig } from '../likeness/simulator-with-client.ts'
import type { Rig } from '../likeness/simulator-with-client.ts'

let rig: Rig

beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

/** Something that sends one event, `customer.created`, and the id of that event. */
const happen = async (): Promise<string> => {
  await rig.stripe.customers.create({ name: 'Somebody' })
  await rig.simulator.control.idle()
  return rig.simulator.control.events().at(-1)?.id ?? ''
}

const faultOn = (action: DeliveryAction): string => rig.simulator.control.addFault({ on: 'delivery', action })

test('an event goes to every endpoint that wants it, and to no other', async () => {
  const { url } = rig.simulator.control.registerEndpoint({
    url: `${rig.simulator.url}/nowhere`,
    secret: 'whsec_x',
    events: ['charge.failed'],
  })
  const id = await happen()
  expect(rig.received.map((event) => event.id)).toEqual([id])
  expect(rig.simulator.control.deliveries()).toMatchObject([
    { event: id, state: 'delivered', attempts: [{ status: 200 }] },
  ])
  expect(url).toContain('/nowhere')
  expect((await rig.stripe.events.retrieve(id)).pending_webhooks).toBe(0)
})

test('an endpoint that refuses gets the same event again until it accepts', async () => {
  rig.answerWith(503)
  const id = await happen()
  expect(await rig.stripe.events.list({ delivery_success: false })).toMatchObject({
    data: [{ id, pending_webhooks: 1 }],
  })
  rig.answerWith(200)
  await rig.simulator.control.advance(1000)
  await rig.simulator.control.idle()
  expect(rig.received.map((event) => event.id)).toEqual([id])
  const [delivery] = rig.simulator.control.deliveries()
  expect(delivery?.attempts.map(({ status }) => status)).toContain(503)
  expect(delivery?.attempts.at(-1)?.status).toBe(200)
  expect((await rig.stripe.events.list({ delivery_success: true })).data).toHaveLength(1)
})

test('after the last attempt a delivery has failed, and can be made again by hand', async () => {
  rig.answerWith(500)
  const id = await happen()
  for (let attempt = 0; attempt < 3; attempt += 1) {
    // Each attempt becomes due only after the one before.
    // oxlint-disable-next-line no-await-in-loop
    await rig.simulator.control.advance(1000)
    // oxlint-disable-next-line no-await-in-loop
    await rig.simulator.control.idle()
  }
  expect(rig.simulator.control.deliveries()).toMatchObject([{ state: 'failed' }])
  rig.answerWith(200)
  await rig.simulator.control.deliverAgain(id)
  expect(rig.received.map((event) => event.id)).toEqual([id])
})

test('an endpoint made through the API has a secret that is told once', async () => {
  const made = await rig.stripe.webhookEndpoints.create({
    url: 'http://127.0.0.1:9/hooks',
    enabled_events: ['charge.failed'],
  })
  expect(made.secret).toMatch(/^whsec_/)
  expect((await rig.stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined()
  await rig.stripe.webhookEndpoints.del(made.id)
  expect((await rig.stripe.webhookEndpoints.list()).data.map(({ id }) => id)).not.toContain(made.id)
})

describe('a fault', () => {
  test('drop: the event never arrives, and is in the list of events', async () => {
    faultOn({ type: 'drop' })
    const id = await happen()
    expect(rig.received).toEqual([])
    expect((await rig.stripe.events.list()).data.map((event) => event.id)).toEqual([id])
    expect((await rig.stripe.events.list({ delivery_success: false })).data).toHaveLength(1)
  })

  test('duplicate: the same event arrives so many times more', async () => {
    faultOn({ type: 'duplicate', copies: 3 })
    const id = await happen()
    expect(rig.received.map((event) => event.id)).toEqual([id, id, id, id])
  })

  test('delay: the event arrives when its time has come', async () => {
    faultOn({ type: 'delay', milliseconds: 60_000 })
    await happen()
    expect(rig.received).toEqual([])
    await rig.simulator.control.advance(60_000)
    expect(rig.received).toHaveLength(1)
  })

  test('reverse: the events of one change arrive last first', async () => {
    const session = await rig.stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://example.com',
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Credits' } }, quantity: 1 },
      ],
    })
    faultOn({ type: 'reverse' })
    await rig.simulator.control.pay(session.id)
    const sent = rig.simulator.control.events().map(({ id }) => id)
    expect(rig.received.map(({ id }) => id)).toEqual(sent.toReversed())
  })

  test.each([
    ['a wrong signature', { type: 'signature', signature: 'wrong' }],
    ['an old signature', { type: 'signature', signature: 'old' }],
    ['a signature of the old scheme only', { type: 'signature', signature: 'v0' }],
    ['a signature with an empty secret', { type: 'signature', signature: 'empty_secret' }],
    ['no signature', { type: 'signature', signature: 'none' }],
    ['an altered body', { type: 'alter' }],
  ] as const)('%s: the client’s own check refuses it', async (_what, action) => {
    faultOn(action)
    await happen()
    expect(rig.received).toEqual([])
    expect(rig.refused).toHaveLength(1)
  })

  test('livemode: the event says that it is live', async () => {
    faultOn({ type: 'livemode' })
    await happen()
    expect(rig.received).toMatchObject([{ livemode: true }])
  })

  test('applies as often as it was told, to the events that it was told', async () => {
    rig.simulator.control.addFault({
      on: 'delivery',
      event: 'customer.*',
      nth: 2,
      times: 2,
      action: { type: 'drop' },
    })
    const ids: string[] = []
    for (let count = 0; count < 4; count += 1) {
      // Their order is what is tested.
      // oxlint-disable-next-line no-await-in-loop
      ids.push(await happen())
    }
    expect(rig.received.map(({ id }) => id)).toEqual([ids[0], ids[3]])
    expect(rig.simulator.control.faults()).toEqual([])
  })
})

test('one change can be told again as another event', async () => {
  const id = await happen()
  const second = await rig.simulator.control.emitAgain(id)
  expect(second.id).not.toBe(id)
  expect(rig.received.map(({ data }) => data.object)).toEqual([second.data.object, second.data.object])
})
