import { AccountPage } from './support/pages.ts'
import { expect, test } from './support/test.ts'

test('the tabs of a browser share one stream, and the next one takes over when its tab is closed', async ({
  page,
  context,
  product,
  customer,
}) => {
  const streams: string[] = []
  context.on('request', (request) => {
    if (request.url().endsWith('/v1/me/stream')) streams.push(request.url())
  })
  await product.credits.grants.create({ customer, amount: '1000' })
  const spend = (): Promise<unknown> => product.credits.consume({ customer, feature: 'image' })

  const first = await new AccountPage(page).open()
  await first.expectLeft('1,000')
  const second = await new AccountPage(await context.newPage()).open()
  const third = await new AccountPage(await context.newPage()).open()
  await third.expectLeft('1,000')
  await spend()
  for (const tab of [first, second, third]) await tab.expectLeft('980')
  expect(streams).toHaveLength(1)

  await page.close()
  await spend()
  for (const tab of [second, third]) await tab.expectLeft('960')
  expect(streams).toHaveLength(2)
})

test('a page without a network says so, keeps what it knows, and catches up afterwards', async ({
  page,
  context,
  product,
  customer,
}) => {
  await product.credits.grants.create({ customer, amount: '1000' })
  const account = await new AccountPage(page).open()
  await account.expectLeft('1,000')
  await context.setOffline(true)
  await expect(account.balance.getByText(/^Not up to date/)).toBeVisible()
  await account.expectLeft('1,000')
  await product.credits.consume({ customer, feature: 'image' })
  await context.setOffline(false)
  await account.expectLeft('980')
  await expect(account.balance.getByText(/^Not up to date/)).toBeHidden()
})

test('a session that was revoked is replaced without anybody noticing', async ({
  page,
  product,
  customer,
}) => {
  await product.credits.grants.create({ customer, amount: '1000' })
  const account = await new AccountPage(page).open()
  await account.expectLeft('1,000')
  const renewed = page.waitForResponse((response) => response.url().endsWith('/api/credits-session'))
  await product.credits.sessions.revokeAll(customer)
  await renewed
  await product.credits.consume({ customer, feature: 'image' })
  await account.expectLeft('980')
})
