import type { Page } from '@playwright/test'
import { AccountPage } from './support/pages.ts'
import { expect, pay, test } from './support/test.ts'

const ASKS_THE_BANK = '4000 0027 6000 3184'

/** Buys 5,000 credits on the payment page and says yes to keeping the card; then back at the choice. */
async function withSavedCard(page: Page, card?: string): Promise<AccountPage> {
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  await pay(page, card, { saves: true })
  if (card === ASKS_THE_BANK) await page.getByRole('button', { name: 'Confirm payment' }).click()
  await expect(account.topUp.getByRole('heading', { name: '5,000 credits added' })).toBeVisible()
  await account.topUp.getByRole('button', { name: 'Add more' }).click()
  return account
}

const payWith = (account: AccountPage, last4: string): Promise<void> =>
  account.topUp.getByRole('button', { name: new RegExp(`^Pay \\$22\\.50 with .*${last4}`) }).click()

test('a card is kept only on a yes', async ({ page, customer }) => {
  expect(customer).toMatch(/^studio-/)
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  await expect(page.getByLabel('Save this card for next time')).not.toBeChecked()
  await pay(page)
  await account.topUp.getByRole('button', { name: 'Add more' }).click()
  await expect(account.topUp.getByRole('button', { name: 'Pay $22.50', exact: true })).toBeVisible()
})

test('one click with a saved card: from the click to the credits without leaving the page', async ({
  page,
  product,
  customer,
}) => {
  const account = await withSavedCard(page)
  await payWith(account, '4242')
  await expect(account.topUp.getByRole('heading', { name: '25,000 credits added' })).toBeVisible()
  await account.expectLeft('30,000')
  expect(page.url()).toBe(`${product.hostApp}/account`)
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(2)
})

test('3-D Secure: says that the bank wants to confirm, goes there, and comes back to the credits', async ({
  page,
  product,
  customer,
}) => {
  const account = await withSavedCard(page, ASKS_THE_BANK)
  await payWith(account, '3184')
  await page.waitForURL(/3d-secure/)
  await page.goBack()
  await expect(
    account.topUp.getByRole('heading', { name: 'Your bank wants to confirm this payment' }),
  ).toBeVisible()
  await account.expectLeft('5,000')
  await account.topUp.getByRole('button', { name: 'Go to your bank' }).click()
  await page.getByRole('button', { name: 'Confirm payment' }).click()
  await page.waitForURL(/\/account/)
  await expect(account.topUp.getByRole('heading', { name: '25,000 credits added' })).toBeVisible()
  await account.expectLeft('30,000')
  expect((await product.credits.customers.orders(customer)).data).toHaveLength(2)
})

test('3-D Secure refused: says why, nothing is charged, and there is another way', async ({
  page,
  product,
  customer,
}) => {
  const account = await withSavedCard(page, ASKS_THE_BANK)
  await payWith(account, '3184')
  await page.getByRole('button', { name: 'Refuse' }).click()
  await expect(account.topUp.getByText('Your bank did not confirm the payment.')).toBeVisible()
  await account.topUp.getByRole('button', { name: 'Try again' }).click()
  await account.topUp.getByRole('radio', { name: 'Another way to pay' }).check()
  await account.topUp.getByRole('button', { name: 'Pay $22.50', exact: true }).click()
  await page.getByRole('radio', { name: 'Card', exact: true }).check()
  await pay(page, '4242 4242 4242 4242')
  await expect(account.topUp.getByRole('heading', { name: '25,000 credits added' })).toBeVisible()
  expect((await product.credits.customers.grants(customer)).data).toHaveLength(2)
})

test('the connection goes while the card pays: the answer is found again, and the card charged once', async ({
  page,
  product,
  customer,
}) => {
  const account = await withSavedCard(page)
  // The server hears of it, and its answer does not come through.
  await page.route('**/v1/me/top-ups', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await payWith(account, '4242')
  const lost = account.topUp.getByRole('heading', { name: 'The connection was lost while paying' })
  await expect(lost).toBeVisible()
  await page.reload()
  await expect(lost).toBeVisible()
  await page.unroute('**/v1/me/top-ups')
  await account.topUp.getByRole('button', { name: 'Finish the payment' }).click()
  await expect(account.topUp.getByRole('heading', { name: '25,000 credits added' })).toBeVisible()
  await product.control('idle')
  expect((await product.credits.customers.orders(customer)).data).toHaveLength(2)
  expect((await product.credits.customers.balance(customer)).available).toBe('30000')
})

test('a card is removed, and paying is again on the payment page', async ({ page }) => {
  const account = await withSavedCard(page)
  await account.topUp.getByRole('button', { name: 'Use another way to pay' }).click()
  await account.topUp.getByRole('button', { name: /^Remove: .*4242/ }).click()
  await account.topUp.getByRole('button', { name: /^Sure\? Remove: .*4242/ }).click()
  await expect(account.topUp.getByRole('button', { name: 'Pay $22.50', exact: true })).toBeVisible()
  await page.reload()
  await expect(account.topUp.getByRole('button', { name: 'Pay $22.50', exact: true })).toBeVisible()
})
