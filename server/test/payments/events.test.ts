import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { spawnServer } from './process.ts'
import { WEBHOOK_PATH, WEBHOOK_SECRET } from './server.ts'
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
beforeAll(async () => {
  world = await startWorld()
})
afterEach(async () => {
  world.simulator.control.clearFaults()
  await settled(world)
  await checkInvariants(world)
})
afterAll(() => world.close())

function eventsOf(type: string, session: string): string[] {
  return world.simulator.control
    .events()
    .filter((event) => event.type === type && JSON.stringify(event.data.object).includes(session))
    .map((event) => event.id)
}

function drop(event: string): void {
  world.simulator.control.addFault({ on: 'delivery', event, times: 1000, action: { type: 'drop' } })
}

test('F1: the same events many times at once on several processes: 200 each time, one grant', async () => {
  const others = await Promise.all([spawnServer(world), spawnServer(world)])
  for (const { url } of others) {
    world.simulator.control.registerEndpoint({ url: `${url}${WEBHOOK_PATH}`, secret: WEBHOOK_SECRET })
  }
  try {
    const customer = newCustomer()
    const { order, session } = await buy(world, customer)
    const [event = ''] = eventsOf('checkout.session.completed', session)
    await Promise.all(Array.from({ length: 20 }, () => world.simulator.control.deliverAgain(event)))
    await settled(world)
    expect((await readOrder(world, customer, order)).status).toBe('granted')
    expect(await balanceOf(world, customer)).toBe(1000n)
    const attempts = world.simulator.control.deliveries().flatMap((delivery) => delivery.attempts)
    expect(attempts.length).toBeGreaterThan(60)
    expect(attempts.filter(({ status }) => status !== 200)).toEqual([])
  } finally {
    for (const endpoint of (await world.server.connection.client.webhookEndpoints.list()).data) {
      // oxlint-disable-next-line no-await-in-loop
      if (!endpoint.url.startsWith(world.server.url))
        await world.server.connection.client.webhookEndpoints.del(endpoint.id)
    }
    await Promise.all(others.map((other) => other.kill()))
  }
})

test('F2: two different event ids for one payment: one grant', async () => {
  const customer = newCustomer()
  const { session } = await buy(world, customer)
  const [event = ''] = eventsOf('checkout.session.completed', session)
  const again = await world.simulator.control.emitAgain(event)
  await settled(world)
  const { rows } = await world.database.pool.query<{ id: string }>(
    `select event_id as id from creditkit.webhook_inbox where event_id = any ($1::text[]) and status = 'handled'`,
    [[event, again.id]],
  )
  expect(rows).toHaveLength(2)
  expect(await balanceOf(world, customer)).toBe(1000n)
})

test('F3: webhook and return page fulfil at the same instant: one grant, both say so', async () => {
  const customer = newCustomer()
  drop('*')
  const { order, session } = await buy(world, customer)
  world.simulator.control.clearFaults()
  const [event = ''] = eventsOf('checkout.session.completed', session)
  const returned = () =>
    fetch(`${world.server.url}/v1/checkout/return?session_id=${session}`, { redirect: 'manual' })
  const [, ...answers] = await Promise.all([
    world.simulator.control.deliverAgain(event),
    ...Array.from({ length: 5 }, returned),
  ])
  expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303])
  await settled(world)
  const outcome = await world.server.topUps.settlement.fulfil(session, 'test')
  expect(outcome).toMatchObject({ kind: 'settled', order: { id: order.id, status: 'granted' } })
  expect(await balanceOf(world, customer)).toBe(1000n)
})

test('F4: the webhook arrives before our own create call has returned: one grant', async () => {
  const customer = newCustomer()
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/checkout/sessions',
    action: { type: 'delay', milliseconds: 1500 },
  })
  const clicked = click(world.server, customer)
  const session = await vi.waitFor(async () => {
    const { data } = await world.server.connection.client.checkout.sessions.list({ limit: 1 })
    expect(data[0]?.metadata?.['creditkit_customer']).toBe(customer)
    return data[0]?.id ?? ''
  })
  await world.simulator.control.pay(session)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
  const { order } = await clicked
  expect(order).toMatchObject({ status: 'granted', checkoutUrl: null })
  expect(await balanceOf(world, customer)).toBe(1000n)
})

test('F5: async_payment_succeeded before completed: granted; the later one does nothing', async () => {
  const customer = newCustomer()
  drop('checkout.session.completed')
  drop('payment_intent.*')
  const { order, session } = await buy(world, customer, { card: '000123456789' })
  await world.simulator.control.settle(session, 'succeed')
  await settled(world)
  expect((await readOrder(world, customer, order)).status).toBe('granted')
  world.simulator.control.clearFaults()
  const [completed = ''] = eventsOf('checkout.session.completed', session)
  await world.simulator.control.deliverAgain(completed)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
})

