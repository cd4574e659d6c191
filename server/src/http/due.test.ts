import { afterAll, beforeAll, expect, test } from 'vitest'
import { SseReader } from '../../test/sse.ts'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

test('what begins, ends and lapses is told to a page that asks nothing, and counts from its own instant', async () => {
  const { token, origin } = await server.session('ada')
  const stream = await SseReader.open(`${server.url}/v1/me/stream`, {
    authorization: `Bearer ${token}`,
    origin,
  })
  await stream.until(() => stream.of('hello').length === 1)
  const now = Date.now()
  const at = (milliseconds: number) => new Date(now + milliseconds).toISOString()
  const grant = { customer: 'ada', currency: 'ai', amount: '100' }
  await server.host.post('/v1/grants', { ...grant, expiresAt: at(900) })
  await server.host.post('/v1/grants', { ...grant, effectiveAt: at(1200) })
  await server.host.post('/v1/holds', { customer: 'ada', currency: 'ai', amount: '30', lapsesAt: at(600) })
  const statuses = () => stream.of('grant.changed').map(({ status }) => status)
  await stream.until(() => statuses().length === 4)
  expect(statuses()).toEqual(['available', 'scheduled', 'expired', 'available'])
  stream.close()
  const { data } = await server.running.ledger.entries('ada', { order: 'oldest', notes: true })
  expect(data.slice(3).map((entry) => [entry.kind, entry.at.toISOString()])).toEqual([
    ['release', at(600)],
    ['expiry', at(900)],
    ['grant', at(1200)],
  ])
})
