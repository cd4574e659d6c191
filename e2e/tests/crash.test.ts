import { CreditsError } from '@creditkit/sdk/node'
import { AccountPage } from './support/pages.ts'
import { expect, pay, test } from './support/test.ts'

// The server dies as it would in a power cut, and comes back. The tests of this file share a running product.
test.describe.configure({ mode: 'serial' })

test('a server that dies while a customer pays loses no payment and grants once', async ({
  page,
  product,
  customer,
}) => {
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  await product.server.end('SIGKILL')
  await page.getByRole('button', { name: /^Pay/ }).click()
  // The return page is the server's: there is nobody to take the customer back.
  await expect(page.getByRole('heading', { name: '5,000 credits added' })).toBeHidden()

  await product.server.start()
  await account.open()
  await account.expectLeft('5,000')
  await expect(account.grants.getByRole('row', { name: /5,000 of 5,000/ })).toBeVisible()
  await product.control('idle')
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(1)
})

test('a server that dies while an order is made leaves one order, which can be paid once', async ({
  page,
  product,
  customer,
}) => {
  // The checkout session exists at Stripe, and the server dies before it hears of it.
  await product.control('addFault', {
    on: 'call',
    method: 'POST',
    path: '/v1/checkout/sessions',
    times: 'always',
    action: { type: 'delay', milliseconds: 3000 },
  })
  const account = await new AccountPage(page).open()
  await account.topUp.getByRole('radio', { name: /^5,000/ }).check()
  const sent = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/top-ups'),
  )
  await account.topUp.getByRole('button', { name: 'Pay $5.00' }).click()
  await sent
  await expect
    .poll(async () => (await product.control<{ seen: number }[]>('faults'))[0]?.seen)
    .toBeGreaterThan(0)
  await product.server.end('SIGKILL')
  await product.control('clearFaults')
  await expect(account.topUp.getByText(/Nothing was charged/)).toBeVisible()

  await product.server.start()
  await account.topUp.getByRole('button', { name: /^(Pay|Try again)/ }).click()
  await page.waitForURL(/\/c\/pay\//)
  await pay(page)
  await account.expectLeft('5,000')
  await product.control('idle')
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(1)
})

test('a server that dies under consumption loses nothing and doubles nothing', async ({
  product,
  customer,
}) => {
  const { credits } = product
  const total = 240
  await credits.grants.create({ customer, amount: '10000' })
  const keys = Array.from({ length: total }, (_, index) => `job-${index}`)
  const done = new Set<string>()
  const consume = async (key: string): Promise<void> => {
    const { amount } = await credits.consume({ customer, feature: 'email-summary' }, { idempotencyKey: key })
    expect(amount).toBe('3')
    done.add(key)
  }

  for (const stopAfter of [40, 120]) {
    const work = Promise.allSettled(keys.filter((key) => !done.has(key)).map(consume))
    await expect.poll(() => done.size, { intervals: [5] }).toBeGreaterThanOrEqual(stopAfter)
    await product.server.end('SIGKILL')
    await product.server.start()
    for (const { status, ...result } of await work) {
      if (status === 'rejected') expect((result as { reason: unknown }).reason).toBeInstanceOf(CreditsError)
    }
  }
  // Jobs whose answer was lost, and also those that were answered, are sent again: each is charged once.
  await Promise.all(keys.map(consume))
  expect((await credits.customers.balance(customer)).available).toBe(String(10_000 - 3 * total))
  const { total: used } = await credits.customers.usage(customer)
  expect(used).toBe(String(3 * total))
})

test('a page that was open while the server was away catches up by itself', async ({
  page,
  product,
  customer,
}) => {
  await product.credits.grants.create({ customer, amount: '1000' })
  const account = await new AccountPage(page).open()
  await account.expectLeft('1,000')
  await product.server.end('SIGKILL')
  await expect(account.balance.getByText(/^Not up to date/)).toBeVisible()
  await account.expectLeft('1,000')
  await product.server.start()
  await product.credits.consume({ customer, feature: 'image' })
  await account.expectLeft('980')
  await expect(account.balance.getByText(/^Not up to date/)).toBeHidden()
})
