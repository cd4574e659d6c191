import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../test/api.ts'
import { outcome, sendRaw } from '../../test/raw.ts'
import { fillCatalogue, origin, startTestServer, type TestServer } from '../../test/server.ts'
import { operations } from './operations.ts'

let server: TestServer
let ada: Api

beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
  await server.host.post('/v1/grants', { customer: 'ada', amount: '100' })
  ada = await server.browser('ada')
})
afterAll(() => server.close())

/** A consumption with a note under this name. */
const notes = (name: string) => {
  const map = `{"${name}":"kept"}`
  return `{"customer":"ada","amount":"1","feature":"chat","metadata":${map},"dimensions":${map}}`
}

/** A reading of the balance with these headers. */
const head = (lines: string[]) =>
  ['GET /v1/me/balance HTTP/1.1', 'Host: a', 'Connection: close', ...lines, '', ''].join('\r\n')

describe('keys that JavaScript’s objects have already', () => {
  test.each(['constructor', 'toString', 'hasOwnProperty'])('"%s" in metadata is kept', async (name) => {
    const { status, body } = await server.host.post<{ entry: object }>('/v1/consume', notes(name))
    expect(status).toBe(200)
    expect(body.entry).toMatchObject({ metadata: { [name]: 'kept' }, dimensions: { [name]: 'kept' } })
  })

  test('"__proto__" in a query is refused, not passed over', async () => {
    const answer = await server.host.get('/v1/currencies?__proto__=1')
    expect(outcome(answer)).toEqual([400, 'unknown_field'])
    expect(answer.body['errors']).toMatchObject([{ path: 'query.__proto__' }])
  })

  test('"__proto__" in metadata is refused, not lost', async () => {
    const answer = await server.host.post('/v1/consume', notes('__proto__'))
    expect(outcome(answer)).toEqual([400, 'unknown_field'])
    expect(answer.body['errors']).toMatchObject([{ path: 'body.metadata.__proto__' }])
  })

  test.each(['__proto__', 'constructor', 'toString'])(
    '"%s" is a dimension’s value like any other',
    async (value) => {
      const use = { customer: 'grace', amount: '1', feature: 'chat', dimensions: { model: value } }
      await server.host.post('/v1/grants', { customer: 'grace', amount: '10' })
      expect((await server.host.post('/v1/consume', use)).status).toBe(200)
      const { body } = await server.host.get<{ groups: { key: string }[]; buckets: { amounts: object }[] }>(
        '/v1/customers/grace/usage?groupBy=dimension.model',
      )
      expect(body.groups.map(({ key }) => key)).toContain(value)
      expect(body.buckets.flatMap(({ amounts }) => Object.keys(amounts))).toContain(value)
    },
  )
})

describe('a cursor that was not given', () => {
  const lists = operations.filter(({ query }) => query && 'cursor' in query.shape)

  test.each(lists.map(({ path, security }) => [path, security] as const))('of %s', async (path, security) => {
    const address = path.replace('{customer}', 'ada').replace('{id}', 'chat')
    const api = security === 'session' ? ada : server.host
    for (const cursor of [
      '\u0000',
      'a\u0000b',
      '-1',
      '0',
      '__proto__',
      '9'.repeat(40),
      '🙂',
      'zzzzzzzzzzzzz-1',
      "'",
      'x'.repeat(499),
      'eyJhIjoxfQ',
      '00000000-0000-0000-0000-000000000000',
      '1.5',
      'WzFd',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const { status } = await api.get(`${address}?cursor=${encodeURIComponent(cursor)}`)
      expect([200, 422], `${address} ${cursor}`).toContain(status)
    }
    for (const cursor of ['', 'x'.repeat(501)]) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      expect(outcome(await api.get(`${address}?cursor=${cursor}`))).toEqual([422, 'invalid_value'])
    }
  })
})

