import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SseReader } from '../../test/sse.ts'
import { fillCatalogue, origin, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ servers: 2 })
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

const outcome = (answer: { status: number; body: Record<string, unknown> }) => [
  answer.status,
  answer.body['code'],
]

describe('S9: nothing is allowed without a token', () => {
  test('and a cookie or a key in the address is none', async () => {
    const { token } = await server.session('ada')
    const attempts: [string, Record<string, string>][] = [
      ['/v1/me/balance', {}],
      ['/v1/me/balance', { cookie: `token=${token}; authorization=Bearer ${token}` }],
      [`/v1/me/balance?access_token=${token}`, {}],
      ['/v1/me/balance', { authorization: `Basic ${token}` }],
      ['/v1/me/balance', { authorization: token }],
      ['/v1/me/balance', { authorization: 'Bearer ' }],
      ['/v1/currencies', {}],
      ['/metrics', {}],
    ]
    for (const [path, headers] of attempts) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      expect(outcome(await server.api.get(path, { headers: { ...headers } }))).toEqual([
        401,
        'unauthenticated',
      ])
    }
  })

  test('a token of one kind does not open the doors of the other', async () => {
    const session = await server.session('ada')
    expect((await server.api.withKey(session.token).get('/v1/currencies')).status).toBe(401)
    const asSession = server.api.withSession({ token: server.secret, origin })
    expect((await asSession.get('/v1/me/balance')).status).toBe(401)
  })

  test('a secret key that is not known is told so, and which command has those that are', async () => {
    const wrong = `sk_${'a'.repeat(43)}`
    const answer = await server.api.withKey(wrong).get('/v1/currencies')
    expect(outcome(answer)).toEqual([401, 'unauthenticated'])
    expect(answer.body['detail']).toMatch(/secret key is not known here.*`npm run keys -- list`/)
    expect(answer.body['detail']).not.toContain(wrong)
  })

  test('only what is meant for anyone is open', async () => {
    for (const path of ['/healthz', '/readyz', '/.well-known/jwks.json', '/v1/openapi.json', '/docs']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      expect((await fetch(server.url + path)).status).toBe(200)
    }
  })
})

