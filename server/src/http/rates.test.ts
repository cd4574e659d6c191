import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../test/api.ts'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer
let host: Api

beforeAll(async () => {
  server = await startTestServer()
  host = server.host
  await fillCatalogue(host)
})
afterAll(() => server.close())

const post = async (path: string, body: unknown) => {
  const answer = await host.post(`/v1/features/${path}`, body)
  return [answer.status, answer.body['code']]
}

describe('the versions of a rate', () => {
  type Rates = { data: { version: number; price: string }[]; nextCursor: string | null }

  test('are listed page by page, past and future ones too', async () => {
    await host.put('/v1/features/search', { name: 'Search' })
    await host.post('/v1/features/search/rates', { price: '1' })
    await host.post('/v1/features/search/rates', { price: '2', effectiveAt: '2098-01-01T00:00:00Z' })
    await host.post('/v1/features/search/rates', { price: '4', dimensions: { model: 'large' } })
    const first = await host.get<Rates>('/v1/features/search/rates?limit=2&currency=ai')
    const second = await host.get<Rates>(`/v1/features/search/rates?limit=2&cursor=${first.body.nextCursor}`)
    const found = [...first.body.data, ...second.body.data].map(({ version, price }) => [version, price])
    expect(found).toEqual([
      [1, '1'],
      [2, '2'],
      [3, '4'],
    ])
    expect(second.body.nextCursor).toBeNull()
  })

  test.each([
    ['nothing/rates', 422, 'unknown_feature'],
    ['chat/rates?currency=gold', 422, 'unknown_currency'],
    ['chat/rates?cursor=nonsense', 422, 'invalid_value'],
    ['%20/rates', 404, 'not_found'],
  ])('%s is refused', async (path, status, code) => {
    const answer = await host.get(`/v1/features/${path}`)
    expect([answer.status, answer.body['code']]).toEqual([status, code])
  })
})

describe('a quote', () => {
  test('says what a use would cost at an instant, and by which version', async () => {
    await host.put('/v1/features/speech', { name: 'Speech' })
    await host.post('/v1/features/speech/rates', { price: '0.333', per: '10' })
    await host.post('/v1/features/speech/rates', { price: '5', effectiveAt: '2098-01-01T00:00:00Z' })
    await host.post('/v1/features/speech/rates', { price: '9', dimensions: { model: 'large' } })
    const quote = async (body: object) => (await host.post('/v1/features/speech/rates/quote', body)).body
    expect(await quote({ quantity: '25' })).toMatchObject({
      currency: 'ai',
      cost: '0.84',
      rate: { version: 1 },
    })
    expect(await quote({ at: '2099-01-01T00:00:00Z' })).toMatchObject({ cost: '5', rate: { version: 2 } })
    expect(await quote({ dimensions: { model: 'large' } })).toMatchObject({ cost: '9', rate: { version: 3 } })
  })

  test('is refused where there is nothing to quote', async () => {
    expect(await post('nothing/rates/quote', {})).toEqual([422, 'unknown_feature'])
    expect(await post('chat/rates/quote', { currency: 'gold' })).toEqual([422, 'unknown_currency'])
    expect(await post('chat/rates/quote', { at: '2001-01-01T00:00:00Z' })).toEqual([422, 'no_rate'])
    const early = await host.post('/v1/features/chat/rates/quote', { at: '2001-01-01T00:00:00Z' })
    expect(early.body['detail']).toMatch(/Add a rate, or ask for another time\.$/)
    expect(await post('chat/rates/quote', { quantity: '-1' })).toEqual([422, 'invalid_value'])
    expect(await post('chat/rates/quote', { amount: '1' })).toEqual([400, 'unknown_field'])
  })
})

