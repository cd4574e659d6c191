import { expect } from 'vitest'
import type { World } from './world.ts'

export interface Expected {
  /** Events that are meant to stand as set aside or dead. */
  readonly setAside?: number
  readonly dead?: number
  /** Payments that are meant to have no grant: set aside for a person. */
  readonly ungranted?: number
}

/** What has to hold after every test, whatever it did. */
export async function checkInvariants(world: World, expected: Expected = {}): Promise<void> {
  await oneGrantPerPayment(world)
  await takenBackIsWhatTheLedgerSays(world)
  await ledgerVerifies(world)
  await paymentsAndGrantsMatch(world, expected)
  await nothingUnhandled(world, expected)
}

// Of one moment, so that it holds while others work: one statement sees one state.
const BROKEN = `
  select 'order ' || o.id || ' and its grant differ' as what from creditkit.orders o
  where o.grant_id is not null and (
    (select count(*) from creditkit.grants g where g.customer = o.customer and g.order_id = o.id::text) <> 1
    or o.taken_back_credits <> (
      select g.clawed_back from creditkit.grants g where g.customer = o.customer and g.id::text = o.grant_id
    )
    or o.taken_back_credits > o.granted_credits
  )
  union all
  select 'payment ' || payment_id || ' is granted twice' from creditkit.orders
  where grant_id is not null group by payment_id having count(*) > 1
  union all
  select 'grant ' || g.id || ' has no order' from creditkit.grants g
  where g.source = 'top_up' and not exists (
    select from creditkit.orders o where o.customer = g.customer and o.grant_id = g.id::text
  )
  union all
  select 'the pool of ' || p.customer || ' does not add up' from creditkit.pools p
  where p.balance <> (
    select coalesce(sum(e.amount), 0) from creditkit.entries e
    where e.customer = p.customer and e.currency = p.currency and e.resource = p.resource
  )`

/** What has to hold at every instant, in the middle of whatever happens. */
export async function checkAtAnyInstant(world: World): Promise<void> {
  const { rows } = await world.database.pool.query<{ what: string }>(BROKEN)
  expect(rows.map(({ what }) => what)).toEqual([])
}

interface GrantedOrder {
  readonly customer: string
  readonly id: string
  readonly paymentId: string
  readonly grantId: string
  readonly granted: bigint
  readonly takenBack: bigint
}

async function grantedOrders(world: World): Promise<GrantedOrder[]> {
  const { rows } = await world.database.pool.query<GrantedOrder>(
    `select customer, id, payment_id as "paymentId", grant_id as "grantId", granted_credits as granted,
       taken_back_credits as "takenBack"
     from creditkit.orders where grant_id is not null order by id`,
  )
  return rows
}

async function oneGrantPerPayment(world: World): Promise<void> {
  const orders = await grantedOrders(world)
  expect(new Set(orders.map((order) => order.paymentId)).size).toBe(orders.length)
  for (const order of orders) {
    // oxlint-disable-next-line no-await-in-loop
    const { data } = await world.server.ledger.grants(order.customer, { orderId: order.id })
    expect(data.map((grant) => [grant.id, grant.amount])).toEqual([[order.grantId, order.granted]])
    // oxlint-disable-next-line no-await-in-loop
    const entries = await world.server.ledger.entries(order.customer, { orderId: order.id, kinds: ['grant'] })
    expect(entries.data).toHaveLength(1)
  }
}

async function takenBackIsWhatTheLedgerSays(world: World): Promise<void> {
  for (const order of await grantedOrders(world)) {
    // oxlint-disable-next-line no-await-in-loop
    const grant = await world.server.ledger.grantById(order.customer, order.grantId)
    expect(order.takenBack).toBe(grant.clawedBack)
    expect(order.takenBack >= 0n && order.takenBack <= order.granted).toBe(true)
  }
}

async function ledgerVerifies(world: World): Promise<void> {
  const findings: unknown[] = []
  for await (const finding of world.server.ledger.verify()) findings.push(finding)
  expect(findings).toEqual([])
}

/** Every succeeded payment in the simulator has its grant, and every top-up grant its payment. */
async function paymentsAndGrantsMatch(world: World, expected: Expected): Promise<void> {
  const stripe = world.server.connection.client
  const sessions = await stripe.checkout.sessions.list({ limit: 100 }).autoPagingToArray({ limit: 1000 })
  const paid = sessions
    .filter((session) => session.status === 'complete' && session.payment_status !== 'unpaid')
    .map((session) => (typeof session.payment_intent === 'string' ? session.payment_intent : session.id))
  const intents = await stripe.paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 1000 })
  const succeeded = intents.filter((intent) => intent.status === 'succeeded').map((intent) => intent.id)
  const payments = new Set([...paid, ...succeeded])
  const granted = new Set((await grantedOrders(world)).map((order) => order.paymentId))
  expect([...granted].filter((payment) => !payments.has(payment))).toEqual([])
  expect([...payments].filter((payment) => !granted.has(payment))).toHaveLength(expected.ungranted ?? 0)
}

async function nothingUnhandled(world: World, expected: Expected): Promise<void> {
  const { rows } = await world.database.pool.query<{ status: string; count: bigint }>(
    `select status, count(*) as count from creditkit.webhook_inbox
     where status in ('pending', 'dead', 'set_aside') group by status`,
  )
  const counts = Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]))
  expect({ pending: 0, dead: 0, set_aside: 0, ...counts }).toEqual({
    pending: 0,
    dead: expected.dead ?? 0,
    set_aside: expected.setAside ?? 0,
  })
}