describe('S10: an origin that is not on the list', () => {
  test.each([
    'null',
    'https://app.example.com.evil.example',
    'https://evil-app.example.com',
    'https://appXexample.com',
    'http://app.example.com',
    'https://app.example.com:8443',
    'https://APP.example.com',
    'https://app.example.com/',
    'https://sub.app.example.com',
    'https://app.example.com,https://evil.example',
    '*',
  ])('such as %s is refused, without CORS headers', async (other) => {
    const { token } = await server.session('ada')
    const answers = [
      await server.api.withSession({ token, origin: other }).get('/v1/me/balance'),
      await server.api.call('OPTIONS', '/v1/me/balance', { headers: { origin: other } }),
      await server.host.post('/v1/sessions', { customer: 'ada', origin: other }),
    ]
    for (const answer of answers) {
      expect(outcome(answer)).toEqual([403, 'origin_not_allowed'])
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('a listed one may read answers, send what it needs, and never credentials', async () => {
    const preflight = await fetch(`${server.url}/v1/me/top-ups`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin)
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/Authorization.*Idempotency-Key/)
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
    expect(preflight.headers.get('vary')).toContain('Origin')
    const balance = await (await server.browser('ada')).get('/v1/me/balance')
    expect(balance.headers.get('access-control-allow-origin')).toBe(origin)
    expect(balance.headers.get('access-control-expose-headers')).toContain('X-Request-Id')
  })

  test('errors of a listed one can be read by its page', async () => {
    const answer = await server.api.withSession({ token: 'nonsense', origin }).get('/v1/me/balance')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  })

  test('a token works on no other origin, and not where none is named', async () => {
    const two = await startTestServer({
      environment: { CREDITKIT_ALLOWED_ORIGINS: `${origin},https://other.example.com` },
    })
    try {
      await fillCatalogue(two.host)
      const { token } = await two.session('ada')
      const other = two.api.withSession({ token, origin: 'https://other.example.com' })
      expect(outcome(await other.get('/v1/me/balance'))).toEqual([403, 'origin_not_allowed'])
      const none = await two.api.get('/v1/me/balance', { headers: { authorization: `Bearer ${token}` } })
      expect(outcome(none)).toEqual([403, 'origin_not_allowed'])
    } finally {
      await two.close()
    }
  })

  test('a secret key is never taken from a browser, listed or not', async () => {
    const { status, body } = await server.host.get('/v1/currencies', { headers: { origin } })
    expect([status, body['code']]).toEqual([403, 'forbidden'])
  })
})

describe('S11: a session that has ended is refused', () => {
  test('when it was revoked, on every server', async () => {
    const session = await server.session('ada')
    const readers = await Promise.all(
      server.urls.map((url) =>
        SseReader.open(`${url}/v1/me/stream`, { authorization: `Bearer ${session.token}`, origin }),
      ),
    )
    await Promise.all(readers.map((reader) => reader.until(() => reader.of('hello').length === 1)))
    expect((await server.host.delete(`/v1/sessions/${session.id}`)).status).toBe(204)
    // A stream is ended by a server as soon as it knows, so that there is nothing to guess.
    await Promise.all(readers.map((reader) => reader.untilEnd()))
    for (const url of server.urls) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const response = await fetch(`${url}/v1/me/balance`, {
        headers: { authorization: `Bearer ${session.token}`, origin },
      })
      // oxlint-disable-next-line no-await-in-loop
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
        401,
        'token_revoked',
      ])
    }
    expect(readers.map((reader) => reader.of('end'))).toEqual([
      [{ reason: 'session_revoked' }],
      [{ reason: 'session_revoked' }],
    ])
  })

  test('when the key that signed it has leaked, with its open streams on every server', async () => {
    const session = await server.session('ada')
    const readers = await Promise.all(
      server.urls.map((url) =>
        SseReader.open(`${url}/v1/me/stream`, { authorization: `Bearer ${session.token}`, origin }),
      ),
    )
    await Promise.all(readers.map((reader) => reader.until(() => reader.of('hello').length === 1)))
    await server.running.access.signingKeys.rotate(true)
    await Promise.all(readers.map((reader) => reader.untilEnd()))
    expect(readers.map((reader) => reader.of('end'))).toEqual([
      [{ reason: 'session_revoked' }],
      [{ reason: 'session_revoked' }],
    ])
  })

  test('when all of the customer’s were revoked', async () => {
    const browser = await server.browser('mary')
    expect((await server.host.delete('/v1/customers/mary/sessions')).status).toBe(204)
    expect(outcome(await browser.get('/v1/me/balance'))).toEqual([401, 'token_revoked'])
    expect((await (await server.browser('mary')).get('/v1/me/balance')).status).toBe(200)
  })

  test('what is not there cannot be revoked', async () => {
    for (const path of [
      `/v1/sessions/${crypto.randomUUID()}`,
      '/v1/sessions/x',
      '/v1/customers/nobody/sessions',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      expect(outcome(await server.host.delete(path))).toEqual([404, 'not_found'])
    }
  })

  test('a token that is none, of a kind that jose knows well', async () => {
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`
    for (const token of [none, 'a.b.c', '.', 'x'.repeat(4000)]) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      expect(outcome(await server.api.withSession({ token, origin }).get('/v1/me/balance'))[0]).toBe(401)
    }
  })
})

describe('S12: a session does no more than its scopes', () => {
  test('with read it sees and cannot buy', async () => {
    const reader = await server.browser('ada', { scopes: ['read'] })
    expect((await reader.get('/v1/me/balance')).status).toBe(200)
    expect((await reader.post('/v1/me/quotes', { packageId: 'starter' })).status).toBe(200)
    expect(outcome(await reader.post('/v1/me/top-ups', { packageId: 'starter' }))).toEqual([
      403,
      'insufficient_scope',
    ])
    const { body } = await reader.get<{ data: unknown[] }>('/v1/me/top-ups')
    expect(body.data).toEqual([])
  })

  test('with purchase alone it buys and does not see', async () => {
    const buyer = await server.browser('ada', { scopes: ['purchase'] })
    expect(outcome(await buyer.get('/v1/me/balance'))).toEqual([403, 'insufficient_scope'])
    expect((await buyer.post('/v1/me/top-ups', { packageId: 'starter' })).status).toBe(201)
  })

  test('and a secret key no more than its own', async () => {
    const secret = await server.running.access.apiKeys.create('limited', ['read', 'sessions'])
    const limited = server.api.withKey(secret)
    expect((await limited.get('/v1/currencies')).status).toBe(200)
    expect((await limited.post('/v1/sessions', { customer: 'ada', origin })).status).toBe(201)
    expect(outcome(await limited.post('/v1/grants', { customer: 'ada', amount: '1' }))).toEqual([
      403,
      'insufficient_scope',
    ])
    expect(outcome(await limited.put('/v1/features/new', { name: 'New' }))).toEqual([
      403,
      'insufficient_scope',
    ])
  })
})

test('every answer has a request id, and the log and the error have the same one', async () => {
  const answer = await server.host.get('/v1/customers/nobody', { headers: { 'x-request-id': 'forged' } })
  const id = answer.headers.get('x-request-id')
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  expect(answer.body['requestId']).toBe(id)
  expect(server.log()).toContain(String(id))
})

test('figures for Prometheus are there for who has the key', async () => {
  const { body } = await server.host.get<string>('/metrics')
  expect(body).toMatch(/creditkit_http_requests_total\{operation="getCustomer",status="404"\} \d/)
  expect(body).toContain('creditkit_open_streams')
})
