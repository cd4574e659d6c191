import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { json, problem, startServer } from '../../test/server.ts'
import { createCreditsServer, requireCredits, withCredits } from './index.ts'

const CHECK = '/v1/checks'
const CONSUME = '/v1/consume'

/** A Creditkit with this many credits left, where a request costs three. */
async function creditkit(left: number) {
  const server = await startServer()
  const state = { left, charged: 0 }
  server.answer(CHECK, (_, response) => {
    const missing = Math.max(0, 3 - state.left)
    json(response, { allowed: !missing, cost: '3', available: String(state.left), missing: String(missing) })
  })
  server.answer(CONSUME, (_, response) => {
    if (state.left < 3)
      return problem(response, 402, 'insufficient_credits', { missing: String(3 - state.left) })
    state.left -= 3
    state.charged += 3
    json(response, { amount: '3' })
  })
  const credits = createCreditsServer({ baseUrl: server.baseUrl, secretKey: 'sk_test', maxRetries: 0 })
  const consumed = () => server.seen.filter(({ url }) => url === CONSUME)
  return { server, credits, state, consumed }
}

const charge = () => ({ customer: 'acme', feature: 'email-summary', reason: 'Summary' })

/** Middleware and route as Express would run them. */
async function app(kit: Awaited<ReturnType<typeof creditkit>>, route: RequestListener) {
  const gate = requireCredits(kit.credits, charge)
  const host = createServer((request, response) => {
    void gate(request, response, (error) => {
      if (!error) route(request, response)
      else response.writeHead(500).end('failed')
    })
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void host.close())
  return `http://127.0.0.1:${(host.address() as AddressInfo).port}/`
}

describe('a gated route', () => {
  test('is checked with the overdraft that it is charged with', async () => {
    const kit = await creditkit(10)
    const gate = requireCredits(kit.credits, () => ({ ...charge(), whenShort: 'overdraft' }))
    const host = createServer((request, response) => {
      void gate(request, response, () => response.end())
    })
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void host.close())
    await fetch(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`)
    const bodies = kit.server.seen.map(({ url, body }) => [url, body])
    expect(bodies).toMatchObject([
      [CHECK, { whenShort: 'overdraft' }],
      [CONSUME, { whenShort: 'overdraft' }],
    ])
  })

  test('answers, and is charged once, with the request’s own key', async () => {
    const kit = await creditkit(10)
    const url = await app(kit, (_, response) => {
      response.writeHead(201, { 'content-type': 'text/plain', 'x-mine': 'yes' })
      response.write('Hello, ')
      response.end('world')
    })
    const response = await fetch(url, { headers: { 'idempotency-key': 'click-1' } })
    expect([response.status, response.headers.get('x-mine'), await response.text()]).toEqual([
      201,
      'yes',
      'Hello, world',
    ])
    expect(kit.state).toEqual({ left: 7, charged: 3 })
    expect(kit.consumed()[0]).toMatchObject({ headers: { 'idempotency-key': 'click-1' }, body: charge() })
    expect(kit.server.seen[0]?.body).toEqual({ customer: 'acme', feature: 'email-summary' })
  })

  test('is refused before any work where credits are short', async () => {
    const kit = await creditkit(1)
    let worked = false
    const url = await app(kit, (_, response) => {
      worked = true
      response.end()
    })
    const response = await fetch(url)
    expect(response.status).toBe(402)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.json()).toMatchObject({
      code: 'insufficient_credits',
      missing: '2',
      available: '1',
    })
    expect(worked).toBe(false)
    expect(kit.consumed()).toHaveLength(0)
  })

  test('is not charged when it fails', async () => {
    const kit = await creditkit(10)
    const url = await app(kit, (_, response) => void response.writeHead(503).end('busy'))
    const response = await fetch(url)
    expect([response.status, await response.text()]).toEqual([503, 'busy'])
    expect(kit.consumed()).toHaveLength(0)
  })

  test('keeps its answer where the credits went elsewhere while it worked', async () => {
    const kit = await creditkit(3)
    const url = await app(kit, (_, response) => {
      kit.state.left = 0
      response.setHeader('content-length', '6')
      response.setHeader('etag', '"1"')
      response.end('secret')
    })
    const response = await fetch(url)
    expect(response.status).toBe(402)
    expect(response.headers.get('etag')).toBeNull()
    expect(await response.json()).toMatchObject({ code: 'insufficient_credits', missing: '3' })
  })

  test('gives nothing away when it cannot be charged', async () => {
    const kit = await creditkit(3)
    kit.server.answer(CONSUME, (_, response) => problem(response, 500, 'internal_error'))
    const url = await app(kit, (_, response) => void response.end('secret'))
    const response = await fetch(url)
    expect([response.status, await response.text()]).toEqual([500, 'failed'])
  })

  test('is not charged when nobody is there to take the answer', async () => {
    const kit = await creditkit(3)
    const begun = Promise.withResolvers<() => void>()
    const gone = Promise.withResolvers<void>()
    const url = await app(kit, (_, response) => {
      response.on('close', () => gone.resolve())
      begun.resolve(() => response.end('too late'))
    })
    const controller = new AbortController()
    const failed = expect(fetch(url, { signal: controller.signal })).rejects.toThrow()
    const end = await begun.promise
    controller.abort()
    await failed
    await gone.promise
    end()
    // A charge, if there was one, would have been sent before this.
    await kit.credits.check({ customer: 'acme', feature: 'email-summary' })
    expect(kit.consumed()).toHaveLength(0)
  })
})

describe('a gated handler of web requests', () => {
  test.each([
    ['answers and is charged', 10, 200, 200, 3],
    ['is refused where credits are short', 1, 200, 402, 0],
    ['is not charged when it fails', 10, 500, 500, 0],
  ])('%s', async (_, left, answer, status, charged) => {
    const kit = await creditkit(left)
    const handler = withCredits(
      kit.credits,
      charge,
      (request: Request, suffix: string) => new Response(request.url + suffix, { status: answer }),
    )
    const response = await handler(new Request('http://host.test/work'), '!')
    expect(response.status).toBe(status)
    if (status !== 402) expect(await response.text()).toBe('http://host.test/work!')
    expect(kit.state.charged).toBe(charged)
  })

  test('keeps its answer where the credits went elsewhere while it worked', async () => {
    const kit = await creditkit(3)
    const handler = withCredits(kit.credits, charge, () => {
      kit.state.left = 0
      return new Response('secret')
    })
    const response = await handler(new Request('http://host.test/work'))
    expect([response.status, await response.json()]).toMatchObject([402, { code: 'insufficient_credits' }])
  })
})
