import { AccountPage } from './support/pages.ts'
import { expect, pay, test } from './support/test.ts'

// Pictures for people to look at: SCREENSHOTS=1 playwright test looks. They are no assertion.
const WANTED = process.env['SCREENSHOTS']

for (const colorScheme of WANTED ? (['light', 'dark'] as const) : []) {
  for (const width of [360, 1280]) {
    test(`every step of the way, in ${colorScheme} at ${width}`, async ({ page, product, customer }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 800 })
      let step = 0
      const shoot = (name: string): Promise<Buffer> =>
        page.screenshot({
          path: `screenshots/${colorScheme}-${width}/${++step}-${name}.png`,
          fullPage: !name.includes('dialog'),
        })

      await page.goto('/')
      await expect(page.getByText('An image costs 20 credits, and you have 0.')).toBeVisible()
      await shoot('no-credits')
      await page.getByRole('button', { name: 'Add credits' }).first().click()
      await expect(page.getByRole('button', { name: 'Pay $22.50' })).toBeVisible()
      await shoot('dialog')
      await page.getByRole('button', { name: 'Pay $22.50' }).click()
      await page.waitForURL(/\/c\/pay\//)
      await shoot('payment-page')
      await pay(page)
      await expect(page.getByRole('heading', { name: '25,000 credits added' })).toBeVisible()
      await shoot('added-dialog')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Summarise' }).click()
      await expect(page.getByRole('heading', { name: 'In short' })).toBeVisible()
      await page.getByRole('button', { name: 'Draw' }).click()
      await expect(page.getByRole('img')).toBeVisible()
      await shoot('work')
      await product.credits.grants.create({
        customer,
        amount: '5000',
        expiresAfter: 'P11D',
        reason: 'Welcome',
      })
      const account = await new AccountPage(page).open()
      await account.expectLeft('29,977')
      await expect(account.usage.getByText('23 credits in 14 days')).toBeVisible()
      await shoot('account')
      await account.choose(/^5,000/)
      await page.getByRole('link', { name: /Back without paying/ }).click()
      await expect(account.topUp.getByRole('heading', { name: 'Not paid yet' })).toBeVisible()
      await shoot('not-paid')
    })
  }
}
