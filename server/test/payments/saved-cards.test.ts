import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ORDER_PARAMETER } from '../../src/top-ups/index.ts'
import { checkInvariants } from './invariants.ts'
import {
  balanceOf,
  click,
  newCustomer,
  ORIGIN,
  paymentOf,
  readOrder,
  sessionOf,
  settled,
  startWorld,
  withSavedCard,
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

test('a card is kept only on a yes, shown without its number, and forgotten on request', async () => {
  const { customer, card } = await withSavedCard(world)
  const { savedCards } = world.server.topUps
  expect(await savedCards.list(customer)).toMatchObject([{ id: card, brand: 'visa', last4: '4242' }])
  await expect(savedCards.remove(newCustomer(), card)).rejects.toMatchObject({ code: 'not_found' })
  await savedCards.remove(customer, card)
  expect(await savedCards.list(customer)).toEqual([])
  await expect(savedCards.remove(customer, card)).rejects.toMatchObject({ code: 'not_found' })

  const shy = newCustomer()
  const { order } = await click(world.server, shy)
  await world.simulator.control.pay(await sessionOf(world, order))
  await settled(world)
  expect(await savedCards.list(shy)).toEqual([])
})

test('one click with a saved card: paid and granted when the answer comes', async () => {
  const { customer, card } = await withSavedCard(world)
  const { order } = await click(world.server, customer, { paymentMethod: card })
  expect(order).toMatchObject({
    status: 'granted',
    checkoutMode: 'saved_card',
    checkoutUrl: null,
    paid: { amount: '1000', currency: 'usd' },
  })
  expect(order.receiptUrl).toMatch(/^http/)
  expect(await balanceOf(world, customer)).toBe(2000n)
})

test('ten clicks at once with one key charge the card once', async () => {
  const { customer, card } = await withSavedCard(world)
  const clicks = await Promise.all(
    Array.from({ length: 10 }, () =>
      click(world.server, customer, { paymentMethod: card, idempotencyKey: 'once' }),
    ),
  )
  expect(new Set(clicks.map(({ order }) => order.id)).size).toBe(1)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(2000n)
})

test('3-D Secure: the order leads to the bank’s page, and is granted after the proof', async () => {
  const { customer, card } = await withSavedCard(world, '4000002760003184')
  const { order } = await click(world.server, customer, { paymentMethod: card })
  expect(order).toMatchObject({ status: 'open', grantId: null })
  expect(order.checkoutUrl).toMatch(/^http/)
  const again = await click(world.server, customer, { paymentMethod: card })
  expect(again).toMatchObject({ reused: true, order: { id: order.id, checkoutUrl: order.checkoutUrl } })
  const payment = await paymentOf(world, order)
  await world.simulator.control.authenticate(payment, true)
  const { location } = await world.server.topUps.finishReturn(payment)
  expect(location).toBe(`${ORIGIN}/account?${ORDER_PARAMETER}=${order.id}`)
  await settled(world)
  expect((await readOrder(world, customer, order)).status).toBe('granted')
  expect(await balanceOf(world, customer)).toBe(2000n)
})

test('3-D Secure refused: the order fails, nothing is granted, and another click may try again', async () => {
  const { customer, card } = await withSavedCard(world, '4000002760003184')
  const { order } = await click(world.server, customer, { paymentMethod: card })
  await world.simulator.control.authenticate(await paymentOf(world, order), false)
  await settled(world)
  const after = await readOrder(world, customer, order)
  expect(after.status).toBe('failed')
  expect(after.failure?.message).toBeTruthy()
  expect(await balanceOf(world, customer)).toBe(1000n)
  const next = await click(world.server, customer, { paymentMethod: card })
  expect(next.order.id).not.toBe(order.id)
})

test('3-D Secure never answered: the payment is given up when the order’s time is over', async () => {
  const { customer, card } = await withSavedCard(world, '4000002760003184')
  const { order } = await click(world.server, customer, { paymentMethod: card })
  // An event under way would put off the next look at the order.
  await settled(world)
  await world.database.pool.query(
    `update creditkit.orders set session_expires_at = now() - interval '1 minute', next_check_at = now()
     where id = $1::uuid`,
    [order.id],
  )
  await world.server.stripe.reconciler.sweep()
  expect((await readOrder(world, customer, order)).status).toBe('expired')
  await expect(world.simulator.control.authenticate(await paymentOf(world, order), true)).rejects.toThrow()
})

/** A customer with a card that can be charged, and one that is declined. */
async function withBadCard() {
  const { customer, card } = await withSavedCard(world)
  const { client } = world.server.connection
  const { rows } = await world.database.pool.query<{ id: string }>(
    'select payment_customer as id from creditkit.payment_customers where customer = $1::text',
    [customer],
  )
  const bad = await client.paymentMethods.attach('pm_card_chargeCustomerFail', {
    customer: rows[0]?.id ?? '',
  })
  await client.paymentMethods.update(bad.id, { allow_redisplay: 'always' })
  return { customer, card, bad: bad.id }
}

test('a declined card fails the order with a reason; the customer may pay in another way', async () => {
  const { customer, card, bad } = await withBadCard()
  const { order } = await click(world.server, customer, { paymentMethod: bad })
  expect(order).toMatchObject({ status: 'failed', grantId: null, checkoutUrl: null })
  expect(order.failure?.code).toMatch(/decline/)
  await settled(world)
  const next = await click(world.server, customer, { paymentMethod: card })
  expect(next.order.status).toBe('granted')
})

test('a double click with a card that is declined charges it once', async () => {
  const { customer, bad } = await withBadCard()
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/payment_intents',
    action: { type: 'delay', milliseconds: 300 },
  })
  const clicks = await Promise.all([0, 1].map(() => click(world.server, customer, { paymentMethod: bad })))
  expect(clicks.map(({ order }) => order.status)).toEqual(['failed', 'failed'])
  expect(new Set(clicks.map(({ order }) => order.id)).size).toBe(1)
})

