import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { CallAction } from '../../simulator/index.ts'
import { asAdmin } from '../database.ts'
import { checkInvariants } from './invariants.ts'
import { type ServerProcess, spawnServer } from './process.ts'
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

const CREATE = { on: 'call', method: 'POST', path: '/v1/checkout/sessions' } as const

let world: World
beforeAll(async () => {
  world = await startWorld({ server: { worker: { maximumAttempts: 3, firstDelay: 1 } } })
})
afterEach(async () => {
  world.simulator.control.clearFaults()
  await settled(world)
  await checkInvariants(world)
})
afterAll(() => world.close())

async function pagesOf(customer: string): Promise<string[]> {
  const sessions = await world.server.connection.client.checkout.sessions
    .list({ limit: 100 })
    .autoPagingToArray({ limit: 1000 })
  return sessions
    .filter((session) => session.metadata?.['creditkit_customer'] === customer)
    .map(({ id }) => id)
}

test('F9: the database is down at receipt: 5xx, and the retry is processed after recovery', async () => {
  const customer = newCustomer()
  const { order } = await click(world.server, customer)
  const session = await sessionOf(world, order)
  const name = new URL(world.database.url).pathname.slice(1)
  await asAdmin(async (admin) => {
    await admin.query(`alter database ${name} allow_connections false`)
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1::text', [
      name,
    ])
    await world.simulator.control.pay(session)
    await admin.query(`alter database ${name} allow_connections true`)
  })
  const statuses = () =>
    world.simulator.control.deliveries().flatMap(({ attempts }) => attempts.map(({ status }) => status))
  expect(statuses()).toContain(500)
  await vi.waitFor(async () => expect(await balanceOf(world, customer)).toBe(1000n), { timeout: 10_000 })
  expect((await readOrder(world, customer, order)).status).toBe('granted')
})

test('F10: killed after the grant and before the event is marked: no second grant, nothing left behind', async () => {
  await withDoomedServer(async (doomed) => {
    const customer = newCustomer()
    const { order } = await click(world.server, customer)
    await stopBeforeMarking(async () => {
      await world.simulator.control.pay(await sessionOf(world, order))
      await untilSomeoneIsStopped()
      await doomed.kill()
    })
    expect(await balanceOf(world, customer)).toBe(0n)
    await takeOver()
    expect(await balanceOf(world, customer)).toBe(1000n)
    const steps = await world.server.topUps.steps(customer, order.id)
    expect(steps.map(({ to }) => to)).toEqual(['created', 'open', 'paid', 'granted'])
  })
})

test('F10: killed after the event is stored and before it is handled: handled by whoever comes next', async () => {
  await withDoomedServer(async (doomed) => {
    const customer = newCustomer()
    const { order } = await click(world.server, customer)
    // The worker hangs on its question to Stripe.
    world.simulator.control.addFault({
      on: 'call',
      method: 'GET',
      path: '/v1/checkout/sessions/*',
      times: 1000,
      action: { type: 'timeout' },
    })
    await world.simulator.control.pay(await sessionOf(world, order))
    await doomed.kill()
    world.simulator.control.clearFaults()
    expect((await world.server.stripe.figures()).pending).toBeGreaterThan(0)
    expect(await balanceOf(world, customer)).toBe(0n)
    await takeOver()
    expect(await balanceOf(world, customer)).toBe(1000n)
  })
})

test('F11: an event whose handling always throws backs off and becomes a dead letter; the others flow', async () => {
  const customer = newCustomer()
  const { order } = await click(world.server, customer)
  const session = await sessionOf(world, order)
  world.simulator.control.addFault({
    on: 'call',
    method: 'GET',
    path: `/v1/checkout/sessions/${session}`,
    times: 1000,
    action: { type: 'proxy_refusal' },
  })
  await world.simulator.control.pay(session)
  const other = newCustomer()
  await buy(world, other)
  await settled(world)
  expect(await balanceOf(world, other)).toBe(1000n)
  expect(await balanceOf(world, customer)).toBe(0n)
  const { deadLetters } = world.server.stripe
  const dead = await deadLetters.list('dead')
  expect(dead.length).toBeGreaterThan(0)
  expect(dead.every(({ attempts, note }) => attempts === 3 && note !== null)).toBe(true)
  expect((await world.server.stripe.figures()).dead).toBe(dead.length)

  world.simulator.control.clearFaults()
  expect(await deadLetters.replay('evt_unknown')).toBe(false)
  expect(await deadLetters.replay(dead[0]?.eventId ?? '')).toBe(true)
  expect(await deadLetters.replayAll()).toBe(dead.length - 1)
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
  expect(await deadLetters.list('dead')).toEqual([])
})

test.each<[string, CallAction]>([
  ['500', { type: 'status', status: 500 }],
  ['429', { type: 'status', status: 429 }],
  ['a reset', { type: 'reset' }],
  ['no answer in time', { type: 'timeout' }],
])('F12: Stripe answers %s once on create: retried with the same key, one page', async (_what, action) => {
  const customer = newCustomer()
  world.simulator.control.addFault({ ...CREATE, action })
  const { order } = await click(world.server, customer)
  expect(order.status).toBe('open')
  expect(await pagesOf(customer)).toHaveLength(1)
})

