import { randomBytes } from 'node:crypto'
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import { startProduct, type Product } from './product.ts'

interface Fixtures {
  /** A customer who has nothing yet, signed in to the host app in this test's browser. */
  customer: string
}

/** Tests share a running product, and have a customer each. */
export const test = base.extend<Fixtures, { product: Product }>({
  product: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const product = await startProduct()
      await use(product)
      await product.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: async ({ product }, use) => use(product.hostApp),
  customer: [
    async ({ context, product }, use) => {
      const customer = newCustomer()
      await signIn(context, product, customer)
      await use(customer)
      // Whatever the test did, the books add up.
      expect(await product.credits.verify(customer)).toMatchObject({ ok: true, findings: [] })
    },
    // For tests that do not name the customer too.
    { auto: true },
  ],
  page: async ({ page }, use) => {
    const wrong: string[] = []
    page.on('pageerror', (error) => wrong.push(String(error)))
    page.on('console', (message) => {
      if (/content security policy|trusted type/i.test(message.text())) wrong.push(message.text())
    })
    await use(page)
    expect(wrong).toEqual([])
  },
})

export { expect }

export function newCustomer(): string {
  return `studio-${randomBytes(5).toString('hex')}`
}

export async function signIn(context: BrowserContext, product: Product, customer: string): Promise<void> {
  await context.addCookies([{ name: 'quill_workspace', value: customer, url: product.hostApp }])
}

/** Pays on the simulator's hosted page, with the card that it suggests or another, and comes back. */
export async function pay(page: Page, card?: string, { saves = false } = {}): Promise<void> {
  await page.waitForURL(/\/c\/pay\//)
  if (card) await page.getByLabel('Card number').fill(card)
  if (saves) await page.getByLabel('Save this card for next time').check()
  await page.getByRole('button', { name: /^Pay/ }).click()
}
