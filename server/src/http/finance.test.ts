import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../test/api.ts'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

interface Period {
  readonly start: string
  readonly end: string
  readonly money: string
  readonly scale: number
  readonly opening: string
  readonly sold: string
  readonly recognised: string
  readonly breakage: string
  readonly refunded: string
  readonly closing: string
}

let server: TestServer
let host: Api

const day = 86_400_000
/** Yesterday to tomorrow at midnight, so that midnight during the test changes nothing. */
const midnight = Math.floor(Date.now() / day) * day
const range = `from=${new Date(midnight - day).toISOString()}&to=${new Date(midnight + 2 * day).toISOString()}`

beforeAll(async () => {
  server = await startTestServer()
  host = server.host
  await fillCatalogue(host)
  const sell = (customer: string, amount: string, price: string, currency: string) =>
    host.post<{ id: string }>('/v1/grants', {
      customer,
      amount,
      category: 'paid',
      costBasis: { amount: price, currency },
    })
  await sell('ada', '300', '1000', 'usd')
  await host.post('/v1/consume', { customer: 'ada', amount: '100' })
  const { body } = await sell('grace', '50', '500', 'usd')
  await host.post(`/v1/customers/grace/grants/${body.id}/void`, { reason: 'Not wanted' })
  await sell('kenji', '10', '2000', 'jpy')
})
afterAll(() => server.close())

const read = async (query: string) => (await host.get<{ data: Period[] }>(`/v1/finance?${query}`)).body.data

const sum = (periods: readonly Period[], column: 'sold' | 'recognised' | 'refunded') =>
  periods.reduce((total, period) => total + Number(period[column]), 0)

describe('the report', () => {
  test('adds up what was sold, used and given back, for each currency of money', async () => {
    const periods = await read(`${range}&period=day`)
    const dollars = periods.filter(({ money }) => money === 'usd')
    expect(dollars).toHaveLength(3)
    expect(dollars[0]).toMatchObject({
      opening: '0',
      scale: 2,
      start: new Date(midnight - day).toISOString(),
    })
    expect([sum(dollars, 'sold'), sum(dollars, 'refunded')]).toEqual([1500, 500])
    expect(dollars.at(-1)?.closing).toBe('666.666666666667')
    const yen = periods.filter(({ money }) => money === 'jpy')
    expect(yen.at(-1)).toMatchObject({ closing: '2000', scale: 0, breakage: '0' })
  })

  test('can be of one customer, by month and in a time zone', async () => {
    const { body } = await host.get(`/v1/finance?${range}&customer=kenji&timeZone=Asia/Tokyo`)
    expect(body).toMatchObject({ period: 'month', timeZone: 'Asia/Tokyo' })
    const periods = await read(`${range}&customer=kenji&timeZone=Asia/Tokyo`)
    expect(new Set(periods.map(({ money }) => money))).toEqual(new Set(['jpy']))
    expect(sum(periods, 'sold')).toBe(2000)
    expect(await read(`${range}&customer=nobody`)).toEqual([])
  })

  test('comes as CSV with the same figures', async () => {
    const csv = await host.get<string>(`/v1/finance.csv?${range}&period=day`)
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="finance.csv"')
    const [header = '', ...lines] = csv.body.trimEnd().split('\r\n')
    const columns = header.split(',')
    const rows = lines.map((line) =>
      Object.fromEntries(line.split(',').map((field, index) => [columns[index], field])),
    )
    const periods = await read(`${range}&period=day`)
    expect(rows).toEqual(periods.map((period) => ({ ...period, scale: String(period.scale) })))
  })

  test.each([
    ['without a period', '', 400, 'invalid_request'],
    ['without an end', 'from=2026-01-01T00:00:00Z', 400, 'invalid_request'],
    ['backwards', 'from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 422, 'invalid_value'],
    ['over too long a time', 'from=2020-01-01T00:00:00Z&to=2098-01-01T00:00:00Z', 422, 'invalid_value'],
    ['by days instead of instants', 'from=2026-01-01&to=2026-02-01', 422, 'invalid_value'],
    ['by the hour', `${range}&period=hour`, 422, 'invalid_value'],
    ['in no time zone', `${range}&timeZone=Mars/Olympus`, 422, 'invalid_value'],
    ['in a time zone of old', `${range}&timeZone=US/Pacific-New`, 422, 'invalid_value'],
    ['with a field it has not', `${range}&currency=usd`, 400, 'unknown_field'],
  ])('asked for %s is refused', async (_name, query, status, code) => {
    for (const path of ['/v1/finance', '/v1/finance.csv']) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const answer = await host.get(`${path}?${query}`)
      expect([path, answer.status, answer.body['code']]).toEqual([path, status, code])
    }
  })

  test('is only for the secret key', async () => {
    expect((await server.api.get(`/v1/finance?${range}`)).status).toBe(401)
    expect((await server.api.get(`/v1/finance.csv?${range}`)).status).toBe(401)
  })
})
