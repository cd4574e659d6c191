import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { startSimulator, type Simulator, type SimulatorOptions } from '../simulator/index.ts'
import { readConfiguration } from '../src/configuration.ts'
import type { Limits } from '../src/http/limits.ts'
import { createLogger } from '../src/http/logging.ts'
import { startServer, type RunningServer } from '../src/start-server.ts'
import { Api } from './api.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export const origin = 'https://app.example.com'
const webhookSecret = 'whsec_http_tests'

export interface TestServerOptions {
  readonly servers?: number
  readonly limits?: Partial<Limits>
  readonly simulator?: SimulatorOptions
  readonly environment?: Record<string, string>
}

/** Whole servers on one database, with the simulator, a secret key and a small catalogue. */
export interface TestServer {
  readonly url: string
  /** Of every server. */
  readonly urls: readonly string[]
  readonly running: RunningServer
  readonly database: TestDatabase
  readonly simulator: Simulator
  readonly secret: string
  /** Without any token. */
  readonly api: Api
  /** With the secret key. */
  readonly host: Api
  /** What was logged so far. */
  readonly log: () => string
  /** A browser's session for a customer. */
  session(
    customer: string,
    more?: Record<string, unknown>,
  ): Promise<{ id: string; token: string; origin: string }>
  /** The API as that customer's page sees it. */
  browser(customer: string, more?: Record<string, unknown>): Promise<Api>
  close(): Promise<void>
}

const generous: Limits = {
  perAddress: 1_000_000,
  perCustomer: 1_000_000,
  checkoutsPerAddress: 1_000_000,
  checkoutsPerCustomer: 1_000_000,
  failuresPerAddress: 1_000_000,
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const database = await createTestDatabase()
  const simulator = await startSimulator({ retryDelays: [50, 100, 200, 400], ...options.simulator })
  const lines: string[] = []
  const log = createLogger('trace', { write: (line: string) => void lines.push(line) })
  const ports = await Promise.all(Array.from({ length: options.servers ?? 1 }, freePort))
  const start = async (port: number) => {
    const configuration = readConfiguration({
      DATABASE_URL: database.url,
      CREDITKIT_PORT: String(port),
      // All servers are behind one address, so a token of one is good on every other.
      CREDITKIT_PUBLIC_URL: `http://127.0.0.1:${ports[0]}`,
      CREDITKIT_ALLOWED_ORIGINS: origin,
      STRIPE_API_BASE: simulator.url,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      ...options.environment,
    })
    return await startServer(configuration, log, { limits: { ...generous, ...options.limits } })
  }
  const all = await Promise.all(ports.map(start))
  const [running] = all
  if (!running) throw new Error('A test server needs a server.')
  simulator.control.registerEndpoint({ url: `${running.url}/stripe/webhooks`, secret: webhookSecret })
  const secret = await running.access.apiKeys.create('tests')
  const api = new Api(running.url)
  const host = api.withKey(secret)
  const session: TestServer['session'] = async (customer, more = {}) => {
    const { body } = await host.post<{ id: string; token: string; origin: string }>('/v1/sessions', {
      customer,
      origin,
      ...more,
    })
    return body
  }
  return {
    url: running.url,
    urls: all.map((one) => one.url),
    running,
    database,
    simulator,
    secret,
    api,
    host,
    log: () => lines.join(''),
    session,
    browser: async (customer, more) => api.withSession(await session(customer, more)),
    async close() {
      await simulator.close()
      await Promise.all(all.map((one) => one.stop()))
      await database.drop()
    },
  }
}

/** A currency, two features with rates, a package and a custom amount. */
export async function fillCatalogue(host: Api): Promise<void> {
  await host.put('/v1/currencies/ai', {
    name: { singular: 'AI credit', plural: 'AI credits' },
    scale: 2,
    unitCost: { amount: '0.1', currency: 'usd' },
    lowThreshold: '50',
  })
  await host.put('/v1/features/chat', { name: 'Chat' })
  await host.put('/v1/features/image', { name: 'Image' })
  await host.post('/v1/features/chat/rates', { price: '3' })
  await host.post('/v1/features/image/rates', { price: '20' })
  await host.put('/v1/packages/starter', {
    name: 'Starter',
    credits: '1000',
    prices: [{ amount: '1000', currency: 'usd' }],
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
