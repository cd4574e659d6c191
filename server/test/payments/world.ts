import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index.ts'
import type { Order } from '../../src/top-ups/index.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import {
  type PaymentServer,
  type PaymentServerOptions,
  startPaymentServer,
  WEBHOOK_PATH,
  WEBHOOK_SECRET,
} from './server.ts'

export const ORIGIN = 'https://app.example.com'

export interface WorldOptions {
  readonly servers?: number
  readonly simulator?: SimulatorOptions
  readonly server?: Omit<PaymentServerOptions, 'databaseUrl' | 'stripeUrl'>
  /** Whether the simulator delivers webhooks to the first server; true unless given. */
  readonly webhooks?: boolean
}

/** A database, the simulator and servers on them, with a small catalogue. */
export interface World {
  readonly database: TestDatabase
  readonly simulator: Simulator
  readonly servers: readonly PaymentServer[]
  /** The first of them. */
  readonly server: PaymentServer
  close(): Promise<void>
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const database = await createTestDatabase()
  const simulator = await startSimulator({ retryDelays: [50, 100, 200, 400], ...options.simulator })
  const start = () =>
    startPaymentServer({ databaseUrl: database.url, stripeUrl: simulator.url, ...options.server })
  const servers = await Promise.all(Array.from({ length: options.servers ?? 1 }, start))
  const [server] = servers
  if (!server) throw new Error('A world needs a server.')
  if (options.webhooks ?? true) listen(simulator, server)
  await fillCatalogue(server)
  return {
    database,
    simulator,
    servers,
    server,
    async close() {
      await simulator.close()
      await Promise.all(servers.map((one) => one.close()))
      await database.drop()
    },
  }
}

/** Has the simulator deliver its events to a server. */
export function listen(simulator: Simulator, server: PaymentServer): void {
  simulator.control.registerEndpoint({ url: `${server.url}${WEBHOOK_PATH}`, secret: WEBHOOK_SECRET })
}

async function fillCatalogue(server: PaymentServer): Promise<void> {
  await server.ledger.currencies.put({
    id: 'ai-credits',
    name: { singular: 'AI credit', plural: 'AI credits' },
    scale: 0,
  })
  await server.topUps.packages.put('small', {
    name: 'Small',
    credits: '1000',
    prices: [
      { amount: '1000', currency: 'usd' },
      { amount: '500', currency: 'jpy' },
      { amount: '1230', currency: 'kwd' },
    ],
  })
  await server.topUps.packages.put('large', {
    name: 'Large',
    credits: '10000',
    bonusCredits: '2000',
    prices: [{ amount: '9000', currency: 'usd' }],
    maximumQuantity: 10,
    expiresAfterDays: 365,
  })
}

export function newCustomer(): string {
  return `customer-${randomUUID()}`
}

export interface Click {
  readonly currency?: string
  readonly packageId?: string
  readonly credits?: string
  readonly moneyCurrency?: string
  readonly checkoutMode?: 'hosted' | 'embedded'
  readonly idempotencyKey?: string
  readonly returnPath?: string
  readonly paymentMethod?: string
}

/** A click on "Add credits". */
export async function click(
  server: PaymentServer,
  customer: string,
  options: Click = {},
): Promise<{ order: Order; reused: boolean }> {
  const choice = options.credits === undefined ? { packageId: options.packageId ?? 'small' } : {}
  return await server.topUps.start({
    customer,
    origin: ORIGIN,
    returnPath: '/account',
    idempotencyKey: randomUUID(),
    ...choice,
    ...options,
  })
}

/** Stripe's id of the payment page that an order has. */
export async function sessionOf(world: World, order: Order): Promise<string> {
  const { rows } = await world.database.pool.query<{ sessionId: string }>(
    'select session_id as "sessionId" from creditkit.orders where id = $1::uuid',
    [order.id],
  )
  return rows[0]?.sessionId ?? ''
}

/** Stripe's id of the payment that an order has. */
export async function paymentOf(world: World, order: Order): Promise<string> {
  const { rows } = await world.database.pool.query<{ payment: string }>(
    'select payment_id as payment from creditkit.orders where id = $1::uuid',
    [order.id],
  )
  return rows[0]?.payment ?? ''
}

/** A customer who bought 1000 credits once, and said yes to keeping the card. */
export async function withSavedCard(
  world: World,
  number = '4242424242424242',
): Promise<{ customer: string; card: string }> {
  const customer = newCustomer()
  const { order } = await click(world.server, customer)
  await world.simulator.control.pay(await sessionOf(world, order), { number, saves: true, confirms: true })
  await settled(world)
  const [card] = await world.server.topUps.savedCards.list(customer)
  return { customer, card: card?.id ?? '' }
}

/** A click, and a payment with the card. @returns the order as it was before the payment, and its page */
export async function buy(
  world: World,
  customer: string,
  options: Click & {
    readonly card?: string
    readonly quantity?: number
    readonly promotionCode?: string
  } = {},
): Promise<{ order: Order; session: string }> {
  const { card, quantity, promotionCode, ...rest } = options
  const { order } = await click(world.server, customer, rest)
  const session = await sessionOf(world, order)
  await world.simulator.control.pay(session, {
    ...(card !== undefined && { number: card }),
    ...(quantity !== undefined && { quantity }),
    ...(promotionCode !== undefined && { promotionCode }),
  })
  return { order, session }
}

/** Waits until every event was delivered and handled, or given up. */
export async function settled(world: World): Promise<void> {
  await world.simulator.control.idle()
  await vi.waitFor(
    async () => {
      const { rows } = await world.database.pool.query<{ pending: bigint }>(
        `select count(*) as pending from creditkit.webhook_inbox where status = 'pending'`,
      )
      expect(rows[0]?.pending).toBe(0n)
    },
    { timeout: 15_000, interval: 10 },
  )
}

export async function readOrder(world: World, customer: string, order: Order): Promise<Order> {
  return await world.server.topUps.order(customer, order.id)
}

export async function balanceOf(world: World, customer: string): Promise<bigint> {
  return (await world.server.ledger.balance({ customer, currency: 'ai-credits' })).balance
}
