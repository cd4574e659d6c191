import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

test.each([
  ['a negative amount', { amount: '-1' }, 422, 'amount'],
  ['zero', { amount: '0' }, 422, 'amount'],
  ['no number', { amount: 'abc' }, 422, 'amount'],
  ['a number where a text belongs', { amount: 5 }, 422, 'amount'],
  ['too many digits', { amount: '9999999999999999' }, 422, 'amount'],
  ['a field that is not known', { amount: '1', cost: '1' }, 400, 'cost'],
  ['no key', { amount: '1', idempotencyKey: undefined }, 400, 'idempotencyKey'],
  ['a time that is none', { amount: '1', at: 'today' }, 422, 'at'],
])('%s in a batch refuses its own line, and the others are done', async (what, wrong, status, field) => {
  const customer = what.replaceAll(' ', '-')
  await server.host.post('/v1/grants', { customer, amount: '25' })
  const { body } = await server.host.post<{ results: unknown[] }>('/v1/consume/batch', {
    items: [
      { customer, amount: '2', idempotencyKey: 'first' },
      { customer, idempotencyKey: 'wrong', ...wrong },
      { customer, amount: '3', idempotencyKey: 'last' },
    ],
  })
  const errors = [{ path: `body.items.1.${field}` }]
  expect(body.results).toMatchObject([{ status: 200 }, { status, problem: { errors } }, { status: 200 }])
  expect((await server.host.get(`/v1/customers/${customer}/balance`)).body).toMatchObject({ balance: '20' })
})

test('a batch of anything but items is refused whole, and of any one item only that', async () => {
  expect((await server.host.post('/v1/consume/batch', { items: [] })).status).toBe(422)
  expect((await server.host.post('/v1/consume/batch', {})).status).toBe(400)
  const { body } = await server.host.post<{ results: { status: number }[] }>('/v1/consume/batch', {
    items: [null, 7, [], 'text'],
  })
  expect(body.results.map(({ status }) => status)).toEqual([400, 400, 400, 400])
})
