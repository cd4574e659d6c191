import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { balanceOf, buy, newCustomer, settled, startWorld, type World } from './world.ts'

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

const refund = (request: { customer: string; orderId: string; amount: string }) =>
  world.server.topUps.refund({ idempotencyKey: randomUUID(), ...request })

test('what is unused leaves out what was refunded at Stripe, though nobody has told of it', async () => {
  const customer = newCustomer()
  const { order, session } = await buy(world, customer)
  await settled(world)
  await world.server.ledger.consume({
    customer,
    currency: 'ai-credits',
    amount: 600n,
    idempotencyKey: 'spend',
  })
  world.simulator.control.addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  await world.simulator.control.refund(session, { amount: 150 })
  await refund({ customer, orderId: order.id, amount: 'unused' })
  expect(await balanceOf(world, customer)).toBe(0n)
  const { data } = await world.server.connection.client.refunds.list({ limit: 2 })
  expect(data.map(({ amount }) => amount)).toEqual([250, 150])
})

test('all that is left is refunded, also beside a refund whose answer is still on its way', async () => {
  const customer = newCustomer()
  const { order } = await buy(world, customer)
  await settled(world)
  const sale = { customer, orderId: order.id }
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/refunds',
    action: { type: 'delay', milliseconds: 1000 },
  })
  const first = refund({ ...sale, amount: '400' })
  const { refunds } = world.server.connection.client
  const isMade = async () => (await refunds.list({ limit: 1 })).data[0]?.amount === 400
  await vi.waitFor(async () => expect(await isMade()).toBe(true))
  expect((await refund({ ...sale, amount: 'all' })).status).toBe('refunded')
  await first
  expect(await balanceOf(world, customer)).toBe(0n)
})

test('F25: a refund during an inquiry takes what that holds, and leaves what was bought apart from it free', async () => {
  const customer = newCustomer()
  const { order, session } = await buy(world, customer)
  await settled(world)
  const dispute = await world.simulator.control.openDispute(session, { isInquiry: true })
  await buy(world, customer, { returnPath: '/again' })
  await settled(world)
  const pool = async () => {
    const { balance, available, held } = await world.server.ledger.balance({
      customer,
      currency: 'ai-credits',
    })
    return { balance, available, held }
  }
  expect(await pool()).toEqual({ balance: 2000n, available: 1000n, held: 1000n })
  const pending = await world.simulator.control.refund(session, { amount: 100, course: 'pending' })
  await settled(world)
  expect(await pool()).toEqual({ balance: 1900n, available: 1000n, held: 900n })
  await world.simulator.control.settle(pending.id, 'fail')
  await settled(world)
  expect(await pool()).toEqual({ balance: 2000n, available: 1000n, held: 1000n })
  const ask = { customer, orderId: order.id }
  await refund({ ...ask, amount: '400' })
  expect(await pool()).toEqual({ balance: 1600n, available: 1000n, held: 600n })
  await refund({ ...ask, amount: 'all' })
  expect(await pool()).toEqual({ balance: 1000n, available: 1000n, held: 0n })
  await world.simulator.control.closeDispute(dispute.id, 'won')
  await settled(world)
  expect(await pool()).toEqual({ balance: 1000n, available: 1000n, held: 0n })
})

test('F25: refunds during an inquiry that took all, and failed: what came back is held again', async () => {
  const customer = newCustomer()
  const { session } = await buy(world, customer)
  await settled(world)
  const dispute = await world.simulator.control.openDispute(session, { isInquiry: true })
  await settled(world)
  const first = await world.simulator.control.refund(session, { amount: 600, course: 'pending' })
  const second = await world.simulator.control.refund(session, { amount: 400, course: 'pending' })
  await settled(world)
  const held = async () => (await world.server.ledger.balance({ customer, currency: 'ai-credits' })).held
  expect(await held()).toBe(0n)
  await world.simulator.control.settle(second.id, 'fail')
  await settled(world)
  expect(await held()).toBe(400n)
  await world.simulator.control.settle(first.id, 'fail')
  await settled(world)
  expect(await held()).toBe(1000n)
  await world.simulator.control.closeDispute(dispute.id, 'won')
  await settled(world)
  expect(await held()).toBe(0n)
})

test('a refund is made, and Stripe answers nothing after it: told to ask again, and the same key finds it', async () => {
  const customer = newCustomer()
  const { order } = await buy(world, customer)
  await settled(world)
  const ask = () =>
    world.server.topUps.refund({ customer, orderId: order.id, amount: '400', idempotencyKey: 'silence' })
  world.simulator.control.addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  world.simulator.control.addFault({
    on: 'call',
    method: 'GET',
    path: '/v1/refunds',
    nth: 2,
    times: 1000,
    action: { type: 'reset' },
  })
  await expect(ask()).rejects.toMatchObject({ name: 'TopUpError', code: 'stripe_unavailable' })
  world.simulator.control.clearFaults()
  expect((await ask()).status).toBe('partly_refunded')
  expect(await balanceOf(world, customer)).toBe(600n)
})
