import { expect, test } from 'vitest'
import { json, problem, startServer } from '../../test/server.ts'
import { createCreditsServer } from './index.ts'

const HOLD = '/v1/customers/acme/holds/h1'
const SETTLE = `${HOLD}/settle`
const RELEASE = `${HOLD}/release`

async function creditkit(life = 60_000) {
  const server = await startServer()
  server.answer('/v1/holds', (_, response) => {
    const createdAt = new Date()
    const lapsesAt = new Date(createdAt.getTime() + life)
    json(response, { id: 'h1', customer: 'acme', createdAt, lapsesAt }, 201)
  })
  for (const path of [SETTLE, RELEASE, `${HOLD}/extend`])
    server.answer(path, (_, response) => json(response, {}))
  const credits = createCreditsServer({ baseUrl: server.baseUrl, secretKey: 'sk_test', maxRetries: 0 })
  const paths = (): string[] => server.seen.map(({ url }) => url)
  return { server, credits, paths }
}

const request = { customer: 'acme', feature: 'image' }

test('work that says nothing of its cost is settled for the whole hold, under the work’s key', async () => {
  const { server, credits, paths } = await creditkit()
  expect(await credits.holds.withHold(request, ({ hold }) => hold.id, { idempotencyKey: 'job-1' })).toBe('h1')
  expect(paths()).toEqual(['/v1/holds', SETTLE])
  expect(server.seen[1]).toMatchObject({ body: {}, headers: { 'idempotency-key': 'job-1' } })
  expect(server.seen[0]?.headers['idempotency-key']).not.toBe('job-1')
})

test('what cannot be settled is released, and its error passed on', async () => {
  const { server, credits, paths } = await creditkit()
  server.answer(SETTLE, (_, response) => problem(response, 402, 'insufficient_credits'))
  const failed = credits.holds.withHold(request, ({ costs }) => costs({ amount: '500' }))
  await expect(failed).rejects.toMatchObject({ code: 'insufficient_credits' })
  expect(paths()).toEqual(['/v1/holds', SETTLE, RELEASE])
})

test('an error of the work is passed on, even where the hold cannot be released', async () => {
  const { server, credits } = await creditkit()
  server.answer(RELEASE, (_, response) => problem(response, 500, 'internal_error'))
  const failed = credits.holds.withHold(request, () => {
    throw new Error('mine')
  })
  await expect(failed).rejects.toThrow('mine')
})

test('a hold is kept alive as long as its work goes on', async () => {
  const { server, credits, paths } = await creditkit(150)
  const begun = Date.now()
  await credits.holds.withHold(request, async () => void (await server.requests(`${HOLD}/extend`, 3)))
  expect(Date.now() - begun).toBeGreaterThan(140)
  expect(paths().at(-1)).toBe(SETTLE)
  const extended = server.seen.findLast(({ url }) => url.endsWith('/extend'))
  const { lapsesAt } = (extended?.body ?? {}) as { lapsesAt?: string }
  expect(Date.parse(lapsesAt ?? '')).toBeGreaterThan(begun + 250)
})
