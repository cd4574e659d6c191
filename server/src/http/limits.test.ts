import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { fillCatalogue, origin, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({
    limits: { checkoutsPerCustomer: 3, perCustomer: 20, failuresPerAddress: 5, perAddress: 200 },
  })
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

test('S14: a customer who begins one checkout after another has to wait, and others do not', async () => {
  const ada = await server.browser('ada')
  const begin = (credits: number) =>
    ada.post('/v1/me/top-ups', { packageId: 'starter', returnPath: `/${credits}` })
  const statuses: number[] = []
  for (let index = 0; index < 6; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    statuses.push((await begin(index)).status)
  }
  expect(statuses).toEqual([201, 201, 201, 429, 429, 429])
  const refused = await begin(9)
  expect(refused.body).toMatchObject({ code: 'rate_limited' })
  const wait = Number(refused.headers.get('retry-after'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(60)
  const grace = await server.browser('grace')
  expect((await grace.post('/v1/me/top-ups', { packageId: 'starter' })).status).toBe(201)
})

test('S14: clicking again for the same thing finds the open order', async () => {
  const mary = await server.browser('mary')
  const first = await mary.post('/v1/me/top-ups', { packageId: 'starter' })
  const again = await mary.post('/v1/me/top-ups', { packageId: 'starter' })
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.body['id']).toBe(first.body['id'])
})

test('a customer’s requests are counted, and the answers say how many are left', async () => {
  const busy = await server.browser('busy')
  const answers = []
  for (let index = 0; index < 22; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    answers.push(await busy.get('/v1/me/balance'))
  }
  expect(answers.map((answer) => answer.status).filter((status) => status === 200)).toHaveLength(20)
  expect(answers[0]?.headers.get('ratelimit')).toMatch(/"customer"; r=19; t=\d+/)
  expect(answers[0]?.headers.get('ratelimit-policy')).toMatch(/"customer"; q=20; w=60/)
  expect(answers.at(-1)?.status).toBe(429)
})

test('who guesses keys or tokens has to wait, and the host’s own traffic never does', async () => {
  const guess = (index: number) =>
    server.api.withKey(`sk_${String(index).padStart(43, 'a')}`).get('/v1/currencies')
  const statuses: number[] = []
  for (let index = 0; index < 7; index += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    statuses.push((await guess(index)).status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  const tokens = await server.api.withSession({ token: 'a.b.c', origin }).get('/v1/me/balance')
  expect(tokens.status).toBe(429)
  const good = await Promise.all(Array.from({ length: 100 }, () => server.host.get('/v1/currencies')))
  expect(good.every((answer) => answer.status === 200)).toBe(true)
})

/** A call without a key, said to come from somewhere. */
const guess = async (one: TestServer, forwarded: string) =>
  (await one.api.get('/v1/currencies', { headers: { 'x-forwarded-for': forwarded } })).status

describe('the address that is counted', () => {
  test('is the connection’s, whatever a caller says of itself', async () => {
    const direct = await startTestServer({ limits: { failuresPerAddress: 2 } })
    onTestFinished(() => direct.close())
    const statuses = [
      await guess(direct, '1.1.1.1'),
      await guess(direct, '2.2.2.2'),
      await guess(direct, '3.3.3.3'),
    ]
    expect(statuses).toEqual([401, 401, 429])
  })

  test('behind a proxy is the one that the proxy added, not those before it', async () => {
    const environment = { CREDITKIT_TRUSTED_PROXIES: '1' }
    const behind = await startTestServer({ limits: { failuresPerAddress: 2 }, environment })
    onTestFinished(() => behind.close())
    const statuses = [await guess(behind, '1.1.1.1, 9.9.9.9'), await guess(behind, '2.2.2.2, 9.9.9.9')]
    expect(statuses).toEqual([401, 401])
    expect(await guess(behind, '3.3.3.3, 9.9.9.9')).toBe(429)
    expect(await guess(behind, '9.9.9.9, 8.8.8.8')).toBe(401)
  })
})
