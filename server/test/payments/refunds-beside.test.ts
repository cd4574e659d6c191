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
