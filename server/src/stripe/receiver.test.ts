import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { createStripeClient } from './client.ts'
import { createReceiver, type Receiver, WebhookRefusedError } from './receiver.ts'

const SECRET = 'whsec_new'
const OLD_SECRET = 'whsec_old'
const stripe = createStripeClient({ secretKey: 'sk_test_receiver', apiBase: 'http://127.0.0.1:1' })

let database: TestDatabase
let receiver: Receiver
let woken = 0
beforeAll(async () => {
  database = await createTestDatabase()
  receiver = createReceiver({
    pool: database.pool,
    stripe,
    secrets: [SECRET, OLD_SECRET],
    livemode: false,
    onEvent: () => {
      woken += 1
    },
  })
})
afterAll(() => database.drop())

let count = 0
function event(more: object = {}): string {
  count += 1
  return JSON.stringify({
    id: `evt_${count}`,
    object: 'event',
    type: 'checkout.session.completed',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    data: { object: { id: 'cs_test_1' } },
    ...more,
  })
}

function sign(body: string, options: { secret?: string; age?: number; scheme?: string } = {}): string {
  const { secret = SECRET, age = 0, scheme = 'v1' } = options
  const timestamp = Math.floor(Date.now() / 1000) - age
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return `t=${timestamp},${scheme}=${signature}`
}

async function stored(): Promise<{ id: string; status: string; payload: string }[]> {
  const { rows } = await database.pool.query<{ id: string; status: string; payload: Buffer }>(
    'select event_id as id, status, payload from creditkit.webhook_inbox order by received_at, event_id',
  )
  return rows.map((row) => ({ ...row, payload: row.payload.toString() }))
}

const receive = (body: string, signature: string | undefined) =>
  receiver.receive(Buffer.from(body), signature)

test('an event signed with any of the secrets is stored with the bytes that were signed', async () => {
  const first = event()
  const second = `${event()}\n `
  await receive(first, sign(first))
  await receive(second, sign(second, { secret: OLD_SECRET }))
  const rows = await stored()
  expect(rows.map((row) => row.payload)).toEqual([first, second])
  expect(rows.every((row) => row.status === 'pending')).toBe(true)
  expect(woken).toBe(2)
})

test('S5: the same event again is answered alike and stored once; an old one is refused', async () => {
  const body = event()
  const before = (await stored()).length
  await receive(body, sign(body))
  await receive(body, sign(body))
  expect(await stored()).toHaveLength(before + 1)
  await expect(receive(body, sign(body, { age: 400 }))).rejects.toThrow(WebhookRefusedError)
})

test('S4: what is not signed by Stripe is refused, and nothing of it is stored', async () => {
  const before = (await stored()).length
  const body = event()
  const forged: [string, string | undefined][] = [
    ['without a signature', undefined],
    ['with an empty one', ''],
    ['with nonsense', 'nonsense'],
    ['with a date alone', `t=${Math.floor(Date.now() / 1000)}`],
    ['signed with an empty secret', sign(body, { secret: '' })],
    ['signed with another secret', sign(body, { secret: 'whsec_other' })],
    ['signed in the old scheme only', sign(body, { scheme: 'v0' })],
    ['dated in the future', sign(body, { age: -400 })],
    ['of another body', sign(`${body} `)],
    ['with two dates', `t=${Math.floor(Date.now() / 1000)},${sign(body, { age: -400 })}`],
  ]
  for (const [what, signature] of forged) {
    // oxlint-disable-next-line no-await-in-loop -- each is named where it fails
    await expect(receive(body, signature), what).rejects.toThrow(WebhookRefusedError)
  }
  expect(await stored()).toHaveLength(before)
})

test('S6: a body that was altered, is no JSON or no event is refused, signed or not', async () => {
  const before = (await stored()).length
  const body = event()
  await expect(receive(body.replace('cs_test_1', 'cs_test_2'), sign(body))).rejects.toThrow(
    WebhookRefusedError,
  )
  const thin = JSON.stringify({ id: 'evt_thin', object: 'v2.core.event', type: 'v1.billing.meter' })
  for (const odd of ['', 'null', '[]', '{"id":', '{"object":"event"}', '"event"', thin]) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(receive(odd, sign(odd)), odd).rejects.toThrow(WebhookRefusedError)
  }
  expect(await stored()).toHaveLength(before)
})

test('F27: an event of live mode is set aside by a server of test mode', async () => {
  const body = event({ livemode: true })
  await receive(body, sign(body))
  expect((await stored()).at(-1)?.status).toBe('set_aside')
})

test('an event of no interest is stored and ignored', async () => {
  const body = event({ type: 'product.created' })
  await receive(body, sign(body))
  expect((await stored()).at(-1)?.status).toBe('ignored')
})

test('S7: a receiver without a secret, or with an empty one, is not made', () => {
  for (const secrets of [[], [''], ['whsec_x', ' ']]) {
    expect(() => createReceiver({ pool: database.pool, stripe, secrets, livemode: false })).toThrow(/secret/)
  }
})

test('F9: when the database does not answer, the receipt fails, so that Stripe comes again', async () => {
  const other = await createTestDatabase()
  const cut = createReceiver({ pool: other.pool, stripe, secrets: [SECRET], livemode: false })
  await other.drop()
  const body = event()
  const failure = await cut.receive(Buffer.from(body), sign(body)).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).not.toBeInstanceOf(WebhookRefusedError)
})
