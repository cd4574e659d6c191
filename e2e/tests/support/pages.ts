import { expect, type Locator, type Page } from '@playwright/test'

/** The account page, by what a person sees and hears. */
export class AccountPage {
  readonly page: Page
  readonly balance: Locator
  readonly topUp: Locator
  readonly usage: Locator
  readonly grants: Locator

  constructor(page: Page) {
    this.page = page
    this.balance = page.locator('credit-balance')
    this.topUp = page.locator('credit-top-up')
    this.usage = page.locator('credit-usage')
    this.grants = page.locator('credit-grants')
  }

  async open(): Promise<this> {
    await this.page.goto('/account')
    return this
  }

  /** As far as the payment page. */
  async choose(packageName: RegExp): Promise<void> {
    await this.topUp.getByRole('radio', { name: packageName }).check()
    await this.topUp.getByRole('button', { name: /^Pay/ }).click()
    await this.page.waitForURL(/\/c\/pay\//)
  }

  /** Waits until this is what is left, as it is read out. */
  async expectLeft(amount: string): Promise<void> {
    await expect(this.balance).toMatchAriaSnapshot(`- paragraph: ${amount} credits left`)
  }
}
