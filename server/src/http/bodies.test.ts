import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../test/api.ts'
import { outcome, sendRaw } from '../../test/raw.ts'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer
let ada: Api

beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
  ada = await server.browser('ada')
})
afterAll(() => server.close())

describe('S6: a body that is none is refused without harm', () => {
  test.each([
    '',
    '{',
    '[1,2',
    'null',
    '"text"',
    '5',
    '{"a":1}}',
    '\u0000',
    '{"credits":NaN}',
    "{'credits':'5'}",
  ])('%j', async (body) => {
    const { status } = await ada.post('/v1/me/quotes', body)
    expect([400, 422]).toContain(status)
  })

  test('5 MB', async () => {
    const body = JSON.stringify({ packageId: 'x'.repeat(5_000_000) })
    expect(outcome(await ada.post('/v1/me/quotes', body))).toEqual([413, 'body_too_large'])
  })

  test('a small body that grows when it is unpacked', async () => {
    const response = await fetch(`${server.url}/v1/consume`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.secret}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        'idempotency-key': 'bomb',
      },
      body: gzipSync(JSON.stringify({ customer: 'x'.repeat(20_000_000) })),
    })
    expect(response.status).toBe(413)
  })

  test.each(['gzip', 'deflate', 'br'])('that is not packed by %s as it says', async (encoding) => {
    const headers = { 'content-encoding': encoding }
    const answer = await ada.post('/v1/me/quotes', '{"packageId":"starter"}', { headers })
    expect(outcome(answer)).toEqual([400, 'invalid_request'])
    expect(answer.body['detail']).toMatch(/cannot be unpacked/)
  })

  test('nested a hundred thousand deep', async () => {
    const deep = `{"packageId":${'['.repeat(45_000)}${']'.repeat(45_000)}}`
    expect(outcome(await ada.post('/v1/me/quotes', deep))).toEqual([422, 'invalid_value'])
  })

  test.each([
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    '',
  ])('the content type "%s"', async (type) => {
    const answer = await ada.post('/v1/me/quotes', '{"packageId":"starter"}', {
      headers: { 'content-type': type },
    })
    expect(outcome(answer)).toEqual([415, 'unsupported_media_type'])
  })

  test.each(['application/json; charset=utf-7', 'application/json; charset=nonsense'])(
    'the charset of %s',
    async (type) => {
      const answer = await ada.post('/v1/me/quotes', '{"packageId":"starter"}', {
        headers: { 'content-type': type },
      })
      expect(outcome(answer)).toEqual([415, 'unsupported_media_type'])
    },
  )

  test('whose letters are not UTF-8, with nothing changed', async () => {
    const body = Buffer.from('{"customer":"ada\u00ff","amount":"5"}', 'latin1')
    const headers = { authorization: `Bearer ${server.secret}`, 'content-type': 'application/json' }
    const answer = await fetch(`${server.url}/v1/grants`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': 'latin' },
      body,
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      code: 'invalid_request',
      detail: expect.stringContaining('UTF-8'),
    })
    const { body: pools } = await server.host.get<{ data: { customer: string }[] }>('/v1/pools')
    expect(pools.data.filter(({ customer }) => customer.startsWith('ada'))).toEqual([])
  })

  test.each(['{', '{"customer":', 'null and void', '5', '"text"'])(
    '%j is told to be no object, and nothing of fields',
    async (body) => {
      const answer = await server.host.post('/v1/grants', body)
      expect(outcome(answer)).toEqual([400, 'invalid_request'])
      expect(answer.body['detail']).toMatch(/not a JSON object/)
      expect(answer.body['detail']).not.toContain('`errors`')
      expect(answer.body).not.toHaveProperty('errors')
    },
  )

  test('without a field is told which', async () => {
    const answer = await server.host.post('/v1/adjustments', { customer: 'ada' })
    expect(outcome(answer)).toEqual([400, 'invalid_request'])
    expect(answer.body['detail']).toMatch(/^Send every required field/)
    expect(answer.body['errors']).toEqual([
      { path: 'body.amount', message: 'is missing' },
      { path: 'body.reason', message: 'is missing' },
    ])
  })

  test('whose packing nobody knows is told which are known', async () => {
    const headers = { 'content-encoding': 'compress' }
    const answer = await ada.post('/v1/me/quotes', '{"packageId":"starter"}', { headers })
    expect(outcome(answer)).toEqual([415, 'unsupported_media_type'])
    expect(answer.body['detail']).toMatch(/gzip/)
  })

  test('text that Postgres cannot keep', async () => {
    const { host } = server
    for (const customer of ['a\u0000b', '\ud800', 'a\nb', ' a', '']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const answer = await host.post('/v1/grants', JSON.stringify({ customer, amount: '1', currency: 'ai' }))
      expect(outcome(answer)).toEqual([422, 'invalid_value'])
    }
  })
})

describe('broken HTTP gets an answer and no stack trace', () => {
  test.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['headers without end', `GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'two lengths',
      'POST /v1/consume HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}',
      400,
    ],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['no Host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    [
      'a method that is none of the webhook’s',
      'PUT /stripe/webhooks HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      405,
    ],
    [
      'options of the return page',
      'OPTIONS /v1/checkout/return HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
      405,
    ],
    ['options of the reference', 'OPTIONS /docs HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 405],
    [
      'an expectation, which is left alone',
      'GET /nowhere HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n',
      404,
    ],
    ['a line feed in a header', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\nb: c\rd\r\n\r\n', 400],
  ])('%s', async (_name, text, status) => {
    const answer = await sendRaw(server.url, text)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain('application/problem+json')
    expect(answer).not.toMatch(/at .*\.ts|node_modules/)
  })

  test('an address that cannot be decoded', async () => {
    expect(outcome(await server.host.get('/v1/customers/%E0%A4%A/balance'))).toEqual([400, 'invalid_request'])
  })

  test.each(['%FF', '%ED%A0%80', '%', '%zz'])('a query that cannot be decoded: %s', async (customer) => {
    expect(outcome(await server.host.get(`/v1/pools?customer=${customer}`))).toEqual([400, 'invalid_request'])
  })

  test('a method that does not exist', async () => {
    const answer = await ada.call('PATCH', '/v1/me/balance')
    expect(outcome(answer)).toEqual([405, 'method_not_allowed'])
    expect(answer.headers.get('allow')).toBe('GET')
  })
})