test('F6: completed while unpaid shows as pending, and then succeeds', async () => {
  const customer = newCustomer()
  const { order, session } = await buy(world, customer, { card: '000123456789' })
  await settled(world)
  expect((await readOrder(world, customer, order)).status).toBe('processing')
  expect(await balanceOf(world, customer)).toBe(0n)
  expect(await world.server.topUps.pending({ customer, currency: 'ai-credits' })).toBe(1000n)
  await world.simulator.control.settle(session, 'succeed')
  await settled(world)
  expect((await readOrder(world, customer, order)).status).toBe('granted')
  expect(await balanceOf(world, customer)).toBe(1000n)
  expect(await world.server.topUps.pending({ customer, currency: 'ai-credits' })).toBe(0n)
})

test('F6: completed while unpaid shows as pending, and then fails with a reason', async () => {
  const customer = newCustomer()
  const { order, session } = await buy(world, customer, { card: '000111111116' })
  await settled(world)
  await world.simulator.control.settle(session, 'fail')
  await settled(world)
  const after = await readOrder(world, customer, order)
  expect(after.status).toBe('failed')
  expect(after.failure?.message).toBeTruthy()
  expect(await balanceOf(world, customer)).toBe(0n)
  expect(await world.server.topUps.pending({ customer, currency: 'ai-credits' })).toBe(0n)
})

test('F7: the webhook never arrives and nobody returns: the reconciler grants, once', async () => {
  const customer = newCustomer()
  drop('*')
  const { order } = await buy(world, customer)
  await click(world.server, newCustomer())
  await world.database.pool.query(
    'update creditkit.orders set next_check_at = now() where next_check_at is not null',
  )
  const { reconciler } = world.server.stripe
  const looked = await Promise.all([reconciler.sweep(), reconciler.sweep(), reconciler.sweep()])
  expect(looked.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1)
  expect((await readOrder(world, customer, order)).status).toBe('granted')
  expect(await balanceOf(world, customer)).toBe(1000n)
  expect(await reconciler.sweep()).toBe(0)
})

test('F8: all webhooks lost for two days, then listed with an overlapping cursor: all granted once', async () => {
  drop('*')
  const customers = Array.from({ length: 5 }, newCustomer)
  for (const customer of customers) {
    // oxlint-disable-next-line no-await-in-loop
    await buy(world, customer)
  }
  const { reconciler } = world.server.stripe
  const goBack = () =>
    world.database.pool.query(
      `insert into creditkit.reconciler_cursors (name, livemode, reached_at)
       values ('events', false, now() - interval '2 days')
       on conflict (name, livemode) do update set reached_at = excluded.reached_at`,
    )
  await goBack()
  await Promise.all([reconciler.listEvents(), reconciler.listEvents()])
  await settled(world)
  await goBack()
  expect(await reconciler.listEvents()).toBe(0)
  const balances = await Promise.all(customers.map((customer) => balanceOf(world, customer)))
  expect(balances).toEqual([1000n, 1000n, 1000n, 1000n, 1000n])
})

test('F14: a page that we took for expired is paid at the last second: granted', async () => {
  const customer = newCustomer()
  const { order } = await click(world.server, customer)
  const session = await sessionOf(world, order)
  await world.database.pool.query(
    `update creditkit.orders set status = 'expired', cause = 'test' where id = $1::uuid`,
    [order.id],
  )
  await world.simulator.control.pay(session)
  await settled(world)
  expect((await readOrder(world, customer, order)).status).toBe('granted')
  expect(await balanceOf(world, customer)).toBe(1000n)
})

test('F14: the page of one tab expires while that of the other is paid: the paid one is granted', async () => {
  const customer = newCustomer()
  const first = await click(world.server, customer, { returnPath: '/one' })
  const second = await click(world.server, customer, { returnPath: '/two' })
  await Promise.all([
    world.simulator.control.expire(await sessionOf(world, first.order)),
    world.simulator.control.pay(await sessionOf(world, second.order)),
  ])
  await settled(world)
  expect((await readOrder(world, customer, first.order)).status).toBe('expired')
  expect((await readOrder(world, customer, second.order)).status).toBe('granted')
  const again = await click(world.server, customer, { returnPath: '/one' })
  expect(again.reused).toBe(false)
})

test('F15: two tabs, both paid: two grants', async () => {
  const customer = newCustomer()
  const tabs = await Promise.all(
    ['/one', '/two'].map((returnPath) => click(world.server, customer, { returnPath })),
  )
  const sessions = await Promise.all(tabs.map(({ order }) => sessionOf(world, order)))
  await Promise.all(sessions.map((session) => world.simulator.control.pay(session)))
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(2000n)
})

test('events in the wrong order, delayed and doubled: one grant', async () => {
  const customer = newCustomer()
  const { addFault } = world.simulator.control
  addFault({ on: 'delivery', times: 2, action: { type: 'reverse' } })
  addFault({ on: 'delivery', event: 'checkout.*', action: { type: 'duplicate', copies: 5 } })
  addFault({ on: 'delivery', event: 'payment_intent.*', action: { type: 'delay', milliseconds: 100 } })
  await buy(world, customer)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
})
