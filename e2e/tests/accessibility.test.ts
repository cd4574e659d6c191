import { AxeBuilder } from '@axe-core/playwright'
import { AccountPage } from './support/pages.ts'
import { expect, test } from './support/test.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on either page, in ${colorScheme}`, async ({ page, product, customer }) => {
    await page.emulateMedia({ colorScheme })
    const check = async (): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual([])
    }

    await page.goto('/')
    await expect(page.getByText('An image costs 20 credits, and you have 0.')).toBeVisible()
    await check()
    await page.getByRole('button', { name: 'Add credits' }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await check()

    await product.credits.grants.create({ customer, amount: '1000', expiresAfter: 'P30D', reason: 'Welcome' })
    await page.goto('/')
    await page.getByRole('button', { name: 'Summarise' }).click()
    await page.getByRole('button', { name: 'Draw' }).click()
    await expect(page.getByRole('img')).toBeVisible()
    await check()

    await page.goto('/account')
    await new AccountPage(page).expectLeft('977')
    await expect(page.getByText('23 credits in 14 days')).toBeVisible()
    await check()
  })
}

for (const width of [320, 360, 1280]) {
  test(`nothing has to be scrolled sideways or is cut in the head at ${width} pixels`, async ({
    page,
    product,
    customer,
  }) => {
    await product.credits.grants.create({ customer, amount: '123456789' })
    await page.setViewportSize({ width, height: 800 })
    for (const path of ['/', '/account']) {
      await page.goto(path)
      await expect(page.getByRole('link', { name: '123,456,789 AI credits' })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      const missing = await page.locator('#workspace').evaluate((select) => {
        // The customers of the tests have names that no workspace has.
        const whole = document.createElement('select')
        whole.append(new Option('Northwind'), new Option('New workspace'))
        whole.style.cssText = 'position: absolute; inline-size: max-content; max-inline-size: none'
        select.after(whole)
        const { width } = whole.getBoundingClientRect()
        whole.remove()
        return width - select.getBoundingClientRect().width
      })
      expect(missing).toBeLessThanOrEqual(0)
    }
  })
}
