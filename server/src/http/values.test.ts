import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outcome } from '../../test/raw.ts'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
  const name = { singular: 'speck', plural: 'specks' }
  await server.host.put('/v1/currencies/fine', { name, scale: 9 })
})
afterAll(() => server.close())

describe('amounts', () => {
  const much = '9'.repeat(16)
  test.each([
    ['/v1/grants', { customer: 'ada', amount: much }, 'amount', '15 digits before the point and 9 after'],
    ['/v1/grants', { customer: 'ada', amount: '0.0000000001' }, 'amount', '9 after'],
    ['/v1/adjustments', { customer: 'ada', amount: `-${much}`, reason: 'No' }, 'amount', '15 digits before'],
    ['/v1/consume', { customer: 'ada', feature: 'chat', quantity: much }, 'quantity', '12 digits before'],
    [
      '/v1/features/chat/rates',
      { price: '9'.repeat(13) },
      'price',
      '12 digits before the point and 12 after',
    ],
    ['/v1/holds', { customer: 'ada', amount: much }, 'amount', '15 digits before'],
  ])('with too many digits are told how many there may be: %s %j', async (path, body, field, limit) => {
    const answer = await server.host.post(path, body)
    expect(outcome(answer)).toEqual([422, 'invalid_value'])
    expect(answer.body['errors']).toEqual([
      { path: `body.${field}`, message: expect.stringContaining(limit) },
    ])
  })

  test('larger than the ledger are told how large the largest is', async () => {
    const grant = { customer: 'ada', currency: 'fine', amount: '9223372036.9' }
    const answer = await server.host.post('/v1/grants', grant)
    expect(outcome(answer)).toEqual([422, 'invalid_value'])
    expect(answer.body['detail']).toContain('9223372036.854775807')
  })
})

describe('beyond the last year', () => {
  test.each([
    ['/v1/grants', { customer: 'ada', currency: 'ai', amount: '1', expiresAfter: 'P8500Y' }],
    ['/v1/grants', { customer: 'ada', currency: 'ai', amount: '1', expiresAt: '9999-01-01T00:00:00Z' }],
    [
      '/v1/grants',
      {
        customer: 'ada',
        currency: 'ai',
        amount: '1',
        effectiveAt: '9998-12-31T00:00:00Z',
        expiresAfter: 'P1M',
      },
    ],
    ['/v1/holds', { customer: 'ada', currency: 'ai', amount: '1', lapsesAfter: 'P99999Y' }],
    [
      '/v1/customers/ada/recurring-grants',
      {
        currency: 'ai',
        amount: '1',
        period: { unit: 'year', count: 1000 },
        startsAt: '9998-01-01T00:00:00Z',
      },
    ],
  ])('nothing ends: %s %j', async (path, body) => {
    expect(outcome(await server.host.post(path, body))).toEqual([422, 'invalid_value'])
  })

  test('and a thousand years are not', async () => {
    const grant = { customer: 'ada', currency: 'ai', amount: '1', expiresAfter: 'P1000Y' }
    expect((await server.host.post('/v1/grants', grant)).status).toBe(201)
  })
})

test('a grant that would lift its pool over 64 bits when it takes effect is told, whatever is asked for', async () => {
  const grant = { customer: 'lifted', currency: 'fine', amount: '5000000000' }
  await server.host.post('/v1/grants', grant)
  const effectiveAt = new Date(Date.now() + 3_600_000).toISOString()
  expect(outcome(await server.host.post('/v1/grants', { ...grant, effectiveAt }))).toEqual([
    422,
    'invalid_value',
  ])
  await server.host.post('/v1/grants', { ...grant, amount: '1', effectiveAt })
  // By hand, since nothing else makes more than can take effect.
  const now = `effective_at = now() - interval '1 second', amount = 5e18, remaining = 5e18`
  await server.database.pool.query(
    `update creditkit.grants set ${now} where customer = 'lifted' and number = 2`,
  )
  await server.database.pool.query(
    `update creditkit.pools set next_change_at = now() - interval '1 second' where customer = 'lifted'`,
  )
  for (const path of ['balance', 'grants', 'entries', 'holds']) {
    // oxlint-disable-next-line no-await-in-loop -- one at a time is enough
    const answer = await server.host.get(`/v1/customers/lifted/${path}?currency=fine`)
    expect([path, ...outcome(answer)]).toEqual([path, 422, 'invalid_value'])
  }
  await server.database.pool.query(
    `update creditkit.pools set next_change_at = 'infinity' where customer = 'lifted'`,
  )
})

test('amounts that add up to more than 64 bits hide neither balance nor usage', async () => {
  const steps = [
    ['grants', '9000000000'],
    ['consume', '8900000000'],
    ['grants', '9000000000'],
    ['consume', '9000000000'],
    ['grants', '9000000000'],
  ] as const
  for (const [path, amount] of steps) {
    const request = { customer: 'rich', currency: 'fine', amount }
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect([200, 201]).toContain((await server.host.post(`/v1/${path}`, request)).status)
  }
  const balance = await server.host.get('/v1/customers/rich/balance?currency=fine')
  expect(balance.status).toBe(200)
  expect(balance.body).toMatchObject({ balance: '9100000000', granted: '18000000000' })
  const usage = await server.host.get('/v1/customers/rich/usage?currency=fine')
  expect(usage.status).toBe(200)
  expect(usage.body).toMatchObject({ total: '17900000000' })
})

test('money is in a currency that there is', async () => {
  const currency = { name: { singular: 'odd', plural: 'odd' }, scale: 0 }
  const put = (money: string) =>
    server.host.put('/v1/currencies/odd', { ...currency, unitCost: { amount: '1', currency: money } })
  expect((await put('zzz')).body).toMatchObject({
    code: 'invalid_value',
    errors: [{ path: 'body.unitCost.currency', message: 'must be a currency of ISO 4217 such as "usd"' }],
  })
  expect((await put('isk')).status).toBe(200)
})

test.each([
  [
    'eight names',
    Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`d${index}`, 'x'])),
    'dimensions',
  ],
  ['128 letters', { model: 'x'.repeat(129) }, 'dimensions.model'],
])('dimensions of more than %s are refused by name', async (_what, dimensions, place) => {
  const use = { customer: 'ada', feature: 'chat', dimensions }
  const answer = await server.host.post('/v1/consume', use)
  expect(outcome(answer)).toEqual([422, 'invalid_value'])
  expect(answer.body['errors']).toMatchObject([{ path: `body.${place}` }])
})

test.each([
  ['a customer', 200, (customer: string) => ({ customer })],
  ['a reason', 500, (reason: string) => ({ customer: 'smile', reason })],
  ['metadata', 500, (note: string) => ({ customer: 'smile', metadata: { note } })],
])('%s has room for %d letters, whatever JavaScript counts, and no more', async (_what, most, write) => {
  const grant = async (letters: number) =>
    outcome(
      await server.host.post('/v1/grants', { currency: 'ai', amount: '1', ...write('🙂'.repeat(letters)) }),
    )
  expect(await grant(most)).toEqual([201, undefined])
  expect(await grant(most + 1)).toEqual([422, 'invalid_value'])
})
