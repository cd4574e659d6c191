import { expect, expectTypeOf, test } from 'vitest'
import { serverAndClient } from '../test/client.ts'
import { json, problem, session } from '../test/server.ts'
import { order } from '../test/wire.ts'
import type { operations } from './api.generated.ts'
import { getPaymentMethods, mayRemovePaymentMethods, removePaymentMethod } from './payment-methods.ts'

const PATH = '/v1/me/payment-methods'
const card = { id: 'pm_1', brand: 'visa', last4: '4242', expiryMonth: 4, expiryYear: 2030 }

test('saved cards are listed with the session’s token', async () => {
  const { server, credits } = await serverAndClient({ currency: 'ai', resource: 'team' })
  server.answer(PATH, (_, response) => json(response, { data: [card] }))
  expect(await getPaymentMethods(credits)).toEqual([card])
  expect(server.seen[0]).toMatchObject({
    method: 'GET',
    url: PATH,
    headers: { authorization: expect.stringMatching(/^Bearer token-/) },
  })
})

test('a card is removed by its id, and again when the line breaks; the empty answer is enough', async () => {
  const { server, credits } = await serverAndClient()
  server.answer(`${PATH}/pm_1`, (_, response) => {
    if (server.seen.length === 1) response.destroy()
    else response.writeHead(204).end()
  })
  expect(await removePaymentMethod(credits, 'pm_1')).toBeUndefined()
  expect(server.seen.map(({ method }) => method)).toEqual(['DELETE', 'DELETE'])
})

test('a session that may not remove cards is told so', async () => {
  const { server, credits } = await serverAndClient()
  server.answer(`${PATH}/pm_1`, (_, response) => problem(response, 403, 'insufficient_scope'))
  await expect(removePaymentMethod(credits, 'pm_1')).rejects.toMatchObject({ code: 'insufficient_scope' })
})

test.each([
  [undefined, true],
  [['read', 'purchase'], false],
  [['read', 'purchase', 'settings'], true],
])('whether cards may be removed is told by the session’s scopes: %s', async (scopes, may) => {
  const { credits } = await serverAndClient({
    fetchSession: async () => ({ ...session(), ...(scopes && { scopes }) }),
  })
  expect(await mayRemovePaymentMethods(credits)).toBe(may)
})

test('either can be given up', async () => {
  const { credits } = await serverAndClient()
  const signal = AbortSignal.abort()
  await expect(getPaymentMethods(credits, { signal })).rejects.toMatchObject({ code: 'aborted' })
  await expect(removePaymentMethod(credits, 'pm_1', { signal })).rejects.toMatchObject({ code: 'aborted' })
})

test('a card is charged by a top-up that names it', async () => {
  const { server, credits } = await serverAndClient()
  server.answer('/v1/me/top-ups', (_, response) => json(response, order('granted'), 201))
  await credits.createTopUp({ packageId: 'small', paymentMethod: 'pm_1' })
  expect(server.seen[0]?.body).toEqual({ packageId: 'small', paymentMethod: 'pm_1' })
})

test('cards are those of the OpenAPI document', () => {
  type Listed = operations['getPaymentMethods']['responses'][200]['content']['application/json']['data']
  expectTypeOf<Awaited<ReturnType<typeof getPaymentMethods>>>().toEqualTypeOf<Listed>()
})