test.each<[string, CallAction]>([
  ['500', { type: 'status', status: 500 }],
  ['a 500 that is kept for the key', { type: 'status', status: 500, kept: true }],
  ['429', { type: 'status', status: 429 }],
  ['a reset', { type: 'reset' }],
  ['a refusal by a proxy', { type: 'proxy_refusal' }],
])(
  'F12: Stripe answers %s for long: an error that the person can retry, and then one page',
  async (_what, action) => {
    const customer = newCustomer()
    world.simulator.control.addFault({ ...CREATE, times: 3, action })
    await expect(click(world.server, customer)).rejects.toMatchObject({ code: 'stripe_unavailable' })
    world.simulator.control.clearFaults()
    const { order } = await clickUntilOpen(customer)
    const pages = await pagesOf(customer)
    expect(pages).toEqual([await sessionOf(world, order)])
    const { data } = await world.server.topUps.orders({ customer })
    expect(data).toHaveLength(1)
  },
)

test('F13: the page was made and the answer lost: it is found and shown', async () => {
  const customer = newCustomer()
  world.simulator.control.addFault({ ...CREATE, times: 3, action: { type: 'lose_answer' } })
  const { order } = await click(world.server, customer)
  expect(await pagesOf(customer)).toEqual([await sessionOf(world, order)])
})

test('F13: the answer was lost and Stripe stays silent; the person clicks again: the same order and page', async () => {
  const customer = newCustomer()
  const lost = world.simulator.control
  lost.addFault({ ...CREATE, times: 3, action: { type: 'lose_answer' } })
  lost.addFault({
    on: 'call',
    method: 'GET',
    path: '/v1/checkout/sessions',
    times: 1000,
    action: { type: 'reset' },
  })
  await expect(click(world.server, customer)).rejects.toMatchObject({ code: 'stripe_unavailable' })
  lost.clearFaults()
  const before = await world.server.topUps.orders({ customer })
  const again = await click(world.server, customer)
  expect(again).toMatchObject({ reused: true, order: { id: before.data[0]?.id, status: 'open' } })
  expect(await pagesOf(customer)).toEqual([await sessionOf(world, again.order)])
})

async function clickUntilOpen(customer: string) {
  // A key whose answer Stripe keeps is given up at the second click.
  return await click(world.server, customer).catch(() => click(world.server, customer))
}

/** For a while events are received and handled by another process alone. */
async function withDoomedServer(work: (doomed: ServerProcess) => Promise<void>): Promise<void> {
  await world.server.stripe.worker.stop()
  await removeEndpoints()
  const doomed = await spawnServer(world)
  listenTo(doomed.url)
  try {
    await work(doomed)
  } finally {
    await doomed.kill()
    await removeEndpoints()
    listenTo(world.server.url)
    world.server.stripe.worker.start()
  }
}

function listenTo(url: string): void {
  world.simulator.control.registerEndpoint({ url: `${url}${WEBHOOK_PATH}`, secret: WEBHOOK_SECRET })
}

async function removeEndpoints(): Promise<void> {
  const { webhookEndpoints } = world.server.connection.client
  const { data } = await webhookEndpoints.list()
  await Promise.all(data.map(({ id }) => webhookEndpoints.del(id)))
}

test('F12: Stripe keeps a 500 for the key of a customer: the next click succeeds', async () => {
  const customer = newCustomer()
  world.simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path: '/v1/customers',
    action: { type: 'status', status: 500, kept: true },
  })
  await expect(click(world.server, customer)).rejects.toMatchObject({ code: 'stripe_unavailable' })
  expect((await click(world.server, customer)).order.status).toBe('open')
})

/** Whoever marks an event waits for a lock that this test holds while `work` runs. */
async function stopBeforeMarking(work: () => Promise<void>): Promise<void> {
  const client = await world.database.pool.connect()
  try {
    await client.query(`
      create function creditkit.test_stop() returns trigger language plpgsql
      as $$ begin perform pg_advisory_xact_lock(1); return new; end $$;
      create trigger test_stop before update on creditkit.webhook_inbox
      for each row execute function creditkit.test_stop();
      select pg_advisory_lock(1)`)
    await work()
  } finally {
    await client.query(`
      select pg_advisory_unlock(1);
      drop trigger test_stop on creditkit.webhook_inbox;
      drop function creditkit.test_stop()`)
    client.release()
  }
}

async function untilSomeoneIsStopped(): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await world.database.pool.query(
      `select from pg_locks where locktype = 'advisory' and objid = 1 and not granted`,
    )
    expect(rows.length).toBeGreaterThan(0)
  })
}

/** The server that was there all along handles what the other one has left. */
async function takeOver(): Promise<void> {
  await vi.waitFor(
    async () => {
      await world.server.stripe.worker.drain()
      expect((await world.server.stripe.figures()).pending).toBe(0)
    },
    { timeout: 10_000, interval: 50 },
  )
}
