import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { serverAndClient } from '../test/client.ts'
import { json, problem, session } from '../test/server.ts'
import { balance, order } from '../test/wire.ts'
import { CreditsError } from './index.ts'

const BALANCE = '/v1/me/balance'
const TOP_UPS = '/v1/me/top-ups'

describe('a call', () => {
  test('carries the session’s token, and its query without what is undefined', async () => {
    const { server, credits } = await serverAndClient({ currency: 'ai', resource: 'team/1' })
    server.answer('/v1/me/grants', (_, response) => json(response, { data: [], nextCursor: null }))
    await credits.getGrants({ status: ['available', 'scheduled'], limit: 5 })
    expect(server.seen[0]).toMatchObject({
      method: 'GET',
      url: '/v1/me/grants?currency=ai&limit=5&resource=team%2F1&status=available&status=scheduled',
      headers: { authorization: expect.stringMatching(/^Bearer token-/) },
    })
    // As JavaScript without types may call it.
    await credits.getGrants({ currency: undefined } as object)
    expect(server.seen[1]?.url).toBe('/v1/me/grants?currency=ai&resource=team%2F1')
  })

  test('asks for the catalogue by currency alone', async () => {
    const { server, credits } = await serverAndClient({ currency: 'ai', resource: 'team' })
    server.answer('/v1/me/packages', (_, response) => json(response, {}))
    await credits.getCatalogue({ moneyCurrency: 'eur' })
    expect(server.seen[0]?.url).toBe('/v1/me/packages?currency=ai&moneyCurrency=eur')
  })

  test('takes a base URL with a path and a slash at its end', async () => {
    const { server, credits } = await serverAndClient()
    expect(credits.baseUrl).toBe(server.baseUrl)
  })

  test('gives the statement as CSV', async () => {
    const { server, credits } = await serverAndClient()
    server.answer('/v1/me/statement.csv', (_, response) => void response.end('at,kind\n'))
    expect(await (await credits.getStatementCsv()).text()).toBe('at,kind\n')
  })

  test('fails with the problem that the server tells', async () => {
    const { server, credits } = await serverAndClient()
    server.answer(BALANCE, (_, response) => problem(response, 422, 'currency_required'))
    const error = await credits.getBalance().catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(CreditsError)
    expect(error).toMatchObject({
      name: 'CreditsError',
      code: 'currency_required',
      message: 'It is currency_required.',
      status: 422,
      requestId: 'req_1',
      retryable: false,
      problem: { code: 'currency_required' },
    })
  })

  test.each([
    ['an answer that is not JSON', 200, '<html>', false, 1],
    ['a proxy’s error page', 502, '<html>', true, 3],
    ['a bare refusal', 404, '', false, 1],
  ])('takes %s for no answer of the server’s', async (_, status, body, retryable, calls) => {
    const { server, credits } = await serverAndClient()
    server.answer(BALANCE, (_, response) => void response.writeHead(status).end(body))
    await expect(credits.getBalance()).rejects.toMatchObject({ code: 'invalid_answer', status, retryable })
    expect(server.seen).toHaveLength(calls)
  })

  test('is repeated when the server is busy, and waits as long as it says', async () => {
    const { server, credits } = await serverAndClient()
    const times: number[] = []
    server.answer(BALANCE, (_, response) => {
      times.push(performance.now())
      if (times.length === 1) problem(response, 503, 'overloaded', { retryAfter: 1 })
      else json(response, balance(1, '5'))
    })
    expect(await credits.getBalance()).toMatchObject({ available: '5' })
    expect(Number(times[1]) - Number(times[0])).toBeGreaterThan(990)
  })

  test('tells its caller at once where the wait would be long', async () => {
    const { server, credits } = await serverAndClient()
    server.answer(BALANCE, (_, response) => problem(response, 429, 'rate_limited', { retryAfter: 30 }))
    await expect(credits.getBalance()).rejects.toMatchObject({ retryable: true, retryAfter: 30 })
    expect(server.seen).toHaveLength(1)
  })

  test('is repeated when the line breaks, and fails as network when it stays broken', async () => {
    const { server, credits } = await serverAndClient()
    server.answer(BALANCE, (_, response) => {
      if (server.seen.length < 3) response.destroy()
      else json(response, balance(1, '5'))
    })
    expect(await credits.getBalance()).toMatchObject({ available: '5' })
    await server.stop()
    await expect(credits.getBalance()).rejects.toMatchObject({ code: 'network', status: 0, retryable: true })
  })

  test('goes once more with another session when its own is refused, and no more', async () => {
    const { server, credits, fetchSession } = await serverAndClient()
    server.answer(BALANCE, (request, response) => {
      if (request.headers.authorization === server.seen[0]?.headers.authorization)
        problem(response, 401, 'token_revoked')
      else json(response, balance(1, '5'))
    })
    const balances = await Promise.all([credits.getBalance(), credits.getBalance()])
    expect(balances).toHaveLength(2)
    expect(fetchSession).toHaveBeenCalledTimes(2)

    server.answer(BALANCE, (_, response) => problem(response, 401, 'token_expired'))
    server.seen.length = 0
    await expect(credits.getBalance()).rejects.toMatchObject({ code: 'token_expired', status: 401 })
    expect(server.seen).toHaveLength(2)
  })

  test('fails as network where the file that knows what to do does not come', async () => {
    vi.resetModules()
    vi.doMock('./upkeep.ts', () => {
      throw new TypeError('Failed to fetch')
    })
    onTestFinished(() => vi.doUnmock('./upkeep.ts'))
    const { createCredits } = await import('./client.ts')
    const { server } = await serverAndClient()
    const credits = createCredits({ baseUrl: server.baseUrl, fetchSession: async () => session() })
    server.answer(BALANCE, (_, response) => problem(response, 403, 'forbidden'))
    await expect(credits.getBalance()).rejects.toMatchObject({ code: 'network', retryable: true })
    vi.doUnmock('./upkeep.ts')
    await expect(credits.getBalance()).rejects.toMatchObject({ code: 'forbidden' })
    expect(server.seen).toHaveLength(2)
  })

  test('can be given up', async () => {
    const { server, credits } = await serverAndClient()
    server.answer(BALANCE, () => {})
    const controller = new AbortController()
    const failed = expect(credits.getBalance({}, { signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
      retryable: false,
    })
    await server.requests(BALANCE, 1)
    controller.abort()
    await failed
    expect(server.seen).toHaveLength(1)
  })

  test('ends when the client is closed, also while it waits to be repeated', async () => {
    const { server, credits } = await serverAndClient()
    server.answer(BALANCE, (_, response) => problem(response, 503, 'overloaded', { retryAfter: 5 }))
    const failed = expect(credits.getBalance()).rejects.toMatchObject({ code: 'aborted' })
    await server.requests(BALANCE, 1)
    credits.close()
    await failed
    expect(server.seen).toHaveLength(1)
  })
})

describe('a top-up', () => {
  test('keeps one idempotency key through its retries, and another top-up has another', async () => {
    const { server, credits } = await serverAndClient()
    server.answer(TOP_UPS, (_, response) => {
      if (server.seen.length === 1) response.destroy()
      else if (server.seen.length === 2) problem(response, 409, 'idempotency_key_in_use', { retryAfter: 1 })
      else json(response, order('open'), 201)
    })
    expect(await credits.createTopUp({ packageId: 'small', returnPath: '/account' })).toMatchObject({
      id: 'ord_1',
    })
    expect(server.seen).toHaveLength(3)
    const keys = server.seen.map(({ headers }) => headers['idempotency-key'])
    expect(keys[0]).toMatch(/^[\d-]{10,}$/)
    expect(new Set(keys).size).toBe(1)
    expect(server.seen[2]?.body).toEqual({ packageId: 'small', returnPath: '/account' })

    await credits.createTopUp({ credits: '100' })
    expect(server.seen[3]?.headers['idempotency-key']).not.toBe(keys[0])
  })

  test('uses the key that it is given', async () => {
    const { server, credits } = await serverAndClient()
    server.answer(TOP_UPS, (_, response) => json(response, order('open'), 201))
    await credits.createTopUp({ packageId: 'small' }, { idempotencyKey: 'mine' })
    expect(server.seen[0]?.headers['idempotency-key']).toBe('mine')
  })

  test('is not repeated when it is refused', async () => {
    const { server, credits } = await serverAndClient()
    server.answer(TOP_UPS, (_, response) => problem(response, 422, 'package_unavailable'))
    await expect(credits.createTopUp({ packageId: 'gone' })).rejects.toMatchObject({
      code: 'package_unavailable',
    })
    expect(server.seen).toHaveLength(1)
  })
})
