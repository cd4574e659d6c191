import { CreditsError } from '@creditkit/sdk/node'
import { expect, test } from './support/test.ts'

// The backend's client against the real server, without any page.

test('held work is charged for what it cost, and released when it fails', async ({ product, customer }) => {
  const { credits } = product
  await credits.grants.create({ customer, amount: '100' })
  const during = await credits.holds.withHold({ customer, amount: '60' }, async ({ costs }) => {
    costs({ amount: '25' })
    return credits.customers.balance(customer)
  })
  expect(during).toMatchObject({ balance: '100', held: '60', available: '40' })
  expect(await credits.customers.balance(customer)).toMatchObject({ balance: '75', held: '0' })

  const failed = credits.holds.withHold({ customer, feature: 'image' }, () => {
    throw new Error('out of ink')
  })
  await expect(failed).rejects.toThrow('out of ink')
  expect(await credits.customers.balance(customer)).toMatchObject({ balance: '75', held: '0' })
})

test('held work that is attempted again after a failure, and again after a success, is charged once', async ({
  product,
  customer,
}) => {
  const { credits } = product
  await credits.grants.create({ customer, amount: '100' })
  let attempts = 0
  const attempt = (): Promise<number> =>
    credits.holds.withHold(
      { customer, amount: '30' },
      ({ costs }) => {
        attempts++
        if (attempts === 1) throw new Error('first attempt')
        costs({ amount: String(10 + attempts) })
        return attempts
      },
      { idempotencyKey: 'job-1' },
    )
  await expect(attempt()).rejects.toThrow('first attempt')
  expect(await attempt()).toBe(2)
  expect(await attempt()).toBe(3)
  expect(await credits.customers.balance(customer)).toMatchObject({ balance: '88', held: '0' })
})

test('work is not begun where there is too little to hold', async ({ product, customer }) => {
  const { credits } = product
  await credits.grants.create({ customer, amount: '10' })
  let begun = false
  const refused = await credits.holds
    .withHold({ customer, feature: 'image' }, () => {
      begun = true
    })
    .catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(CreditsError)
  expect(refused).toMatchObject({ code: 'insufficient_credits', status: 402, problem: { missing: '10' } })
  expect(begun).toBe(false)
})

test('many charges at once have a result each, and the same key is charged once', async ({
  product,
  customer,
}) => {
  const { credits } = product
  await credits.grants.create({ customer, amount: '7' })
  const item = (idempotencyKey: string) => ({ customer, feature: 'email-summary', idempotencyKey })
  const results = await credits.consumeBatch([item('a'), item('b'), item('a'), item('c')])
  expect(results.map(({ status }) => status)).toEqual([200, 200, 200, 402])
  expect((await credits.customers.balance(customer)).available).toBe('1')
})

test('grants can be taken back, and balances corrected, with reasons in the statement', async ({
  product,
  customer,
}) => {
  const { credits } = product
  const grant = await credits.grants.create({ customer, amount: '50' })
  await credits.adjust({ customer, amount: '-5', reason: 'Counted twice' })
  expect(await credits.grants.revoke(customer, grant.id, { reason: 'Given by mistake' })).toMatchObject({
    remaining: '0',
  })
  const { data } = await credits.customers.entries(customer)
  expect(data.map(({ kind, amount, reason }) => [kind, amount, reason])).toEqual([
    ['revocation', '-45', 'Given by mistake'],
    ['adjustment', '-5', 'Counted twice'],
    ['grant', '50', null],
  ])
})

test('a balance of before, what expires, why an entry is what it is, and what comes again can be asked for', async ({
  product,
  customer,
}) => {
  const { credits } = product
  const before = new Date().toISOString()
  const grant = await credits.grants.create({ customer, amount: '50', expiresAfter: 'P9D' })
  await credits.consume({ customer, feature: 'image' })
  expect(await credits.customers.balanceAt(customer, before)).toMatchObject({ balance: '0', seq: '0' })
  expect((await credits.customers.expiries(customer)).data).toMatchObject([
    { grantId: grant.id, remaining: '30' },
  ])
  const why = await credits.customers.entry(customer, '2')
  expect(why).toMatchObject({ kind: 'consumption', feature: 'image', grants: [{ id: grant.id }] })
  expect((await credits.pools({ customer })).data).toMatchObject([{ customer, available: '30' }])
  expect(await credits.customers.setOverdraft(customer, { limit: '5' })).toMatchObject({ limit: '5' })

  const period = { unit: 'month', count: 1 } as const
  const monthly = await credits.recurringGrants.create(customer, { amount: '10', period })
  expect((await credits.recurringGrants.list(customer)).data).toMatchObject([{ id: monthly.id }])
  expect(await credits.recurringGrants.end(customer, monthly.id)).toMatchObject({ nextAt: null })
  await credits.grants.extend(customer, grant.id, { expiresAt: null })
  expect(await credits.grants.changePriority(customer, grant.id, { priority: 3 })).toMatchObject({
    expiresAt: null,
    priority: 3,
  })
})

test('prices can be asked for, and the activity log and the reports read', async ({ product, customer }) => {
  const { credits } = product
  await credits.grants.create({ customer, amount: '50' })
  expect(await credits.catalogue.quoteRate('image', { quantity: '2' })).toMatchObject({ cost: '40' })
  expect((await credits.catalogue.getRates('image')).data).not.toHaveLength(0)
  const from = new Date(Date.now() - 86_400_000).toISOString()
  const to = new Date(Date.now() + 86_400_000).toISOString()
  const preview = await credits.catalogue.previewRate('image', { price: '30', from, to, customer })
  expect(preview).toMatchObject({ before: '0', after: '0' })
  expect((await credits.finance.report({ from, to, customer })).data).toEqual([])
  expect(await credits.finance.csv({ from, to, customer })).toMatch(/^start,/)
  await expect
    .poll(async () => (await credits.events({ customer })).data.map(({ event }) => event.type))
    .toContain('grant.changed')
  expect(await credits.paymentEvents.list()).toEqual([])
  expect(await credits.metrics()).toContain('creditkit_http_requests_total')
  expect(await credits.verify(customer)).toMatchObject({ ok: true })
})
