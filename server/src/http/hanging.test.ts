import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillCatalogue, startTestServer, type TestServer } from '../../test/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await fillCatalogue(server.host)
})
afterAll(() => server.close())

test('while Stripe hangs, payments wait, and nothing else does', async () => {
  const people = await Promise.all(
    Array.from({ length: 25 }, async (_, number) => {
      const browser = await server.browser(`waiting-${number}`)
      const { body } = await browser.post<{ checkoutUrl: string }>('/v1/me/top-ups', { packageId: 'starter' })
      return { browser, checkout: /cs_test_\w+/.exec(body.checkoutUrl)?.[0] ?? '' }
    }),
  )
  server.simulator.control.addFault({
    on: 'call',
    method: 'GET',
    path: '/v1/checkout/sessions/*',
    times: 'always',
    action: { type: 'timeout' },
  })
  const leaving = new AbortController()
  const returns = people.map(({ checkout }) =>
    fetch(`${server.url}/v1/checkout/return?session_id=${checkout}`, {
      redirect: 'manual',
      signal: leaving.signal,
    }).catch(() => {}),
  )
  // So many that they hold every connection that they can get.
  await expect
    .poll(async () => {
      const { rows } = await server.database.pool.query<{ count: number }>(
        `select count(*)::integer as count from pg_stat_activity
         where datname = current_database() and state = 'idle in transaction'`,
      )
      return rows[0]?.count
    })
    .toBeGreaterThanOrEqual(8)
  const answers = await Promise.all(
    people.flatMap(({ browser }) => [browser.get('/v1/me/balance'), browser.get('/v1/me/packages')]),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  leaving.abort()
  await Promise.all(returns)
})

test('while two reports take long, more are told when to come back', async () => {
  const blocker = await server.database.pool.connect()
  await blocker.query('begin')
  await blocker.query('lock table creditkit.grants in access exclusive mode')
  try {
    const read = () => server.host.get(`/v1/finance?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z`)
    const answers = [read(), read(), read()]
    const { status, body, headers } = await Promise.race(answers)
    expect([status, body]).toMatchObject([503, { code: 'overloaded' }])
    expect(headers.get('retry-after')).toBe('10')
    await blocker.query('rollback')
    const statuses = (await Promise.all(answers)).map((answer) => answer.status)
    expect(statuses.filter((answered) => answered === 200)).toHaveLength(2)
    expect((await read()).status).toBe(200)
  } finally {
    blocker.release(true)
  }
})
