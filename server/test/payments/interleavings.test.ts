import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { checkAtAnyInstant, checkInvariants } from './invariants.ts'
import { type ServerProcess, spawnServer } from './process.ts'
import { type PaymentServer, WEBHOOK_PATH, WEBHOOK_SECRET } from './server.ts'
import { click, newCustomer, sessionOf, settled, startWorld, type World } from './world.ts'

/** Set to play a run again. */
const SEED = Number(process.env['SEED'] ?? randomInt(2 ** 31))
const STEPS = Number(process.env['STEPS'] ?? 40)
/** Steps after which the faults end, and everything has to come right. What holds always is checked after each. */
const RECOVER_EVERY = 20
/** Steps after which a server is killed in any case, beside whatever else happens then. */
const KILL_EVERY = 15

let world: World
/** Works off the same inbox, and is killed now and then. */
let other: ServerProcess
beforeAll(async () => {
  process.stdout.write(`random interleavings of payments: SEED=${SEED}\n`)
  world = await startWorld({ servers: 2 })
  await startOther()
})
afterAll(async () => {
  await other.kill()
  await world.close()
})

const random = new Random(SEED)
const below = (limit: number) => random.below(limit)
const pick = <Item>(items: readonly Item[]): Item | undefined => items[below(items.length)]

interface Sale {
  readonly customer: string
  readonly session: string
  readonly packageId: string
  state: 'open' | 'processing' | 'paid'
  disputes: string[]
  refunds: string[]
}

const customers = Array.from({ length: 4 }, newCustomer)
const sales: Sale[] = []

type Step = () => Promise<unknown>

let kills = 0

const steps: readonly (readonly [weight: number, name: string, step: Step])[] = [
  [8, 'click', beginSale],
  [8, 'pay', () => advance('open', pay)],
  [2, 'expire', () => advance('open', expire)],
  [4, 'settle', () => advance('processing', settle)],
  [3, 'one click', buyWithSavedCard],
  [4, 'refund', () => advance('paid', refund)],
  [2, 'refund over the API', () => advance('paid', refundOverApi)],
  [2, 'settle a refund', () => advance('paid', settleRefund)],
  [2, 'dispute', () => advance('paid', dispute)],
  [2, 'close a dispute', () => advance('paid', closeDispute)],
  [6, 'consume', consume],
  [3, 'events lost', () => deliveryFault('drop')],
  [3, 'events late', () => deliveryFault('delay')],
  [3, 'events doubled', () => deliveryFault('duplicate')],
  [2, 'events reversed', () => deliveryFault('reverse')],
  [2, 'an old event again', replayEvent],
  [2, 'Stripe fails', callFault],
  [3, 'return page', () => advance('paid', (sale) => server().topUps.finishReturn(sale.session))],
  [2, 'sweep', sweep],
  [2, 'list events', () => server().stripe.reconciler.listEvents()],
  [1, 'a server is killed', killServer],
  [2, 'connections are cut', cutConnections],
]

test(`random interleavings keep every invariant (SEED=${SEED})`, { timeout: 120_000 }, async () => {
  const weights = steps.reduce((sum, [weight]) => sum + weight, 0)
  const played: string[] = []
  try {
    for (let number = 1; number <= STEPS; number += 1) {
      const together = Array.from({ length: 1 + below(3) }, () => choose(below(weights)))
      if (number % KILL_EVERY === 0) together.push([0, 'a server is killed', killServer])
      played.push(together.map(([, name]) => name).join(' + '))
      // Refusals are outcomes like others; what must not be is found by the invariants.
      // oxlint-disable-next-line no-await-in-loop
      await Promise.allSettled(together.map(([, , step]) => step()))
      // oxlint-disable-next-line no-await-in-loop
      await checkAtAnyInstant(world)
      // oxlint-disable-next-line no-await-in-loop
      if (number % RECOVER_EVERY === 0) await recoverAndCheck()
    }
    await recoverAndCheck()
    expect(sales.length).toBeGreaterThan(0)
    expect(kills).toBeGreaterThanOrEqual(Math.floor(STEPS / KILL_EVERY))
  } catch (error) {
    throw new Error(`SEED=${SEED} failed after:\n${played.join('\n')}`, { cause: error })
  }
})

function choose(at: number): (typeof steps)[number] {
  let left = at
  for (const step of steps) {
    left -= step[0]
    if (left < 0) return step
  }
  throw new Error('The weights do not add up.')
}

const server = (): PaymentServer => pick(world.servers) ?? world.server

async function beginSale(): Promise<void> {
  const customer = pick(customers) ?? ''
  const returnPath = `/${below(3)}`
  const packageId = pick(['small', 'large']) ?? 'small'
  const { order } = await click(server(), customer, { packageId, returnPath })
  const session = await sessionOf(world, order)
  if (session && !sales.some((sale) => sale.session === session)) {
    sales.push({ customer, session, packageId, state: 'open', disputes: [], refunds: [] })
  }
}

async function advance(state: Sale['state'], act: (sale: Sale) => Promise<unknown>): Promise<void> {
  const sale = pick(sales.filter((one) => one.state === state))
  if (sale) await act(sale)
}