test('S3: another customer’s card, or none at all, charges nothing', async () => {
  const { card } = await withSavedCard(world)
  const { customer } = await withSavedCard(world)
  await expect(click(world.server, customer, { paymentMethod: card })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(click(world.server, customer, { paymentMethod: 'pm_card_visa' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(click(world.server, newCustomer(), { paymentMethod: card })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the charge succeeded and the answer was lost: found at once, one grant, no second charge', async () => {
  const { customer, card } = await withSavedCard(world)
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/payment_intents',
    times: 3,
    action: { type: 'lose_answer' },
  })
  const { order } = await click(world.server, customer, { paymentMethod: card })
  expect(order.status).toBe('granted')
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(2000n)
})

test('the charge succeeded and nobody told us: the reconciler finds it', async () => {
  const { customer, card } = await withSavedCard(world)
  const { addFault, clearFaults } = world.simulator.control
  addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/payment_intents',
    times: 3,
    action: { type: 'lose_answer' },
  })
  addFault({ on: 'call', method: 'GET', path: '/v1/payment_intents', times: 1000, action: { type: 'reset' } })
  await expect(click(world.server, customer, { paymentMethod: card })).rejects.toMatchObject({
    code: 'stripe_unavailable',
  })
  clearFaults()
  await world.database.pool.query(
    'update creditkit.orders set next_check_at = now() where next_check_at is not null',
  )
  await world.server.stripe.reconciler.sweep()
  expect(await balanceOf(world, customer)).toBe(2000n)
})

test('a one-click order is refunded and disputed like any other', async () => {
  const { customer, card } = await withSavedCard(world)
  const { order } = await click(world.server, customer, { paymentMethod: card })
  const refunded = await world.server.topUps.refund({
    customer,
    orderId: order.id,
    amount: '500',
    idempotencyKey: 'half',
  })
  expect(refunded.status).toBe('partly_refunded')
  expect(await balanceOf(world, customer)).toBe(1500n)
  const pending = await world.simulator.control.refund(await paymentOf(world, order), {
    amount: 500,
    course: 'pending',
  })
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
  await world.simulator.control.settle(pending.id, 'fail')
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1500n)
  const dispute = await world.simulator.control.openDispute(await paymentOf(world, order))
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
  await world.simulator.control.closeDispute(dispute.id, 'won')
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1500n)
})

test('F33: a customer deleted in Stripe, and nobody told, has no cards, and no other trouble', async () => {
  const { customer, card } = await withSavedCard(world)
  const { rows } = await world.database.pool.query<{ id: string }>(
    'select payment_customer as id from creditkit.payment_customers where customer = $1::text',
    [customer],
  )
  world.simulator.control.addFault({ on: 'delivery', event: 'customer.deleted', action: { type: 'drop' } })
  await world.server.connection.client.customers.del(rows[0]?.id ?? '')
  expect(await world.server.topUps.savedCards.list(customer)).toEqual([])
  await expect(click(world.server, customer, { paymentMethod: card })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect((await click(world.server, customer)).order.status).toBe('open')
})