describe('a preview', () => {
  const period = { from: '2020-01-01T00:00:00Z', to: '2098-01-01T00:00:00Z' }

  test('sets what a rate would have charged beside what was charged', async () => {
    for (const customer of ['ada', 'grace']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await host.post('/v1/grants', { customer, amount: '1000' })
    }
    await host.post('/v1/consume', { customer: 'ada', feature: 'image', quantity: '3' })
    await host.post('/v1/consume', { customer: 'grace', feature: 'image', quantity: '1' })
    const { status, body } = await host.post('/v1/features/image/rates/preview', { price: '25.5', ...period })
    expect(status).toBe(200)
    expect(body).toEqual({
      currency: 'ai',
      consumptions: 2,
      affected: 2,
      before: '80',
      after: '102',
      customers: [
        { customer: 'ada', before: '60', after: '76.5' },
        { customer: 'grace', before: '20', after: '25.5' },
      ],
    })
    const one = await host.post('/v1/features/image/rates/preview', {
      price: '1',
      customer: 'grace',
      ...period,
    })
    expect(one.body).toMatchObject({ consumptions: 1, before: '20', after: '1' })
    const tiers = [
      { upTo: '2', price: '10' },
      { upTo: null, price: '1' },
    ]
    const graduated = await host.post('/v1/features/image/rates/preview', { tiers, ...period })
    expect(graduated.body).toMatchObject({ before: '80', after: '31' })
    const rates = await host.get<{ data: unknown[] }>('/v1/features/image/rates')
    expect(rates.body.data).toHaveLength(1)
  })

  test('is refused for a rate that could not be added, and for no period', async () => {
    const path = 'image/rates/preview'
    expect(await post(path, { price: '1' })).toEqual([400, 'invalid_request'])
    expect(await post(path, { price: '1', from: period.to, to: period.from })).toEqual([422, 'invalid_value'])
    expect(await post(path, { ...period })).toEqual([422, 'invalid_value'])
    expect(await post(path, { price: '1', tiers: [], ...period })).toEqual([422, 'invalid_value'])
    expect(await post(path, { price: '-1', ...period })).toEqual([422, 'invalid_value'])
    expect(await post('nothing/rates/preview', { price: '1', ...period })).toEqual([422, 'unknown_feature'])
  })
})

test('a rate that has not begun is withdrawn, and makes room for another', async () => {
  await host.put('/v1/features/typo', { name: 'Typo' })
  const now = await host.post<{ id: string }>('/v1/features/typo/rates', { price: '1' })
  const wrong = await host.post<{ id: string }>('/v1/features/typo/rates', {
    price: '9',
    effectiveAt: '2099-10-01T00:00:00Z',
  })
  expect(await post('typo/rates', { price: '2' })).toEqual([409, 'rate_overlap'])
  const remove = (id: string) => host.post(`/v1/features/typo/rates/${id}/withdraw`, undefined)
  expect((await remove(wrong.body.id)).body).toEqual(wrong.body)
  expect((await remove(wrong.body.id)).body).toMatchObject({ code: 'not_found' })
  expect((await remove(now.body.id)).body).toMatchObject({ code: 'conflict' })
  expect((await host.post('/v1/features/typo/rates', { price: '2' })).body).toMatchObject({ version: 2 })
})

test('an archived feature is consumed no more until it is brought back', async () => {
  await host.put('/v1/features/old', { name: 'Old' })
  await host.post('/v1/features/old/rates', { price: '1' })
  await host.post('/v1/grants', { customer: 'archivist', amount: '10' })
  const archived = await host.post('/v1/features/old/archive', undefined)
  expect(archived.body).toMatchObject({ id: 'old', archived: true, rates: [{ price: '1' }] })
  expect((await host.post('/v1/features/old/archive', undefined)).body).toEqual(archived.body)
  const use = { customer: 'archivist', feature: 'old' }
  expect((await host.post('/v1/consume', use)).body).toMatchObject({ code: 'feature_archived' })
  expect((await host.put('/v1/features/old', { name: 'Older' })).body).toMatchObject({ archived: true })
  await host.put('/v1/features/old', { name: 'Older', archived: false })
  expect((await host.post('/v1/consume', use)).body).toMatchObject({ balance: '9' })
  expect(await post('nothing/archive', undefined)).toEqual([422, 'unknown_feature'])
})
