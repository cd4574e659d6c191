import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkInvariants } from './invariants.ts'
import { balanceOf, buy, click, newCustomer, sessionOf, settled, startWorld, type World } from './world.ts'

const run = promisify(execFile)
const COMMAND = join(import.meta.dirname, '../../src/stripe/dead-letters-command.ts')

let world: World
beforeAll(async () => {
  world = await startWorld({ server: { worker: { maximumAttempts: 1 } } })
})
afterAll(() => world.close())

const command = (...words: string[]) =>
  run(process.execPath, [COMMAND, ...words], { env: { ...process.env, DATABASE_URL: world.database.url } })

test('dead letters are listed and put back by a command', async () => {
  const customer = newCustomer()
  const { order } = await click(world.server, customer)
  const session = await sessionOf(world, order)
  const path = `/v1/checkout/sessions/${session}`
  world.simulator.control.addFault({ on: 'call', path, times: 1000, action: { type: 'proxy_refusal' } })
  await world.simulator.control.pay(session)
  await settled(world)
  world.simulator.control.clearFaults()

  const { stdout } = await command('list')
  expect(stdout).toContain('checkout.session.completed')
  expect(stdout).toContain('dead')
  const [id = ''] = /evt_\w+/.exec(stdout) ?? []
  expect((await command('replay', id)).stdout).toBe('Put back.\n')
  await command('replay', '--all')
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(1000n)
  expect((await command('list')).stdout).toBe('')
  await expect(command('replay', 'evt_none')).rejects.toMatchObject({ code: 1 })
  await expect(command()).rejects.toMatchObject({ stderr: expect.stringContaining('Usage') as string })
  await checkInvariants(world)
})

test('the daily comparison finds what nobody told, puts it right and keeps a note', async () => {
  const { addFault, clearFaults, refund } = world.simulator.control
  const [lost, refunded] = [newCustomer(), newCustomer()]
  const { session } = await buy(world, refunded)
  await settled(world)
  addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  await buy(world, lost)
  await refund(session)
  clearFaults()
  const findings = await world.server.stripe.reconciler.compare()
  expect(findings).toHaveLength(2)
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'not_granted', customer: lost, repaired: true }),
      expect.objectContaining({ kind: 'not_taken_back', customer: refunded, repaired: true }),
    ]),
  )
  expect(await balanceOf(world, lost)).toBe(1000n)
  expect(await balanceOf(world, refunded)).toBe(0n)
  expect(await world.server.stripe.reconciler.compare()).toEqual([])
  expect((await world.server.topUps.figures()).drift).toBe(0)
  await checkInvariants(world)
})

test('F8: a clock that is ahead of Stripe’s by more than the overlap loses no event of the list', async () => {
  const ahead = await startWorld({ webhooks: false })
  const { reconciler } = ahead.server.stripe
  await ahead.simulator.control.advance(-20 * 60_000)
  const customer = newCustomer()
  const { session } = await buy(ahead, customer)
  await reconciler.listEvents()
  await settled(ahead)
  expect(await balanceOf(ahead, customer)).toBe(1000n)
  await ahead.simulator.control.refund(session)
  await reconciler.listEvents()
  await settled(ahead)
  expect(await balanceOf(ahead, customer)).toBe(0n)
  await checkInvariants(ahead)
  await ahead.close()
})

test('the daily comparison tells of a grant whose payment Stripe does not know, and goes on', async () => {
  const [unknown, lost] = [newCustomer(), newCustomer()]
  const { order } = await buy(world, unknown)
  await settled(world)
  const payment = (assigned: string) =>
    world.database.pool.query(`
      alter table creditkit.orders disable trigger orders_guard;
      update creditkit.orders set payment_id = ${assigned} where id = '${order.id}';
      alter table creditkit.orders enable trigger orders_guard`)
  await payment(`payment_id || 'gone'`)
  world.simulator.control.addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  await buy(world, lost)
  world.simulator.control.clearFaults()
  const findings = await world.server.stripe.reconciler.compare()
  await payment(`replace(payment_id, 'gone', '')`)
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'not_paid', orderId: order.id, repaired: false }),
      expect.objectContaining({ kind: 'not_granted', customer: lost, repaired: true }),
    ]),
  )
})

