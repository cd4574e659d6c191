import type { Page } from '@playwright/test'
import { AccountPage } from './support/pages.ts'
import { expect, pay, test } from './support/test.ts'

test('credits can be added with the keyboard alone', async ({ page, product }) => {
  await page.goto('/account')
  await expect(page.getByRole('button', { name: 'Pay $22.50' })).toBeVisible()
  await tabTo(page, /^25,000/)
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('radio', { name: /^5,000/ })).toBeChecked()
  await tabTo(page, 'Pay $5.00')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/c\/pay\//)
  await tabTo(page, 'Pay $5.00')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/account/)
  await expect(page.getByRole('heading', { name: '5,000 credits added' })).toBeVisible()
  await new AccountPage(page).expectLeft('5,000')

  // And the first thing to do with them.
  await page.goto('/')
  await tabTo(page, 'Summarise')
  await page.keyboard.press('Space')
  await expect(page.getByRole('heading', { name: 'In short' })).toBeVisible()
  expect(product.hostApp).toBe(new URL(page.url()).origin)
})

test('a saved card pays, and is removed, with the keyboard alone', async ({ page, product, customer }) => {
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  await pay(page, undefined, { saves: true })
  await expect(page.getByRole('heading', { name: '5,000 credits added' })).toBeVisible()
  await tabTo(page, 'Add more')
  await page.keyboard.press('Enter')
  await tabTo(page, /^Pay \$22.50 with .*4242/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '25,000 credits added' })).toBeVisible()
  await account.expectLeft('30,000')

  await tabTo(page, 'Add more')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Use another way to pay')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Remove')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Pay $22.50')
  expect((await product.credits.customers.orders(customer)).data).toHaveLength(2)
})

test('the dialog keeps the focus, closes with Escape, and gives the focus back', async ({
  page,
  customer,
}) => {
  expect(customer).toMatch(/^studio-/)
  await page.goto('/')
  const buttons = page.getByRole('button', { name: 'Add credits' })
  // Which one is the first is settled when both are there.
  await expect(buttons).toHaveCount(2)
  const add = buttons.first()
  await add.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add credits' })
  await expect(dialog).toBeVisible()
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.localName ?? 'body')).toMatch(
      /^(credit-top-up|body)$/,
    )
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(add).toBeFocused()
})

test('roles and names alone are enough to find the way', async ({ page, product, customer }) => {
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Account' }).click()
  const topUp = page.getByRole('region', { name: 'Add credits' })
  await topUp
    .getByRole('group', { name: 'How many credits?' })
    .getByRole('radio', { name: 'Other amount' })
    .check()
  await topUp.getByRole('textbox').fill('2000')
  await topUp.getByRole('button', { name: 'Pay $2.00' }).click()
  await page.getByRole('radio', { name: 'Card' }).check()
  await page.getByLabel('Card number').fill('4242 4242 4242 4242')
  await page.getByRole('button', { name: 'Pay $2.00' }).click()
  await expect(topUp.getByRole('heading', { name: '2,000 credits added' })).toBeVisible()
  await expect(
    page.getByRole('table', { name: 'Grants' }).getByRole('row', { name: /2,000 of 2,000/ }),
  ).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Your credits are here' })).toBeAttached()
  expect((await product.credits.customers.balance(customer)).available).toBe('2000')
})

/** Presses Tab until the focus is on what has this name, as somebody would who cannot see where it is. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      if (!element) return ''
      const label =
        element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent
      return (label ?? '').replaceAll(/\s+/g, ' ').trim()
    })
    if (typeof name === 'string' ? focused === name : name.test(focused)) return
  }
  throw new Error(`Tab never reached ${name}.`)
}
