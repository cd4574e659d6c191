import { expect, test } from 'vitest'
import { json, problem, startServer } from '../../test/server.ts'
import { createCreditsServer } from './index.ts'

const HOLD = '/v1/customers/acme/holds/h1'
const SETTLE = `${HOLD}/settle`
const RELEASE = `${HOLD}/release`

async function creditkit(life = 60_000) {
  const server = await startServer()
  server.answer('/v1/holds', (_, response) => json(response, holdOf({}, life), 201))
  for (const path of [SETTLE, RELEASE, `${HOLD}/extend`])
    server.answer(path, (_, response) => json(response, {}))
  const credits = createCreditsServer({ baseUrl: server.baseUrl, secretKey: 'sk_test', maxRetries: 0 })
  const paths = (): string[] => server.seen.map(({ url }) => url)
  return { server, credits, paths }
}

function holdOf(more: object, life = 60_000) {
  const createdAt = new Date()
  const lapsesAt = new Date(createdAt.getTime() + life)
  return { id: 'h1', customer: 'acme', status: 'open', createdAt, lapsesAt, ...more }
}

const request = { customer: 'acme', feature: 'image' }

test('work that says nothing of its cost is settled for the whole hold', async () => {
  const { server, credits, paths } = await creditkit()
  expect(await credits.holds.withHold(request, ({ hold }) => hold.id)).toBe('h1')
  expect(paths()).toEqual(['/v1/holds', SETTLE])
  expect(server.seen[1]).toMatchObject({ body: {} })
})

test('the work’s key makes the hold, and each settlement has one of its own that begins with it', async () => {
  const { server, credits, paths } = await creditkit()
  server.answer(HOLD, (_, response) => json(response, holdOf({ status: 'open' })))
  const attempt = () => credits.holds.withHold(request, () => {}, { idempotencyKey: 'job-1' })
  await attempt()
  await attempt()
  expect(paths()).toEqual(['/v1/holds', HOLD, SETTLE, '/v1/holds', HOLD, SETTLE])
  const keys = server.seen.map(({ headers }) => headers['idempotency-key'])
  expect([keys[0], keys[3]]).toEqual(['job-1', 'job-1'])
  expect(keys[2]).toMatch(/^job-1:[\da-f-]{36}$/)
  expect(keys[5]).not.toBe(keys[2])
})

test('a hold that was refused before, or is over, is made under the work’s next key', async () => {
  const { server, credits } = await creditkit()
  const holds = new Map<unknown, string>()
  server.answer('/v1/holds', ({ headers }, response) => {
    const key = headers['idempotency-key']
    if (holds.size === 0 && key === 'job-1')
      return problem(response, 402, 'insufficient_credits', { missing: '5', replayed: true })
    const id = holds.get(key) ?? `h${holds.size + 1}`
    holds.set(key, id)
    json(response, holdOf({ id }), 201)
  })
  const statuses = ['released', 'lapsed', 'open']
  for (const [index, status] of statuses.entries()) {
    const path = `/v1/customers/acme/holds/h${index + 1}`
    server.answer(path, (_, response) => json(response, holdOf({ id: `h${index + 1}`, status })))
    server.answer(`${path}/settle`, (_, response) => json(response, {}))
  }
  const options = { idempotencyKey: 'job-1' }
  expect(await credits.holds.withHold(request, ({ hold }) => hold.id, options)).toBe('h3')
  expect([...holds.keys()].at(-1)).toMatch(/^job-1:.+:4$/)
})

test('a hold that is refused only now is not asked for again', async () => {
  const { server, credits, paths } = await creditkit()
  server.answer('/v1/holds', (_, response) => problem(response, 402, 'insufficient_credits'))
  const failed = credits.holds.withHold(request, () => {}, { idempotencyKey: 'job-1' })
  await expect(failed).rejects.toMatchObject({ code: 'insufficient_credits' })
  expect(paths()).toEqual(['/v1/holds'])
})

test('a work of which the key did something else is refused before it begins', async () => {
  const { server, credits, paths } = await creditkit()
  server.answer('/v1/holds', (_, response) => problem(response, 409, 'idempotency_key_reused'))
  let worked = false
  const failed = credits.holds.withHold(request, () => void (worked = true), { idempotencyKey: 'job-1' })
  await expect(failed).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  expect([worked, paths()]).toEqual([false, ['/v1/holds']])
})

test('the longest key is taken', async () => {
  const { server, credits } = await creditkit()
  server.answer(HOLD, (_, response) => json(response, holdOf({ status: 'open' })))
  const key = 'k'.repeat(255)
  await credits.holds.withHold(request, () => {}, { idempotencyKey: key })
  expect(server.seen[0]?.headers['idempotency-key']).toBe(key)
  expect(server.seen[2]?.headers['idempotency-key']).toHaveLength(217)
})

test('a hold that an earlier attempt made is kept alive in time', async () => {
  const { server, credits } = await creditkit()
  const soon = { status: 'open', lapsesAt: new Date(Date.now() + 300) }
  server.answer(HOLD, (_, response) => json(response, holdOf(soon)))
  const work = async () => void (await server.requests(`${HOLD}/extend`, 1))
  await credits.holds.withHold(request, work, { idempotencyKey: 'job-1' })
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
