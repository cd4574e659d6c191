import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { balanceOf, buy, newCustomer, settled, startWorld, type World } from './world.ts'

/** No worker looks by itself while a test runs. */
const NEVER = 3_600_000

let world: World
beforeAll(async () => {
  world = await startWorld({ servers: 2, server: { worker: { pollInterval: NEVER } } })
})
afterAll(() => world.close())

test('the server that receives an event handles it at once', async () => {
  const customer = newCustomer()
  await buy(world, customer)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
})

test('an event that the receiving server has no time for is handled by another one', async () => {
  const [busy, free] = world.servers
  await busy?.stripe.worker.stop()
  const listener = new Client({ connectionString: world.database.url })
  await listener.connect()
  listener.on('notification', () => free?.stripe.wake())
  await listener.query('listen creditkit_inbox')
  try {
    const customer = newCustomer()
    await buy(world, customer)
    await settled(world)
    expect(await balanceOf(world, customer)).toBe(1000n)
  } finally {
    await listener.end()
    busy?.stripe.worker.start()
  }
  await checkInvariants(world)
})
