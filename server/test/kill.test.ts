import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSimulator, type Simulator } from '../simulator/index.ts'
import { ApiKeys } from '../src/sessions/api-keys.ts'
import { Api } from './api.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { Random } from './random.ts'
import { fillCatalogue } from './server.ts'
import { spawnServer, type SpawnedServer } from './spawn-server.ts'

const origin = 'https://app.example.com'
const webhookSecret = 'whsec_kill_tests'

let database: TestDatabase
let simulator: Simulator
let server: SpawnedServer
let port: number
let host: Api

beforeEach(async () => {
  database = await createTestDatabase()
  simulator = await startSimulator({ retryDelays: Array.from({ length: 100 }, () => 100) })
  port = await freePort()
  simulator.control.registerEndpoint({
    url: `http://127.0.0.1:${port}/stripe/webhooks`,
    secret: webhookSecret,
  })
  host = new Api(`http://127.0.0.1:${port}`).withKey(await new ApiKeys(database.pool).create('tests'))
  server = await start()
  await fillCatalogue(host)
})
afterEach(async () => {
  await server.kill()
  await simulator.close()
  await database.drop()
})

const start = () =>
  spawnServer(port, {
    DATABASE_URL: database.url,
    CREDITKIT_ALLOWED_ORIGINS: origin,
    STRIPE_API_BASE: simulator.url,
    STRIPE_SECRET_KEY: 'sk_test_kill',
    STRIPE_WEBHOOK_SECRET: webhookSecret,
  })

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port: free } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return free
}

async function expectSound(): Promise<void> {
  expect((await host.get('/v1/verify')).body).toMatchObject({ ok: true, findings: [] })
}

test('killed while it consumes: what was answered is there, and a retry with the same key takes nothing twice', async () => {
  const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`kill seed: KILL_SEED=${seed}\n`)
  const random = new Random(seed)
  await host.post('/v1/grants', { customer: 'ada', amount: '100000' })
  const keys = Array.from({ length: 300 }, (_, index) => `consume ${index}`.replace(' ', '-'))
  const answered = new Map<string, string>()
  const refused: unknown[] = []
  const consume = async (key: string) => {
    const answer = await host.post('/v1/consume', { customer: 'ada', feature: 'chat' }, { key })
    if (answer.status === 200) {
      const seq = String(answer.body['seq'])
      // Once answered, always the same answer.
      expect(answered.get(key) ?? seq).toBe(seq)
      answered.set(key, seq)
    } else refused.push(answer.body)
  }
  const killAfter = 50 + random.below(150)
  await Promise.allSettled(
    keys.map(async (key) => {
      await consume(key)
      if (answered.size === killAfter) await server.kill()
    }),
  )
  await server.kill()
  server = await start()
  expect(answered.size).toBeGreaterThan(0)
  await Promise.all(keys.map(consume))

  expect(refused).toEqual([])
  expect(answered.size).toBe(keys.length)
  expect(new Set(answered.values()).size).toBe(keys.length)
  const balance = await host.get('/v1/customers/ada/balance')
  expect(balance.body).toMatchObject({ balance: String(100_000 - 3 * keys.length) })
  await expectSound()
})

test.each([0, 40])(
  'killed %i ms after a payment: it is granted once when the server is back',
  async (delay) => {
    const session = await host.post<{ token: string }>('/v1/sessions', { customer: 'ada', origin })
    const ada = new Api(server.url).withSession({ token: session.body.token, origin })
    const order = await ada.post('/v1/me/top-ups', { packageId: 'starter' })
    const checkout = /cs_test_\w+/.exec(String(order.body['checkoutUrl']))?.[0] ?? ''
    const paying = simulator.control.pay(checkout)
    // The instant of the fault is what is tested; nothing is waited for with it.
    await new Promise((resolve) => setTimeout(resolve, delay))
    await server.kill()
    await paying
    server = await start()
    await expect
      .poll(async () => (await ada.get(`/v1/me/top-ups/${String(order.body['id'])}`)).body['status'], {
        timeout: 20_000,
      })
      .toBe('granted')
    const grants = await ada.get<{ data: unknown[] }>('/v1/me/grants')
    expect(grants.body.data).toHaveLength(1)
    expect((await ada.get('/v1/me/balance')).body).toMatchObject({ balance: '1000', pending: '0' })
    await expectSound()
  },
)

test('killed while a saved card is charged: the same click finds the charge, and pays no second time', async () => {
  const session = await host.post<{ token: string }>('/v1/sessions', { customer: 'ada', origin })
  const ada = new Api(server.url).withSession({ token: session.body.token, origin })
  const first = await ada.post('/v1/me/top-ups', { packageId: 'starter' })
  const checkout = /cs_test_\w+/.exec(String(first.body['checkoutUrl']))?.[0] ?? ''
  await simulator.control.pay(checkout, { saves: true })
  const balance = async () => (await ada.get('/v1/me/balance')).body['balance']
  await expect.poll(balance, { timeout: 20_000 }).toBe('1000')
  const cards = await ada.get<{ data: { id: string }[] }>('/v1/me/payment-methods')
  const click = { packageId: 'starter', paymentMethod: cards.body.data[0]?.id }

  // The card is charged, and the answer is on its way for longer than the server lives.
  const path = '/v1/payment_intents'
  simulator.control.addFault({
    on: 'call',
    method: 'POST',
    path,
    action: { type: 'delay', milliseconds: 60_000 },
  })
  simulator.control.addFault({ on: 'delivery', times: 'always', action: { type: 'drop' } })
  const charges = () => simulator.control.events().filter(({ type }) => type === 'payment_intent.succeeded')
  const dying = ada.post('/v1/me/top-ups', click, { key: 'one-click' }).catch(() => {})
  await expect.poll(() => charges().length).toBe(2)
  await server.kill()
  await dying
  simulator.control.clearFaults()
  server = await start()

  const again = await ada.post('/v1/me/top-ups', click, { key: 'one-click' })
  expect(again.body).toMatchObject({ status: 'granted' })
  expect(charges()).toHaveLength(2)
  expect(await balance()).toBe('2000')
  await expectSound()
})
