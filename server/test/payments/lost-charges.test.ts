import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { balanceOf, click, paymentOf, settled, startWorld, withSavedCard, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterEach(async () => {
  world.simulator.control.clearFaults()
  await settled(world)
  await checkInvariants(world)
})
afterAll(() => world.close())

/** The card is charged, and nobody hears of it. */
async function chargeUnheard(customer: string, card: string, idempotencyKey: string): Promise<void> {
  const { addFault, clearFaults } = world.simulator.control
  const path = '/v1/payment_intents'
  addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  addFault({ on: 'call', method: 'POST', path, times: 3, action: { type: 'lose_answer' } })
  addFault({ on: 'call', method: 'GET', path, times: 1000, action: { type: 'reset' } })
  await expect(click(world.server, customer, { paymentMethod: card, idempotencyKey })).rejects.toMatchObject({
    code: 'stripe_unavailable',
  })
  clearFaults()
}

test.each([
  ['soon', '20 minutes'],
  ['when the order’s time is over', '-1 minute'],
])(
  'the charge succeeded and nobody told us: the same click again, %s, charges no second time',
  async (_when, left) => {
    const { customer, card } = await withSavedCard(world)
    await chargeUnheard(customer, card, 'unheard')
    await world.database.pool.query(
      `update creditkit.orders set session_expires_at = now() + $2::interval
     where customer = $1::text and status = 'created'`,
      [customer, left],
    )
    const [same, other] = [
      await click(world.server, customer, { paymentMethod: card, idempotencyKey: 'unheard' }),
      await world.server.topUps.orders({ customer }),
    ]
    expect(same.order.status).toBe('granted')
    expect(other.data).toHaveLength(2)
    expect(await balanceOf(world, customer)).toBe(2000n)
  },
)

test('a click that finds an unheard charge long after does not charge the card once more', async () => {
  const { customer, card } = await withSavedCard(world)
  await chargeUnheard(customer, card, 'first')
  await world.database.pool.query(
    `update creditkit.orders set session_expires_at = now() - interval '1 minute'
     where customer = $1::text and status = 'created'`,
    [customer],
  )
  await click(world.server, customer, { paymentMethod: card })
  await click(world.server, customer, { paymentMethod: card, idempotencyKey: 'first' })
  expect(await balanceOf(world, customer)).toBe(2000n)
})

test('Stripe keeps a 500 for the key of a charge: the next click succeeds', async () => {
  const { customer, card } = await withSavedCard(world)
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/payment_intents',
    action: { type: 'status', status: 500, kept: true },
  })
  const again = () => click(world.server, customer, { paymentMethod: card, idempotencyKey: 'kept' })
  await expect(again()).rejects.toMatchObject({ code: 'stripe_unavailable' })
  expect((await again()).order.status).toBe('granted')
  expect(await balanceOf(world, customer)).toBe(2000n)
})

test('3-D Secure answered, and nobody heard of it for a day: another click finds it, and charges nothing', async () => {
  const { customer, card } = await withSavedCard(world, '4000002760003184')
  const { order } = await click(world.server, customer, { paymentMethod: card })
  await settled(world)
  world.simulator.control.addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  await world.simulator.control.authenticate(await paymentOf(world, order), true)
  const day = 25 * 60 * 60_000
  // Stripe forgets its keys.
  await world.simulator.control.advance(day)
  const again = await click(world.server, customer, { paymentMethod: card })
  await world.simulator.control.advance(-day)
  expect(again.order).toMatchObject({ id: order.id, status: 'granted' })
  const intents = await world.server.connection.client.paymentIntents.list({ limit: 100 })
  expect(intents.data.filter(({ metadata }) => metadata['creditkit_order'] === order.id)).toHaveLength(1)
})

test('the bank’s answer comes as the payment is given up: the click shows it paid', async () => {
  const { customer, card } = await withSavedCard(world, '4000002760003184')
  const { order } = await click(world.server, customer, { paymentMethod: card, idempotencyKey: 'late' })
  await settled(world)
  await world.database.pool.query(
    `update creditkit.orders set session_expires_at = now() - interval '1 minute' where id = $1::uuid`,
    [order.id],
  )
  const payment = await paymentOf(world, order)
  const { paymentIntents } = world.server.connection.client
  const cancel = vi.spyOn(paymentIntents, 'cancel').mockImplementationOnce(async (id) => {
    await world.simulator.control.authenticate(payment, true)
    return await paymentIntents.cancel(id)
  })
  const again = await click(world.server, customer, { paymentMethod: card, idempotencyKey: 'late' })
  cancel.mockRestore()
  expect(again.order).toMatchObject({ id: order.id, status: 'granted' })
})

test('a charge that nobody heard of and the bank wants a proof of, when the order’s time is over, is given up', async () => {
  const { customer, card } = await withSavedCard(world, '4000002760003184')
  await chargeUnheard(customer, card, 'unproven')
  await world.database.pool.query(
    `update creditkit.orders set session_expires_at = now() - interval '1 minute'
     where customer = $1::text and status = 'created'`,
    [customer],
  )
  const next = await click(world.server, customer, { paymentMethod: card })
  expect(next).toMatchObject({ reused: false, order: { status: 'open' } })
  const same = await click(world.server, customer, { paymentMethod: card, idempotencyKey: 'unproven' })
  expect(same.order.status).toBe('expired')
})
