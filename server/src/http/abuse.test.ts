import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../test/api.ts'
import { fillCatalogue, origin, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer
let ada: Api

beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
  ada = await server.browser('ada')
})
afterAll(() => server.close())

const topUp = { packageId: 'starter', returnPath: '/account' }

/** Status and code, which is what an attacker gets to see. */
const outcome = (answer: { status: number; body: Record<string, unknown> }) => [
  answer.status,
  answer.body['code'],
]

describe('S1: a body that names what is not a browser’s to name is refused', () => {
  test.each([
    'amount',
    'price',
    'totalCredits',
    'customer',
    'metadata',
    'quantity',
    'orderId',
    'unit_amount',
    '__proto__',
  ])('%s', async (field) => {
    const body = JSON.stringify(topUp).replace('{', `{"${field}":"1",`)
    expect(outcome(await ada.post('/v1/me/top-ups', body))).toEqual([400, 'unknown_field'])
    expect(outcome(await ada.post('/v1/me/quotes', body))).toEqual([400, 'unknown_field'])
  })

  test('in the query too', async () => {
    expect(outcome(await ada.get('/v1/me/balance?customer=grace'))).toEqual([400, 'unknown_field'])
  })

  test('and a package and an amount at once, or neither, is no choice', async () => {
    expect(outcome(await ada.post('/v1/me/quotes', { packageId: 'starter', credits: '5' }))[0]).toBe(400)
    expect(outcome(await ada.post('/v1/me/quotes', {}))).toEqual([400, 'invalid_request'])
  })
})

describe('S2: an amount that is none is refused', () => {
  test.each([
    '-5',
    '0',
    '0.0',
    'NaN',
    '1e21',
    'Infinity',
    'ten',
    '',
    ' 5',
    '5 ',
    '+5',
    '0x10',
    '1,000',
    '٣',
    '1.',
    '.5',
  ])('credits "%s"', async (credits) => {
    expect(outcome(await ada.post('/v1/me/quotes', { credits }))).toEqual([422, 'invalid_value'])
  })

  test.each(['-5', '0', '1e3', '9'.repeat(30), '1.0000000000001'])('of the host: "%s"', async (amount) => {
    const { host } = server
    expect(outcome(await host.post('/v1/grants', { customer: 'ada', amount }))).toEqual([
      422,
      'invalid_value',
    ])
    expect(outcome(await host.post('/v1/consume', { customer: 'ada', amount }))).toEqual([
      422,
      'invalid_value',
    ])
  })

  test.each([5, 1e21, -1, 0.1, null, true, [], {}])(
    'a number or a thing instead of text: %j',
    async (credits) => {
      expect(outcome(await ada.post('/v1/me/quotes', { credits }))).toEqual([422, 'invalid_value'])
    },
  )

  test.each(['0', '-1', '0.000', '1e9', 'many'])('quantity "%s"', async (quantity) => {
    const body = { customer: 'ada', feature: 'chat', quantity }
    expect(outcome(await server.host.post('/v1/consume', body))).toEqual([422, 'invalid_value'])
    const query = `feature=chat&quantity=${encodeURIComponent(quantity)}`
    expect(outcome(await ada.get(`/v1/me/check?${query}`))).toEqual([422, 'invalid_value'])
  })

  test('finer than the currency, or larger than the ledger', async () => {
    const amounts = ['0.001', '999999999999999.99']
    const { host } = server
    expect(outcome(await host.post('/v1/grants', { customer: 'ada', amount: amounts[0] }))).toEqual([
      422,
      'invalid_value',
    ])
    await host.put('/v1/currencies/fine', { name: { singular: 'a', plural: 'b' }, scale: 9 })
    const large = await host.post('/v1/grants', { customer: 'ada', currency: 'fine', amount: amounts[1] })
    expect(outcome(large)).toEqual([422, 'invalid_value'])
  })
})

describe('S3: what is another customer’s does not exist', () => {
  test('their order', async () => {
    const order = await ada.post<{ id: string }>('/v1/me/top-ups', { ...topUp, currency: 'ai' })
    expect(order.status).toBe(201)
    const grace = await server.browser('grace')
    const theirs = await grace.get(`/v1/me/top-ups/${order.body.id}`)
    const nobodys = await grace.get(`/v1/me/top-ups/${crypto.randomUUID()}`)
    expect(outcome(theirs)).toEqual([404, 'not_found'])
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...nobodys.body, requestId: '' })
    expect((await ada.get(`/v1/me/top-ups/${order.body.id}`)).body).toMatchObject({ status: 'open' })
  })

  test('their grants, entries and balance, whatever the page asks for', async () => {
    await server.host.post('/v1/grants', { customer: 'grace', currency: 'ai', amount: '77' })
    for (const path of ['/v1/me/grants', '/v1/me/statement']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const { body } = await ada.get<{ data: unknown[] }>(`${path}?currency=ai`)
      expect(body.data).toEqual([])
    }
    expect((await ada.get('/v1/me/balance?currency=ai')).body).toMatchObject({
      customer: 'ada',
      balance: '0',
    })
  })

  test.each(['1', 'nonsense', '..%2f..%2fcustomers', `'%20or%201=1--`])(
    'an order by the id "%s"',
    async (id) => {
      expect(outcome(await ada.get(`/v1/me/top-ups/${id}`))).toEqual([404, 'not_found'])
    },
  )
})

