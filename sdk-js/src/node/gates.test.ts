import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { json, problem, startServer } from '../../test/server.ts'
import { createCreditsServer, requireCredits, withCredits, type Charge } from './index.ts'

const CHECK = '/v1/checks'
const CONSUME = '/v1/consume'

/** A Creditkit with this many credits left, where a request costs three. It keeps what it answered to each key. */
async function creditkit(left: number) {
  const server = await startServer()
  const state = { left, charged: 0, losesAnswer: false }
  const kept = new Map<unknown, (response: ServerResponse, replayed: true) => void>()
  server.answer(CHECK, (_, response) => {
    const missing = Math.max(0, 3 - state.left)
    json(response, { allowed: !missing, cost: '3', available: String(state.left), missing: String(missing) })
  })
  server.answer(CONSUME, ({ headers }, response) => {
    const key = headers['idempotency-key']
    const known = kept.get(key)
    if (known) return known(response, true)
    const missing = String(3 - state.left)
    const answer =
      state.left < 3
        ? (response: ServerResponse, replayed?: true) =>
            problem(response, 402, 'insufficient_credits', { missing, replayed })
        : (response: ServerResponse, replayed = false) => json(response, { amount: '3', replayed })
    kept.set(key, answer)
    if (state.left >= 3) {
      state.left -= 3
      state.charged += 3
    }
    if (state.losesAnswer) {
      state.losesAnswer = false
      response.destroy()
    } else answer(response)
  })
  const credits = createCreditsServer({ baseUrl: server.baseUrl, secretKey: 'sk_test', maxRetries: 1 })
  const consumed = () => server.seen.filter(({ url }) => url === CONSUME)
  return { server, credits, state, consumed }
}

const charge = (): Charge => ({ customer: 'acme', feature: 'email-summary', reason: 'Summary' })
const overdrawn = (): Charge => ({ ...charge(), whenShort: 'overdraft' })
const named = (): Charge => ({ ...charge(), idempotencyKey: 'job-1' })

/** Middleware and route as Express would run them. */
async function app(
  kit: Awaited<ReturnType<typeof creditkit>>,
  route: RequestListener,
  toCharge: () => Charge = charge,
) {
  const gate = requireCredits(kit.credits, toCharge)
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
    await fetch(await app(kit, (_, response) => void response.end(), overdrawn))
    const bodies = kit.server.seen.map(({ url, body }) => [url, body])
    expect(bodies).toMatchObject([
      [CHECK, { whenShort: 'overdraft' }],
      [CONSUME, { whenShort: 'overdraft' }],
    ])
  })

  test('answers, and is charged', async () => {
    const kit = await creditkit(10)
    const url = await app(kit, (_, response) => {
      response.writeHead(201, { 'content-type': 'text/plain', 'x-mine': 'yes' })
      response.write('Hello, ')
      response.end('world')
    })
    const response = await fetch(url)
    expect([response.status, response.headers.get('x-mine'), await response.text()]).toEqual([
      201,
      'yes',
      'Hello, world',
    ])
    expect(kit.state).toMatchObject({ left: 7, charged: 3 })
    expect(kit.consumed()[0]).toMatchObject({ body: charge() })
    expect(kit.server.seen[0]?.body).toEqual({ customer: 'acme', feature: 'email-summary' })
  })

  test('is charged as often as it works, whatever key the request has', async () => {
    const kit = await creditkit(10)
    let worked = 0
    const url = await app(kit, (_, response) => void response.end(String((worked += 1))))
    const ask = async (): Promise<number> =>
      (await fetch(url, { headers: { 'idempotency-key': 'always-the-same' } })).status
    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 402])
    expect([worked, kit.state.charged]).toEqual([3, 9])
  })

  test('is charged once for all attempts at a work that the host names', async () => {
    const kit = await creditkit(10)
    const url = await app(kit, (_, response) => void response.end(), named)
    const attempts = await Promise.all([fetch(url), fetch(url)])
    expect([...attempts, await fetch(url)].map(({ status }) => status)).toEqual([200, 200, 200])
    expect(kit.state.charged).toBe(3)
    expect(kit.consumed()[0]?.headers['idempotency-key']).toBe('job-1')
  })

  test('is charged once where the answer to the charge is lost', async () => {
    const kit = await creditkit(10)
    const url = await app(kit, (_, response) => void response.end('done'))
    kit.state.losesAnswer = true
    expect(await (await fetch(url)).text()).toBe('done')
    expect([kit.consumed().length, kit.state.charged]).toEqual([2, 3])
  })

  test('can be attempted and charged again where a work that the host names could not be paid', async () => {
    const kit = await creditkit(3)
    const spent = { elsewhere: true }
    const url = await app(
      kit,
      (_, response) => {
        if (spent.elsewhere) kit.state.left = 0
        response.end()
      },
      named,
    )
    const attempt = async (): Promise<number> => {
      kit.state.left = 3
      return (await fetch(url)).status
    }
    expect([await attempt(), await attempt()]).toEqual([402, 402])
    spent.elsewhere = false
    expect([await attempt(), kit.state.charged]).toEqual([200, 3])
    expect([await attempt(), kit.state.charged]).toEqual([200, 3])
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

  test.each([
    ['ends twice', (response: ServerResponse) => void response.end()],
    [
      'goes on to write',
      (response: ServerResponse) => void response.writeHead(404, { 'x-mine': 'no' }).end('late'),
    ],
    [
      'fails afterwards',
      (response: ServerResponse) => {
        if (response.headersSent) return
        for (const name of response.getHeaderNames()) response.removeHeader(name)
        response.statusCode = 500
        response.setHeader('content-length', 6)
        response.end('failed')
      },
    ],
  ])('that %s gives the answer that is paid for', async (_, goOn) => {
    const kit = await creditkit(3)
    const url = await app(kit, (_, response) => {
      response.setHeader('X-Mine', 'yes')
      response.end('the work')
      goOn(response)
    })
    const response = await fetch(url)
    expect([response.status, response.headers.get('x-mine'), await response.text()]).toEqual([
      200,
      'yes',
      'the work',
    ])
    expect(kit.state.charged).toBe(3)
  })

  test('that sends its work twice gives nothing away where the credits went elsewhere', async () => {
    const kit = await creditkit(3)
    const url = await app(kit, (_, response) => {
      kit.state.left = 0
      response.end('secret')
      response.end('secret')
    })
    const response = await fetch(url)
    expect([response.status, await response.json()]).toMatchObject([402, { code: 'insufficient_credits' }])
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

  test('is charged as often as it works, whatever key the request has', async () => {
    const kit = await creditkit(6)
    let worked = 0
    const handler = withCredits(kit.credits, charge, () => new Response(String((worked += 1))))
    const ask = async (): Promise<number> => {
      const headers = { 'idempotency-key': 'always-the-same' }
      return (await handler(new Request('http://host.test/work', { method: 'POST', headers }))).status
    }
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 402])
    expect([worked, kit.state.charged]).toEqual([2, 6])
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
