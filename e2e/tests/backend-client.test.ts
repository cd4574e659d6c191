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
