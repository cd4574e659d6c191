import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import {
  balanceOf,
  type Click,
  click,
  newCustomer,
  readOrder,
  sessionOf,
  settled,
  startWorld,
  withSavedCard,
  type World,
} from './world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ servers: 2 })
  const prices = ['usd', 'eur', 'gbp'].map((currency) => ({ amount: '500', currency }))
  const { packages } = world.server.topUps
  await packages.put('welcome', { name: 'Welcome', credits: '100', prices, perCustomerLimit: 1 })
  await packages.put('three', {
    name: 'Three',
    credits: '100',
    prices,
    perCustomerLimit: 3,
    maximumQuantity: 10,
  })
})
afterEach(async () => {
  world.simulator.control.clearFaults()
  await settled(world)
  await checkInvariants(world)
})
afterAll(() => world.close())

/** Clicks at once, each for something of its own, on both servers. */
async function clickTogether(customer: string, clicks: readonly Click[]) {
  const outcomes = await Promise.allSettled(
    clicks.map((options, index) => click(world.servers[index % 2] ?? world.server, customer, options)),
  )
  return outcomes.map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value.order : (outcome.reason as { code: string }),
  )
}

/** Pays on every page that can still be paid on. */
async function payAll(customer: string): Promise<void> {
  const { data } = await world.server.topUps.orders({ customer })
  const sessions = await Promise.all(data.map((order) => sessionOf(world, order)))
  await Promise.allSettled(sessions.map((session) => world.simulator.control.pay(session)))
  await settled(world)
}

test('ten tabs at once for a welcome offer: one page stays open, and the offer is sold once', async () => {
  const customer = newCustomer()
  const clicks = Array.from({ length: 10 }, (_, tab) => ({ packageId: 'welcome', returnPath: `/${tab}` }))
  const outcomes = await clickTogether(customer, clicks)
  const pages = outcomes.filter((outcome) => 'status' in outcome && outcome.status === 'open')
  expect(pages.length).toBeGreaterThan(0)
  const { data } = await world.server.topUps.orders({ customer })
  expect(data.filter(({ status }) => status === 'open' || status === 'created')).toHaveLength(1)
  await payAll(customer)
  expect(await balanceOf(world, customer)).toBe(100n)
})

test('one click in ten tabs at once, and pages beside it: the offer is sold once', async () => {
  const { customer, card: paymentMethod } = await withSavedCard(world)
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/payment_intents',
    times: 10,
    action: { type: 'delay', milliseconds: 200 },
  })
  const clicks = Array.from({ length: 10 }, (_, tab) => ({
    packageId: 'welcome',
    returnPath: `/${tab}`,
    ...(tab % 2 === 0 && { paymentMethod }),
  }))
  const outcomes = await clickTogether(customer, clicks)
  for (const outcome of outcomes) {
    if ('code' in outcome) expect(['limit_reached', 'conflict']).toContain(outcome.code)
  }
  await payAll(customer)
  expect(await balanceOf(world, customer)).toBe(1100n)
})

test('a card that is being charged cannot be overtaken by a payment page', async () => {
  const { customer, card: paymentMethod } = await withSavedCard(world)
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/payment_intents',
    action: { type: 'delay', milliseconds: 500 },
  })
  const charging = click(world.server, customer, { packageId: 'welcome', paymentMethod })
  await expect
    .poll(async () => (await world.server.topUps.orders({ customer })).data[0]?.checkoutMode)
    .toBe('saved_card')
  await expect(click(world.server, customer, { packageId: 'welcome' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await charging).order.status).toBe('granted')
})

test('of a package that is limited to three, one page sells no more than are left', async () => {
  const customer = newCustomer()
  const first = await click(world.server, customer, { packageId: 'three' })
  await world.simulator.control.pay(await sessionOf(world, first.order), { quantity: 2 })
  await settled(world)
  const second = await click(world.server, customer, { packageId: 'three' })
  const session = await sessionOf(world, second.order)
  await expect(world.simulator.control.pay(session, { quantity: 2 })).rejects.toThrow()
  await world.simulator.control.pay(session)
  await settled(world)
  expect((await readOrder(world, customer, second.order)).quantity).toBe(1)
  expect(await balanceOf(world, customer)).toBe(300n)
})