describe('S8: a return path leads nowhere but to the session’s own origin', () => {
  test.each([
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'account',
    '@evil.example',
    '.evil.example',
    ':80@evil.example/',
    ' /account',
    '',
  ])('"%s"', async (returnPath) => {
    const { status, body } = await ada.post('/v1/me/top-ups', { ...topUp, currency: 'ai', returnPath })
    expect([400, 422]).toContain(status)
    expect(body).not.toHaveProperty('checkoutUrl')
  })

  test.each(['/a\tb', '/a\nb', '/a\u0000b'])('with a control character: %j', async (returnPath) => {
    expect((await ada.post('/v1/me/top-ups', { ...topUp, currency: 'ai', returnPath })).status).toBe(422)
  })

  test('nor does the return page itself', async () => {
    for (const query of [
      '',
      '?session_id=',
      '?session_id=cs_x&to=https://evil.example',
      '?session_id=a&session_id=b',
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const answer = await server.api.get(`/v1/checkout/return${query}`)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('location')).toBeNull()
    }
  })
})

describe('S15: markup is text', () => {
  test('in names and reasons it comes back as it was, in JSON that no browser takes for a page', async () => {
    const markup = '<img src=x onerror=alert(1)>'
    await server.host.put('/v1/packages/markup', {
      name: markup,
      currency: 'ai',
      credits: '1',
      prices: [{ amount: '500', currency: 'usd' }],
    })
    const { body, headers } = await ada.get<{ packages: { name: string }[] }>('/v1/me/packages?currency=ai')
    expect(body.packages.map((one) => one.name)).toContain(markup)
    expect(headers.get('content-type')).toContain('application/json')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('in errors too', async () => {
    const answer = await ada.get(`/v1/me/balance?${encodeURIComponent('<script>alert(1)</script>')}=1`)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    const unknown = await ada.get('/<script>alert(1)</script>')
    expect(unknown.headers.get('content-type')).toContain('application/problem+json')
    expect(JSON.stringify(unknown.body)).not.toContain('<script>')
  })
})

test('a statement can be downloaded as CSV, and nothing in it is a formula', async () => {
  const reason = '=HYPERLINK("https://evil.example")'
  await server.host.post('/v1/grants', { customer: 'exporter', amount: '100', currency: 'ai', reason })
  await server.database.pool.query(`select creditkit.make_grant('exporter', 'ai', '',
    '{"amount": 1, "category": "paid", "priority": 0, "source": "import", "order_id": "+7, Berlin"}', null)`)
  const use = { customer: 'exporter', currency: 'ai', feature: 'chat', reason: 'Said "hello", twice' }
  await server.host.post('/v1/consume', use)
  const csv = await (await server.browser('exporter')).get<string>('/v1/me/statement.csv?currency=ai')
  expect(csv.headers.get('content-type')).toContain('text/csv')
  expect(csv.headers.get('content-disposition')).toContain('statement.csv')
  const [header, consumed, imported, granted] = csv.body.split('\r\n')
  expect(header).toMatch(/^entry,at,kind,amount,balance_after/)
  expect(consumed).toContain(',consumption,-3,97.01,ai,,chat,Chat,1,,"Said ""hello"", twice"')
  expect(imported).toContain(`,"'+7, Berlin",`)
  expect(granted).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
})

test('S13: no answer can be framed by anybody', async () => {
  for (const path of ['/healthz', '/docs', '/v1/nowhere', '/v1/checkout/return?session_id=cs_test_1']) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const response = await fetch(server.url + path)
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('x-powered-by')).toBeNull()
  }
})

describe('S16: no secret leaks', () => {
  test('into the log or into errors', async () => {
    const session = await server.session('ada')
    const browser = server.api.withSession(session)
    await browser.get('/v1/me/balance?currency=ai')
    await browser.post('/v1/me/quotes', { token: session.token, secret: server.secret })
    await server.api.withKey(`${server.secret.slice(0, -1)}!`).get('/v1/currencies')
    await server.api.withKey(server.secret).get(`/v1/customers/${server.secret}`)
    await fetch(`${server.url}/v1/customers/${session.token}?key=${server.secret}`)
    const log = server.log()
    expect(log).toContain('request completed')
    expect(log).not.toContain(server.secret.slice(0, 20))
    expect(log).not.toContain(session.token.slice(0, 60))
    expect(log).not.toContain('sk_test_simulator')
    expect(log).not.toContain(new URL(server.database.url).password)
  })

  test('into an answer, even when the database cannot be reached', async () => {
    const answer = await server.host.get('/v1/customers/nobody')
    expect(JSON.stringify(answer.body)).not.toMatch(/postgres|password|at .*\.ts/)
    expect(origin).toBeDefined()
  })
})
