/** What comes later, in the file with all elements, where it cannot be fetched: that is said, and the second try works. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { placeholder as entry } from './credit-statement/placeholder.ts'
import { placeholder as catalogue } from './credit-top-up/placeholder.ts'
import { placeholder as usage } from './credit-usage/later/placeholder.ts'
import { balanceWith } from './testing/balance.ts'
import { json, servePacked, type Packed } from './testing/packed.ts'
import { orderWith } from './testing/top-up.ts'

const entries = entry.map((each) => ({ ...each, dimensions: {}, splits: [], overdraft: '0' }))
const order = orderWith({ status: 'paid', checkoutUrl: null })
const UNREACHED = 'We cannot be reached just now. Check your connection, or try again in a moment.'
const PATIENT = { timeout: 20_000 }

let packed: Packed

beforeAll(async () => {
  packed = await servePacked(
    'src/all.ts',
    '<credit-provider base-url="http://127.0.0.1"><credit-usage></credit-usage><credit-top-up></credit-top-up><credit-statement></credit-statement></credit-provider>',
    {
      balance: json(() => balanceWith()),
      grants: json(() => ({ data: [], nextCursor: null })),
      packages: json(() => catalogue),
      'payment-methods': json(() => ({ data: [] })),
      statement: json(() => ({ data: entries, nextCursor: null })),
      'top-ups': json(() => order),
      'top-ups/order_1': json(() => order),
      usage: json(() => usage),
    },
  )
}, 60_000)

afterAll(() => packed.close())

beforeEach(() => {
  packed.asked.length = 0
})

async function openWithout(file: string, search?: string): Promise<Page> {
  packed.missing.add(file)
  onTestFinished(() => packed.missing.clear())
  const page = await packed.open(search)
  await page.locator('credit-statement .actions').waitFor()
  onTestFinished(async () => {
    expect(await page.evaluate('violations')).toEqual([])
    await page.close()
  })
  return page
}

/** In an element it is said that something did not come; once it can be had, the way to retry is taken. */
async function tryAgain(page: Page, element: string): Promise<void> {
  await page.locator(element).getByRole('alert').filter({ hasText: UNREACHED }).waitFor()
  packed.missing.clear()
  await page.locator(element).getByRole('button', { name: 'Try again' }).click()
}

test('a movement opened', PATIENT, async () => {
  const page = await openWithout('/statement-details.js')
  await page.locator('.opener').first().click()
  await tryAgain(page, 'credit-statement')
  await page.locator('.facts').waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('the chart', PATIENT, async () => {
  const page = await openWithout('/usage-body.js')
  expect(await page.locator('credit-usage .headline b').textContent()).toBe('528,000')
  await tryAgain(page, 'credit-usage')
  await page.locator('credit-usage .bar').first().waitFor()
})

test('usage as a table', PATIENT, async () => {
  const page = await openWithout('/usage-details.js')
  await page.getByRole('button', { name: 'Table' }).click()
  await tryAgain(page, 'credit-usage')
  await page.locator('credit-usage table').waitFor()
})

test('usage as a file', PATIENT, async () => {
  const page = await openWithout('/usage-details.js')
  const usage = page.locator('credit-usage')
  await usage.getByRole('button', { name: 'Download CSV' }).click()
  await usage.getByRole('alert').filter({ hasText: UNREACHED }).waitFor()
  packed.missing.clear()
  const download = page.waitForEvent('download')
  await usage.getByRole('button', { name: 'Download CSV' }).click()
  expect((await download).suggestedFilename()).toBe('usage-2026-11-08-2026-11-22.csv')
  await expect.poll(() => usage.getByRole('alert').count()).toBe(0)
})

test('an amount of one’s own', PATIENT, async () => {
  const page = await openWithout('/buying.js')
  await page.getByText('Other amount').click()
  await tryAgain(page, 'credit-top-up')
  await page.locator('[inputmode=decimal]').fill('2000')
})

test('paying, before anything is charged', PATIENT, async () => {
  const page = await openWithout('/buying.js')
  const pay = page.locator('[part=pay]')
  await pay.click()
  await page.locator('credit-top-up').getByRole('alert').filter({ hasText: UNREACHED }).waitFor()
  expect(packed.asked).not.toContain('/v1/me/top-ups')
  packed.missing.clear()
  await pay.click()
  await page.getByText('Paid. Adding your credits').waitFor()
})

test('the order of somebody who comes back from paying', PATIENT, async () => {
  const page = await openWithout('/buying.js', '?credit-top-up=order_1')
  expect(page.url()).not.toContain('credit-top-up')
  await tryAgain(page, 'credit-top-up')
  await page.getByText('Paid. Adding your credits').waitFor()
})
