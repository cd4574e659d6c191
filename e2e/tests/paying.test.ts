import { AccountPage } from './support/pages.ts'
import { expect, pay, test } from './support/test.ts'

const DECLINED = '4000 0000 0000 0002'
const GOOD = '4242 4242 4242 4242'

test('a declined card is said so, another one pays, and there is one grant', async ({
  page,
  product,
  customer,
}) => {
  const account = await new AccountPage(page).open()
  await account.choose(/^25,000/)
  await pay(page, DECLINED)
  await expect(page.getByText('Your card was declined.')).toBeVisible()
  await pay(page, GOOD)
  await expect(account.topUp.getByRole('heading', { name: '25,000 credits added' })).toBeVisible()
  await account.expectLeft('25,000')
  await product.control('idle')
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(1)
})

test('who comes back without paying is not charged, is told so, and can go on', async ({
  page,
  product,
  customer,
}) => {
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  await page.getByRole('link', { name: /Back without paying/ }).click()
  await page.waitForURL(/\/account/)
  // Sooner than a payment would be checked for.
  await expect(account.topUp.getByRole('heading', { name: 'Not paid yet' })).toBeVisible({ timeout: 3500 })
  await account.expectLeft('0')
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(0)

  await account.topUp.getByRole('button', { name: 'Carry on to payment' }).click()
  await pay(page)
  await expect(account.topUp.getByRole('heading', { name: '5,000 credits added' })).toBeVisible()
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(1)
  expect((await product.credits.customers.orders(customer)).data).toHaveLength(1)
})

test('who comes back twice sees the truth both times, and is granted once', async ({
  page,
  context,
  product,
  customer,
}) => {
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  const back = page.waitForRequest((request) => request.url().includes('credit-top-up='))
  await pay(page)
  const address = (await back).url()
  await expect(account.topUp.getByRole('heading', { name: '5,000 credits added' })).toBeVisible()

  const again = new AccountPage(await context.newPage())
  await again.page.goto(address)
  await expect(again.topUp.getByRole('heading', { name: '5,000 credits added' })).toBeVisible()
  await again.expectLeft('5,000')
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(1)
})

test('a page that is reloaded while the bank takes its time waits on, and shows the credits when they come', async ({
  page,
  product,
  customer,
}) => {
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  const session = /cs_\w+/.exec(page.url())?.[0]
  await page.getByRole('radio', { name: 'US bank account' }).check()
  await pay(page)
  await page.waitForURL(/\/account/)
  const waiting = account.topUp.getByRole('heading', { name: 'Your payment is on its way' })
  await expect(waiting).toBeVisible()
  await page.reload()
  await expect(waiting).toBeVisible()
  await account.expectLeft('0')
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(0)

  await product.control('settle', { id: session, outcome: 'succeed' })
  await expect(account.topUp.getByRole('heading', { name: '5,000 credits added' })).toBeVisible()
  await account.expectLeft('5,000')
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(1)
})

test('a bank debit that fails later is said so, and nothing is granted', async ({
  page,
  product,
  customer,
}) => {
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  const session = /cs_\w+/.exec(page.url())?.[0]
  await page.getByRole('radio', { name: 'US bank account' }).check()
  await pay(page)
  await expect(account.topUp.getByRole('heading', { name: 'Your payment is on its way' })).toBeVisible()
  await product.control('settle', { id: session, outcome: 'fail' })
  await expect(account.topUp.getByRole('heading', { name: 'The payment did not go through' })).toBeVisible()
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(0)
})
