import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outcome, sendRaw } from '../../test/raw.ts'
import { fillCatalogue, origin, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

describe('Idempotency-Key', () => {
  test('has to be sent where something moves', async () => {
    const grant = { customer: 'ada', amount: '1' }
    expect(outcome(await server.host.post('/v1/grants', grant, { key: null }))).toEqual([
      400,
      'idempotency_key_missing',
    ])
    for (const key of ['a b', 'x'.repeat(256), 'ü']) {
      const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') }
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const answer = await server.host.post('/v1/grants', grant, { key: null, headers })
      expect(outcome(answer)).toEqual([422, 'invalid_value'])
      expect(answer.body['errors']).toMatchObject([{ path: 'header.Idempotency-Key' }])
    }
  })

  test('makes other writes repeatable too', async () => {
    const rate = { price: '7', effectiveAt: '2099-01-01T00:00:00Z' }
    const answers = [
      await server.host.post('/v1/features/chat/rates', rate, { key: 'rate' }),
      await server.host.post('/v1/features/chat/rates', rate, { key: 'rate' }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([201, 201])
    expect(answers[1]?.body).toEqual(answers[0]?.body)
    const other = await server.host.post('/v1/features/chat/rates', { ...rate, price: '8' }, { key: 'rate' })
    expect(outcome(other)).toEqual([409, 'idempotency_key_reused'])
  })

  test('means the same without a body as with an empty object, where every field may be left out', async () => {
    const { host } = server
    const grant = await host.post<{ id: string }>('/v1/grants', { customer: 'brief', amount: '5' })
    const path = `/v1/customers/brief/grants/${grant.body.id}`
    const first = await host.post(`${path}/void`, undefined, { key: 'brief' })
    expect(first).toMatchObject({ status: 200, body: { status: 'voided' } })
    expect((await host.post(`${path}/void`, {}, { key: 'brief' })).body).toEqual(first.body)
    const lines = [`POST ${path}/void HTTP/1.1`, 'Host: a', 'Connection: close', 'Idempotency-Key: brief']
    const bare = [...lines, `Authorization: Bearer ${server.secret}`, '', ''].join('\r\n')
    expect(await sendRaw(server.url, bare)).toMatch(/^HTTP\/1.1 200 /)
    const extended = await host.post(`${path}/extend`, undefined)
    expect(outcome(extended)).toEqual([415, 'unsupported_media_type'])
  })

  test('outlives the secret key that it came with', async () => {
    const { apiKeys } = server.running.access
    const [old, next] = [await apiKeys.create('rotating'), await apiKeys.create('rotating')]
    const rate = { price: '7', effectiveAt: '2098-01-01T00:00:00Z' }
    const send = async (secret: string) =>
      await server.api.withKey(secret).post('/v1/features/image/rates', rate, { key: 'rotated' })
    const first = await send(old)
    expect((await send(next)).body).toEqual(first.body)
    const stranger = await send(await apiKeys.create('another'))
    expect(outcome(stranger)).toEqual([409, 'rate_overlap'])
  })

  test('carries a request out once when it comes many times at once', async () => {
    const rate = { price: '9', effectiveAt: '2100-01-01T00:00:00Z' }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => server.host.post('/v1/features/chat/rates', rate, { key: 'many' })),
    )
    const statuses = answers.map((answer) => answer.status)
    expect(statuses).toContain(201)
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
    const { body } = await server.host.get<{ data: { id: string; rates: { price: string }[] }[] }>(
      '/v1/features',
    )
    const chat = body.data.find((feature) => feature.id === 'chat')
    expect(chat?.rates.filter((one) => one.price === '9')).toHaveLength(1)
  })

  test('keeps the refusal for want of credits, which says that it was kept', async () => {
    const body = { customer: 'penniless', feature: 'image' }
    for (const path of ['/v1/consume', '/v1/holds']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const first = await server.host.post(path, body, { key: path })
      expect(first).toMatchObject({ status: 402, body: { code: 'insufficient_credits', missing: '20' } })
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const again = await server.host.post(path, body, { key: path })
      expect([first.body['replayed'], again.body['replayed']]).toEqual([undefined, true])
    }
  })

  test('is free again after a refusal', async () => {
    const refused = await server.host.put(
      '/v1/packages/big',
      { name: 'Big', credits: '1', prices: [] },
      { key: 'free' },
    )
    expect(refused.status).toBe(422)
    const prices = [{ amount: '1', currency: 'usd' }]
    const tooCheap = await server.host.put(
      '/v1/packages/big',
      { name: 'Big', credits: '1', prices },
      { key: 'free' },
    )
    expect(tooCheap.status).toBe(422)
    const good = { name: 'Big', credits: '1', prices: [{ amount: '500', currency: 'usd' }] }
    expect((await server.host.put('/v1/packages/big', good, { key: 'free' })).status).toBe(200)
  })

  test('gives a session again without the token being kept', async () => {
    const body = { customer: 'ada', origin }
    const first = await server.host.post('/v1/sessions', body, { key: 'session' })
    const again = await server.host.post('/v1/sessions', body, { key: 'session' })
    expect(again.body['id']).toBe(first.body['id'])
    const other = await server.host.post('/v1/sessions', { ...body, expiresIn: 60 }, { key: 'session' })
    expect(outcome(other)).toEqual([409, 'idempotency_key_reused'])
    const { rows } = await server.database.pool.query('select s::text from creditkit.sessions s')
    expect(JSON.stringify(rows)).not.toContain(String(first.body['token']).slice(-40))
  })
})