describe('headers', () => {
  test('of which there are two are not added up', async () => {
    const { token } = await server.session('ada')
    const bearer = `Authorization: Bearer ${token}`
    expect(await sendRaw(server.url, head([bearer, `Origin: ${origin}`]))).toMatch(/^HTTP\/1.1 200/)
    expect(
      await sendRaw(server.url, head([bearer, `Origin: ${origin}`, 'Origin: https://evil.example'])),
    ).toMatch(/^HTTP\/1.1 403/)
    expect(await sendRaw(server.url, head([bearer, bearer, `Origin: ${origin}`]))).toMatch(/^HTTP\/1.1 401/)
  })

  test.each(['evil.example', 'evil.example:80@a', '', '[::1', 'a/../b'])(
    'a Host of "%s" leads nowhere',
    async (host) => {
      const answer = await sendRaw(
        server.url,
        `GET /docs/assets HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
      )
      expect(answer).not.toMatch(/^location:.*evil/im)
      expect(answer).not.toMatch(/^HTTP\/1.1 5/)
    },
  )

  test('an absolute address is the address on this server', async () => {
    const answer = await sendRaw(
      server.url,
      'GET http://evil.example/v1/me/balance HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1.1 401/)
  })

  test.each(['CONNECT evil.example:80', 'TRACE /', 'PRI *', 'OPTIONS *'])(
    '%s gives nothing away',
    async (request) => {
      const answer = await sendRaw(server.url, `${request} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
      expect(answer).not.toMatch(/^HTTP\/1.1 [25]/)
    },
  )

  test('asked for alone of a stream hold none open', async () => {
    const { token } = await server.session('ada')
    const answer = await fetch(`${server.url}/v1/me/stream`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}`, origin },
    })
    expect(answer.status).toBe(405)
  })

  test.each(['bearer', 'BEARER'])('the scheme is read in any case: %s', async (scheme) => {
    const answer = await server.api.get('/v1/currencies', {
      headers: { authorization: `${scheme} ${server.secret}` },
    })
    expect(answer.status).toBe(200)
  })

  test.each([
    'Basic c2s6',
    'Bearer',
    'Bearer  two',
    `Bearer ${'a'.repeat(5000)}`,
    'Bearer a b',
    'Bearer a,Bearer b',
  ])('an Authorization of "%s" is none', async (authorization) => {
    const answer = await server.api.get('/v1/currencies', { headers: { authorization } })
    expect(outcome(answer)).toEqual([401, 'unauthenticated'])
  })
})

describe('numbers', () => {
  test.each(['1e21', '1e400', '-0', '1.5', '"5"', '9007199254740993', 'null'])(
    'a priority of %s',
    async (priority) => {
      const body = `{"customer":"ada","amount":"1","priority":${priority}}`
      const { status } = await server.host.post('/v1/grants', body)
      expect(status).toBe(priority === '-0' ? 201 : 422)
    },
  )

  test.each(['1e21', '-1', '0', '1.5', 'NaN', '', '1e1', '0x10', '5.0', ' 5', '+5', '１', '05', '101'])(
    'a limit of "%s"',
    async (limit) => {
      const answer = await server.host.get(`/v1/pools?limit=${encodeURIComponent(limit)}`)
      expect(outcome(answer)).toEqual([422, 'invalid_value'])
    },
  )
})

test.each(['.', '..'])('"%s" is nobody’s id, because no address can hold it', async (customer) => {
  const grant = await server.host.post('/v1/grants', { customer, currency: 'ai', amount: '1' })
  expect(outcome(grant)).toEqual([422, 'invalid_value'])
  const address = `GET /v1/customers/${customer.replaceAll('.', '%2e')}/balance?currency=ai HTTP/1.1`
  const key = `Authorization: Bearer ${server.secret}`
  const answer = await sendRaw(server.url, `${address}\r\nHost: a\r\nConnection: close\r\n${key}\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1.1 404/)
})

test('long text that only just fails is refused before anybody’s patience ends', async () => {
  const long = 'a'.repeat(45_000)
  for (const email of [
    `${long}@`,
    `${long}.`.repeat(2),
    `${'a.'.repeat(45_000)}@a`,
    `a@${'a.'.repeat(45_000)}`,
    `a@${'a-'.repeat(45_000)}`,
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect((await server.host.put('/v1/customers/ada', { email })).status).toBe(422)
  }
  for (const text of [
    `a${' '.repeat(45_000)}`,
    ' '.repeat(45_000),
    '0'.repeat(45_000),
    `0.${'0'.repeat(45_000)}`,
  ]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect((await server.host.post('/v1/grants', { customer: text, amount: text })).status).toBe(422)
  }
})