async function pay(sale: Sale): Promise<void> {
  const number = pick(['4242424242424242', '4242424242424242', '000123456789', '4000000000000002']) ?? ''
  const quantity = sale.packageId === 'large' ? { quantity: 1 + below(3) } : {}
  const saves = below(2) === 0
  const { type } = await world.simulator.control.pay(sale.session, { number, saves, ...quantity })
  if (type === 'complete') sale.state = number.startsWith('000') ? 'processing' : 'paid'
}

async function buyWithSavedCard(): Promise<void> {
  const customer = pick(customers) ?? ''
  const card = pick(await server().topUps.savedCards.list(customer))
  if (card) await click(server(), customer, { paymentMethod: card.id, returnPath: `/${below(3)}` })
}

async function refundOverApi(sale: Sale): Promise<void> {
  const { data } = await server().topUps.orders({ customer: sale.customer })
  const order = pick(data.filter(({ status }) => status === 'granted' || status === 'partly_refunded'))
  const amount = pick(['all', 'unused', '10']) ?? 'all'
  const idempotencyKey = `refund-${below(1_000_000)}`
  if (order)
    await server().topUps.refund({ customer: sale.customer, orderId: order.id, amount, idempotencyKey })
}

const expire = (sale: Sale) => world.simulator.control.expire(sale.session)

async function settle(sale: Sale): Promise<void> {
  const outcome = pick(['succeed', 'succeed', 'fail'] as const) ?? 'succeed'
  await world.simulator.control.settle(sale.session, outcome)
  if (outcome === 'succeed') sale.state = 'paid'
}

async function refund(sale: Sale): Promise<void> {
  const course = pick(['succeeds', 'pending', 'fails'] as const) ?? 'succeeds'
  const amount = pick([1, 99, 250, 333, undefined])
  const made = await world.simulator.control.refund(sale.session, { amount, course })
  sale.refunds.push(made.id)
}

async function settleRefund(sale: Sale): Promise<void> {
  const id = pick(sale.refunds)
  if (id) await world.simulator.control.settle(id, pick(['succeed', 'fail'] as const) ?? 'succeed')
}

async function dispute(sale: Sale): Promise<void> {
  const opened = await world.simulator.control.openDispute(sale.session, { isInquiry: below(2) === 0 })
  sale.disputes.push(opened.id)
}

async function closeDispute(sale: Sale): Promise<void> {
  const id = pick(sale.disputes)
  if (id) await world.simulator.control.closeDispute(id, pick(['won', 'lost'] as const) ?? 'won')
}

async function consume(): Promise<void> {
  const amount = BigInt(1 + below(400))
  const idempotencyKey = `consume-${below(1_000_000)}`
  await server().ledger.consume({
    customer: pick(customers) ?? '',
    currency: 'ai-credits',
    amount,
    idempotencyKey,
  })
}

async function deliveryFault(type: 'drop' | 'delay' | 'duplicate' | 'reverse'): Promise<void> {
  const action = type === 'delay' ? { type, milliseconds: below(150) } : { type }
  world.simulator.control.addFault({ on: 'delivery', times: 1 + below(4), action })
  await Promise.resolve()
}

async function callFault(): Promise<void> {
  const action = pick([
    { type: 'status', status: 500 },
    { type: 'status', status: 429 },
    { type: 'reset' },
    { type: 'lose_answer' },
    { type: 'proxy_refusal' },
    { type: 'delay', milliseconds: 100 },
  ] as const)
  if (action) world.simulator.control.addFault({ on: 'call', path: '/v1/*', times: 1 + below(3), action })
  await Promise.resolve()
}

async function replayEvent(): Promise<void> {
  const event = pick(world.simulator.control.events())
  if (event) await world.simulator.control.deliverAgain(event.id)
}

async function sweep(): Promise<void> {
  await world.database.pool.query(
    'update creditkit.orders set next_check_at = now() where next_check_at is not null',
  )
  await server().stripe.reconciler.sweep()
}

/** It gets every event too, so that it is killed over some of them. */
async function startOther(): Promise<void> {
  other = await spawnServer(world)
  const url = `${other.url}${WEBHOOK_PATH}`
  world.simulator.control.registerEndpoint({ url, secret: WEBHOOK_SECRET })
}

async function killServer(): Promise<void> {
  const { url } = other
  // Amid the work of another payment.
  await Promise.allSettled([beginSale(), advance('open', pay)])
  await other.kill()
  kills += 1
  const { webhookEndpoints } = world.server.connection.client
  const { data } = await webhookEndpoints.list({ limit: 100 })
  await Promise.all(
    data.filter((one) => one.url.startsWith(url)).map(({ id }) => webhookEndpoints.del(id).catch(() => {})),
  )
  await startOther()
}

/** Transactions end in the middle of whatever they do. */
async function cutConnections(): Promise<void> {
  await world.database.pool.query(
    `select pg_terminate_backend(pid) from (
       select pid from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and application_name = 'creditkit'
       order by random() limit 3
     ) as victims`,
  )
}

/** The faults end, the reconciler runs, and everything is as it should be. */
async function recoverAndCheck(): Promise<void> {
  world.simulator.control.clearFaults()
  await world.simulator.control.idle()
  await world.server.stripe.deadLetters.replayAll()
  await world.database.pool.query(
    `update creditkit.webhook_inbox set next_attempt_at = now() where status = 'pending'`,
  )
  await sweep()
  await world.server.stripe.reconciler.listEvents()
  world.server.stripe.worker.wake()
  await settled(world)
  await checkInvariants(world)
}