test('the daily comparison tells of a payment that cannot be applied, and goes on', async () => {
  const [lost, broken] = [newCustomer(), newCustomer()]
  const { addFault, clearFaults } = world.simulator.control
  addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  await buy(world, lost)
  const { session } = await buy(world, broken)
  const path = `/v1/checkout/sessions/${session}`
  addFault({ on: 'call', method: 'GET', path, times: 1000, action: { type: 'status', status: 404 } })
  const findings = await world.server.stripe.reconciler.compare()
  clearFaults()
  expect(findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'not_granted', customer: broken, repaired: false }),
      expect.objectContaining({ kind: 'not_granted', customer: lost, repaired: true }),
    ]),
  )
  await world.server.stripe.reconciler.compare()
  expect(await balanceOf(world, broken)).toBe(1000n)
})

test('the daily comparison gives back what a refund took that failed unheard', async () => {
  const customer = newCustomer()
  const { session } = await buy(world, customer)
  const { addFault, clearFaults, refund, settle } = world.simulator.control
  const made = await refund(session, { amount: 400, course: 'pending' })
  await settled(world)
  expect(await balanceOf(world, customer)).toBe(600n)
  addFault({ on: 'delivery', times: 1000, action: { type: 'drop' } })
  await settle(made.id, 'fail')
  clearFaults()
  const findings = await world.server.stripe.reconciler.compare()
  expect(findings).toMatchObject([{ kind: 'not_taken_back', customer, repaired: true }])
  expect(await balanceOf(world, customer)).toBe(1000n)
})

test('what was handled long ago is forgotten, and what needs a person is kept', async () => {
  const { pool } = world.database
  await pool.query(
    `insert into creditkit.webhook_inbox (event_id, type, livemode, payload, source, status, occurred_at, received_at)
     select 'evt_old_' || status, 'charge.updated', false, '', 'webhook', status, now(), now() - interval '91 days'
     from unnest(array['handled', 'ignored', 'set_aside']) as status`,
  )
  await pool.query(
    `insert into creditkit.reconciler_cursors (name, livemode, reached_at)
     values ('comparison', false, now() - interval '2 days')`,
  )
  await world.server.stripe.reconciler.run()
  const { rows } = await pool.query(
    `select event_id from creditkit.webhook_inbox where event_id like 'evt\\_old%'`,
  )
  expect(rows).toEqual([{ event_id: 'evt_old_set_aside' }])
  await pool.query(`delete from creditkit.webhook_inbox where event_id = 'evt_old_set_aside'`)
})

test('an operator sees how orders and the inbox stand', async () => {
  await click(world.server, newCustomer())
  const { ordersByStatus } = await world.server.topUps.figures()
  expect(ordersByStatus.open).toBeGreaterThan(0)
  expect(ordersByStatus.granted).toBeGreaterThan(0)
  await world.server.stripe.worker.stop()
  await buy(world, newCustomer(), { returnPath: '/waiting' })
  await world.simulator.control.idle()
  const waiting = await world.server.stripe.figures()
  expect(waiting.pending).toBeGreaterThan(0)
  expect(waiting.oldestPendingSeconds).toBeGreaterThan(0)
  world.server.stripe.worker.start()
  await settled(world)
  expect(await world.server.stripe.figures()).toEqual({
    pending: 0,
    oldestPendingSeconds: 0,
    dead: 0,
    setAside: 0,
  })
})

test('the diagram of an order’s states shows the steps that the database allows, and no others', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../../ARCHITECTURE.md'), 'utf8')
  const [, diagram = ''] = /stateDiagram-v2(.*?)```/s.exec(page) ?? []
  const drawn = [...diagram.matchAll(/^ +(\w+) --> (\w+)/gm)].map(([, from, to]) => `${from} ${to}`)
  const { rows } = await world.database.pool.query<{ step: string }>(
    `select from_status || ' ' || to_status as step from creditkit.order_transitions`,
  )
  expect(drawn.sort()).toEqual(rows.map(({ step }) => step).sort())
})

test('the database refuses a step that the state machine does not have, and an edit of what was sold', async () => {
  const { order } = await click(world.server, newCustomer(), { returnPath: '/steps' })
  const set = (assignment: string) =>
    world.database.pool.query(`update creditkit.orders set ${assignment} where id = $1::uuid`, [order.id])
  await expect(set(`status = 'granted'`)).rejects.toThrow(/cannot go from open to granted/)
  await expect(set(`status = 'refunded'`)).rejects.toThrow(/cannot go from open to refunded/)
  await expect(set(`status = 'unheard-of'`)).rejects.toThrow(/cannot go from/)
  await expect(set('price = 1')).rejects.toThrow(/cannot be edited/)
  await expect(set('credits = credits + 1')).rejects.toThrow(/cannot be edited/)
  await expect(set('taken_back_credits = 1')).rejects.toThrow(/check constraint/)
})
