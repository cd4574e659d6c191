import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { balanceOf, buy, click, newCustomer, sessionOf, startWorld, type World } from './world.ts'

let world: World
/** Calls to Stripe, by method and path. */
const calls: string[] = []
beforeAll(async () => {
  world = await startWorld({ webhooks: false })
  world.server.connection.client.on('response', ({ method, path }: { method: string; path: string }) => {
    calls.push(`${method} ${path.split('?')[0] ?? ''}`)
  })
})
afterAll(() => world.close())

const goBack = (reference: string) =>
  fetch(`${world.server.url}/v1/checkout/return?session_id=${reference}`, { redirect: 'manual' })

const callsDuring = async (work: () => Promise<unknown>): Promise<string[]> => {
  calls.length = 0
  await work()
  return [...calls]
}

test('who comes back a hundred times at once asks Stripe once, and leaves the connections to others', async () => {
  const customer = newCustomer()
  const { session } = await buy(world, customer)
  world.simulator.control.addFault({
    on: 'call',
    method: 'GET',
    path: `/v1/checkout/sessions/${session}`,
    action: { type: 'delay', milliseconds: 500 },
  })
  const asked = await callsDuring(async () => {
    const returns = Promise.all(Array.from({ length: 100 }, () => goBack(session)))
    // Answered meanwhile: more returns than there are connections do not use them all up.
    expect(await balanceOf(world, customer)).toBe(0n)
    const statuses = (await returns).map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set([303]))
  })
  expect(asked).toEqual([`GET /v1/checkout/sessions/${session}`])
  expect(await balanceOf(world, customer)).toBe(1000n)
  await checkInvariants(world)
})

test('a page that is done, and a page that is none of ours, ask Stripe nothing', async () => {
  const { session } = await buy(world, newCustomer())
  await goBack(session)
  expect(await callsDuring(() => goBack(session))).toEqual([])
  expect(
    await callsDuring(async () => {
      await expect(world.server.topUps.finishReturn('cs_test_guessed')).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(world.server.topUps.finishReturn('pi_guessed')).rejects.toMatchObject({
        code: 'not_found',
      })
    }),
  ).toEqual([])
})

test('who comes back without having paid is led back all the same', async () => {
  const { order } = await click(world.server, newCustomer())
  const answer = await goBack(await sessionOf(world, order))
  expect(answer.headers.get('location')).toContain(order.id)
})
