import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import {
  balanceOf,
  buy,
  click,
  newCustomer,
  readOrder,
  sessionOf,
  settled,
  startWorld,
  type World,
} from './world.ts'

let world: World
let setAside = 0
let ungranted = 0
beforeAll(async () => {
  world = await startWorld()
})
afterEach(async () => {
  world.simulator.control.clearFaults()
  await settled(world)
  const counted = (await world.server.stripe.figures()).setAside
  expect(counted).toBeGreaterThanOrEqual(setAside)
  setAside = counted
  await checkInvariants(world, { setAside, ungranted })
})
afterAll(() => world.close())

/** A payment page that someone else made in the same Stripe account. */
async function strangePage(more: { client_reference_id?: string; metadata?: Record<string, string> }) {
  const { client } = world.server.connection
  const customer = await client.customers.create({})
  return await client.checkout.sessions.create({
    mode: 'payment',
    customer: customer.id,
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 50, product_data: { name: 'Cheap' } }, quantity: 1 },
    ],
    success_url: 'https://elsewhere.example.com/',
    ...more,
  })
}

test('F27: an event of live mode is set aside, and grants nothing', async () => {
  const customer = newCustomer()
  const { addFault } = world.simulator.control
  addFault({ on: 'delivery', event: '*', times: 100, action: { type: 'livemode' } })
  const { order } = await buy(world, customer)
  await settled(world)
  expect((await readOrder(world, customer, order)).status).toBe('open')
  const [letter] = await world.server.stripe.deadLetters.list('set_aside')
  expect(letter?.note).toContain('live mode')
  // The truth is found all the same, from our own side.
  await world.server.topUps.settlement.fulfil(await sessionOf(world, order), 'test')
  expect(await balanceOf(world, customer)).toBe(1000n)
})

test('F27: a payment page that is not ours is set aside, visibly', async () => {
  const page = await strangePage({})
  await world.simulator.control.pay(page.id)
  await settled(world)
  ungranted += 1
  const letters = await world.server.stripe.deadLetters.list('set_aside')
  expect(letters.some(({ note }) => note?.startsWith('No order of ours'))).toBe(true)
})

test('F27: a cheap page that names another order buys nothing', async () => {
  const customer = newCustomer()
  const { order } = await click(world.server, customer, { packageId: 'large' })
  const page = await strangePage({
    client_reference_id: order.id,
    metadata: { creditkit_customer: customer, creditkit_order: order.id },
  })
  await world.simulator.control.pay(page.id)
  await settled(world)
  ungranted += 1
  expect((await readOrder(world, customer, order)).status).toBe('open')
  expect(await balanceOf(world, customer)).toBe(0n)
})

test('S3: another customer’s order is not found, and nothing of it is told', async () => {
  const { order } = await click(world.server, newCustomer())
  const stranger = newCustomer()
  await expect(world.server.topUps.order(stranger, order.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(world.server.topUps.steps(stranger, order.id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await world.server.topUps.orders({ customer: stranger })).data).toEqual([])
  await expect(world.server.topUps.order(stranger, 'not-an-id')).rejects.toMatchObject({ code: 'not_found' })
  await expect(world.server.topUps.finishReturn('cs_test_unknown')).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(world.server.topUps.finishReturn("'; drop table")).rejects.toMatchObject({ code: 'not_found' })
})

test('S14: many declines on one order: its page closes, and the customer has to wait', async () => {
  const customer = newCustomer()
  const { order } = await click(world.server, customer)
  const session = await sessionOf(world, order)
  for (let decline = 0; decline < 10; decline += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await world.simulator.control.pay(session, { number: '4000000000000002' })
    // oxlint-disable-next-line no-await-in-loop
    await settled(world)
  }
  const after = await readOrder(world, customer, order)
  expect(after).toMatchObject({ status: 'failed', failure: { code: 'too_many_declines' }, checkoutUrl: null })
  await expect(world.simulator.control.pay(session)).rejects.toThrow(/expired|open/)
  const refusal = await click(world.server, customer).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ code: 'rate_limited', details: { retryAfter: 3600 } })
  await expect(click(world.server, newCustomer())).resolves.toMatchObject({ reused: false })
})

test('F33: the customer was deleted in Stripe: made again cleanly', async () => {
  const customer = newCustomer()
  const { client } = world.server.connection
  await buy(world, customer)
  await settled(world)
  const counterpart = async () => {
    const { rows } = await world.database.pool.query<{ id: string | null }>(
      'select payment_customer as id from creditkit.payment_customers where customer = $1::text',
      [customer],
    )
    return rows[0]?.id ?? ''
  }
  const first = await counterpart()
  // Once with the event lost, so that the next click finds out by itself, and once with it.
  world.simulator.control.addFault({ on: 'delivery', event: 'customer.deleted', action: { type: 'drop' } })
  await client.customers.del(first)
  await buy(world, customer)
  await settled(world)
  const second = await counterpart()
  expect(second).not.toBe(first)
  await client.customers.del(second)
  await settled(world)
  expect(await counterpart()).toBe('')
  await buy(world, customer, { returnPath: '/third' })
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(3000n)
})
