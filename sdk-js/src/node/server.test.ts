import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { json, problem, startServer } from '../../test/server.ts'
import { createCreditsServer } from './index.ts'

const CONSUME = '/v1/consume'

async function host(options: { maxRetries?: number; timeout?: number } = {}) {
  const server = await startServer()
  const credits = createCreditsServer({ baseUrl: server.baseUrl, secretKey: 'sk_test', ...options })
  return { server, credits }
}

describe('the backend’s client', () => {
  test('acts with the secret key, and escapes ids', async () => {
    const { server, credits } = await host()
    server.answer('/v1/customers/a%2Fb/balance', (_, response) => json(response, { available: '1' }))
    expect(await credits.customers.balance('a/b', { currency: 'ai' })).toEqual({ available: '1' })
    expect(server.seen[0]).toMatchObject({
      url: '/v1/customers/a%2Fb/balance?currency=ai',
      headers: { authorization: 'Bearer sk_test' },
    })
    expect(server.seen[0]?.headers).not.toHaveProperty('idempotency-key')
  })

  test.each(['', undefined, 'sk_test\n', '"sk_test"', 'whsec_x'])(
    'says at once that the secret key is none: %j',
    (key) => {
      const create = () => createCreditsServer({ baseUrl: 'http://127.0.0.1', secretKey: key })
      expect(create).toThrow(/secretKey.*npm run keys/)
      if (key) expect(create).not.toThrow(key)
    },
  )

  test.each([
    [
      { baseUrl: 'credits.example.com' },
      'the baseUrl "credits.example.com": give where Creditkit’s server answers',
    ],
    [{ baseUrl: 'credits.example.com:4400' }, 'such as "https://credits.example.com"'],
    [{ baseUrl: '' }, 'the baseUrl ""'],
    [{ baseUrl: 'ftp://a' }, 'the baseUrl "ftp://a"'],
    [{ baseUrl: 'http://a/?x=1' }, 'the baseUrl "http://a/?x=1"'],
    [{ baseUrl: 'http://me:secret@a' }, 'the baseUrl "http://…@a"'],
    [{ maxRetries: Number.NaN }, 'maxRetries NaN: give a whole number from 0'],
    [{ maxRetries: -1 }, 'maxRetries -1'],
    [{ timeout: 0 }, 'the timeout 0: give whole milliseconds from 1'],
    [{ timeout: 2 ** 31 }, 'the timeout 2147483648'],
  ])('says at once which option is wrong, and what to give: %j', (options, message) => {
    const create = () => createCreditsServer({ baseUrl: 'http://a', secretKey: 'sk_test', ...options })
    expect(create).toThrow(TypeError)
    expect(create).toThrow(message)
  })

  test('says which values are at fault', async () => {
    const { server, credits } = await host()
    const errors = [
      { path: 'body.amount', message: 'must be positive' },
      { path: 'body.metadata.note', message: 'must be text' },
    ]
    server.answer(CONSUME, (_, response) => problem(response, 422, 'invalid_value', { errors }))
    await expect(credits.consume({ customer: 'acme', amount: '-1' })).rejects.toMatchObject({
      message: 'It is invalid_value. amount: must be positive; metadata.note: must be text',
      problem: { errors },
    })
  })

  test.each(['', 'two words', 'naïve', '☃', 'x'.repeat(256)])(
    'refuses the idempotency key %j unsent',
    async (key) => {
      const { server, credits } = await host()
      await expect(
        credits.consume({ customer: 'acme', amount: '1' }, { idempotencyKey: key }),
      ).rejects.toMatchObject({
        code: 'invalid_value',
        retryable: false,
        message: expect.stringContaining('255'),
      })
      expect(server.seen).toEqual([])
    },
  )

  test.each([undefined, null, 7, ''])('says at once that %j is no id, and asks for nothing', async (id) => {
    const { server, credits } = await host()
    const wrong = id as unknown as string
    expect(() => credits.customers.balance(wrong)).toThrow(TypeError)
    expect(() => credits.holds.get('acme', wrong)).toThrow('Give every id as a text')
    expect(server.seen).toEqual([])
  })

  test.each(['.', '..'])('takes the id %j for nobody’s, not for a way to another address', async (id) => {
    const { server, credits } = await host()
    await expect(credits.customers.balance(id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(credits.holds.get('acme', id)).rejects.toMatchObject({ code: 'not_found' })
    expect(server.seen.map(({ url }) => url)).toEqual([
      '/v1/customers/%00/balance',
      '/v1/customers/acme/holds/%00',
    ])
  })

  test('repeats a write with the same key, on broken lines, busy servers and keys in use', async () => {
    const { server, credits } = await host()
    server.answer(CONSUME, (_, response) => {
      if (server.seen.length === 1) response.destroy()
      else if (server.seen.length === 2) problem(response, 503, 'overloaded', { retryAfter: 1 })
      else if (server.seen.length === 3) problem(response, 409, 'idempotency_key_in_use', { retryAfter: 1 })
      else json(response, { amount: '3' })
    })
    expect(await credits.consume({ customer: 'acme', feature: 'image' })).toEqual({ amount: '3' })
    const keys = server.seen.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(4)
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/)
    expect(new Set(keys).size).toBe(1)
  })

  test('uses the key that names the work', async () => {
    const { server, credits } = await host()
    server.answer(CONSUME, (_, response) => json(response, {}))
    await credits.consume({ customer: 'acme', amount: '5' }, { idempotencyKey: 'job-7' })
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      headers: { 'idempotency-key': 'job-7', 'content-type': 'application/json' },
      body: { customer: 'acme', amount: '5' },
    })
  })

  test('tells what was missing, and does not repeat what was refused', async () => {
    const { server, credits } = await host()
    server.answer(CONSUME, (_, response) => problem(response, 402, 'insufficient_credits', { missing: '17' }))
    await expect(credits.consume({ customer: 'acme', feature: 'image' })).rejects.toMatchObject({
      name: 'CreditsError',
      code: 'insufficient_credits',
      status: 402,
      problem: { missing: '17' },
    })
    expect(server.seen).toHaveLength(1)
  })

  test('gives up after its retries, and after its time', async () => {
    const { server, credits } = await host({ maxRetries: 1, timeout: 50 })
    server.answer('/v1/customers/acme', () => {})
    await expect(credits.customers.get('acme')).rejects.toMatchObject({ code: 'timeout', retryable: true })
    expect(server.seen).toHaveLength(2)
    await server.stop()
    await expect(credits.customers.get('acme')).rejects.toMatchObject({ code: 'network' })
  })

  test('has a time of its own where it is given, and longer where a whole ledger is read', async () => {
    const { server, credits } = await host({ maxRetries: 0, timeout: 30 })
    for (const path of ['/v1/customers/acme', '/v1/verify', '/v1/finance', '/v1/finance.csv'])
      server.answer(path, async (_, response) => {
        await wait(60)
        json(response, {})
      })
    await expect(credits.customers.get('acme')).rejects.toMatchObject({ code: 'timeout' })
    const period = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }
    const long = [credits.verify(), credits.finance.report(period), credits.finance.csv(period)]
    expect(await Promise.all(long)).toEqual([{}, {}, '{}'])
    expect(await credits.customers.get('acme', { timeout: 1000 })).toEqual({})
    await expect(credits.verify(undefined, { timeout: 30 })).rejects.toMatchObject({ code: 'timeout' })
  })

  test('can be given up by its caller', async () => {
    const { server, credits } = await host()
    server.answer(CONSUME, () => {})
    const controller = new AbortController()
    const failed = expect(
      credits.consume({ customer: 'acme', amount: '1' }, { signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'aborted', retryable: false })
    await server.requests(CONSUME, 1)
    controller.abort()
    await failed
    expect(server.seen).toHaveLength(1)
  })

  test('takes an answer without a body, and unwraps lists', async () => {
    const { server, credits } = await host()
    server.answer('/v1/sessions/s1', (_, response) => void response.writeHead(204).end())
    server.answer('/v1/features', (_, response) => json(response, { data: [{ id: 'image' }] }))
    expect(await credits.sessions.revoke('s1')).toBeUndefined()
    expect(await credits.catalogue.getFeatures()).toEqual([{ id: 'image' }])
    expect(server.seen[0]?.method).toBe('DELETE')
  })

  test('says so when the address is not Creditkit’s', async () => {
    const { server, credits } = await host({ maxRetries: 0 })
    server.answer('/v1/features', (_, response) => void response.end('<html>'))
    await expect(credits.catalogue.getFeatures()).rejects.toMatchObject({ code: 'invalid_answer' })
    server.answer('/v1/features', (_, response) => void response.writeHead(302, { location: '/login' }).end())
    await expect(credits.catalogue.getFeatures()).rejects.toMatchObject({ code: 'network' })
  })
})
