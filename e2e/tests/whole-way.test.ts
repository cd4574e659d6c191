import type { Page } from '@playwright/test'
import { AccountPage } from './support/pages.ts'
import { expect, pay, test } from './support/test.ts'

test('a customer without credits adds some, spends some, and a second tab follows live', async ({
  page,
  context,
  product,
  customer,
}) => {
  await test.step('is told so where it matters', async () => {
    await page.goto('/')
    await expect(page.getByText('A summary costs 3 credits, and you have 0.')).toBeVisible()
    await expect(page.getByText('An image costs 20 credits, and you have 0.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Summarise' })).toBeDisabled()
  })

  const tab = await new AccountPage(await context.newPage()).open()
  await tab.expectLeft('0')
  await expect(tab.grants.getByText('No grants yet')).toBeVisible()

  await test.step('pays, with every webhook delivered twice, and is back with credits', async () => {
    await product.control('addFault', {
      on: 'delivery',
      times: 'always',
      action: { type: 'duplicate', copies: 1 },
    })
    await page.getByRole('button', { name: 'Add credits' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: /^5,000/ }).check()
    await dialog.getByRole('button', { name: 'Pay $5.00' }).click()
    await pay(page)
    await page.waitForURL(`${product.hostApp}/`)
    await expect(page.getByRole('heading', { name: '5,000 credits added' })).toBeVisible()
    await expect(page.getByRole('link', { name: '5,000 AI credits' })).toBeAttached()
    await product.control('idle')
    await product.control('clearFaults')
    const { data } = await product.credits.customers.grants(customer)
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({ amount: '5000', category: 'paid', costBasis: { amount: '500' } })
  })

  await test.step('the second tab knows without being reloaded', async () => {
    await tab.expectLeft('5,000')
    await expect(tab.grants.getByRole('row', { name: /Top-up.*Available.*5,000 of 5,000/ })).toBeVisible()
  })

  await test.step('spends', async () => {
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Summarise' }).click()
    await expect(page.getByRole('heading', { name: 'In short' })).toBeVisible()
    await page.getByLabel('What would you like to see?').fill('An island at night')
    await page.getByRole('button', { name: 'Draw' }).click()
    await expect(page.getByRole('img', { name: /An island at night/ })).toBeVisible()
    await expect(page.getByRole('link', { name: '4,977 AI credits' })).toBeVisible()
  })

  await test.step('balance, usage and grants follow in the second tab', async () => {
    await tab.expectLeft('4,977')
    await expect(tab.usage.getByText('23 credits in 14 days')).toBeVisible()
    await expect(tab.usage.getByRole('button', { name: 'Email summaries' })).toBeVisible()
    await expect(tab.usage.getByRole('button', { name: 'Images' })).toBeVisible()
    await expect(tab.grants.getByRole('row', { name: /4,977 of 5,000/ })).toBeVisible()
  })
})

test('a click that is sent again is charged once, and gets the same answer and no new work', async ({
  page,
  product,
  customer,
}) => {
  await product.credits.grants.create({ customer, amount: '20' })
  await page.goto('/')
  await expect(page.getByRole('link', { name: '20 AI credits' })).toBeVisible()
  const answers = await Promise.all([1, 2, 3].map(() => draw(page, 'one-click')))
  answers.push(await draw(page, 'one-click', 'A castle'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(new Set(answers.map(({ svg }) => svg)).size).toBe(1)
  await expect(page.getByText('An image costs 20 credits, and you have 0.')).toBeVisible()
  expect(await draw(page, 'another-click')).toMatchObject({ status: 402 })
})

test('a click whose work could not be paid is done and charged when it is sent again', async ({
  page,
  product,
  customer,
}) => {
  await page.goto('/')
  expect(await draw(page, 'one-click')).toMatchObject({ status: 402 })
  await product.credits.grants.create({ customer, amount: '100' })
  expect(await draw(page, 'one-click')).toMatchObject({ status: 200 })
  await expect(page.getByRole('link', { name: '80 AI credits' })).toBeVisible()
})

test('credits that run out between look and click are asked for, and nothing is given away', async ({
  page,
  product,
  customer,
}) => {
  await product.credits.grants.create({ customer, amount: '20' })
  await page.goto('/')
  await expect(page.getByRole('button', { name: 'Draw' })).toBeEnabled()
  const answers = await Promise.all(['one', 'two', 'three'].map((key) => draw(page, key)))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 402, 402])
  await expect(page.getByText('An image costs 20 credits, and you have 0.')).toBeVisible()
})

/** Asks for an image as the page does. */
function draw(page: Page, key: string, prompt = 'A boat'): Promise<{ status: number; svg?: string }> {
  return page.evaluate(
    async ({ key, prompt }) => {
      const answer = await fetch('/api/images', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ prompt }),
      })
      return { ...((await answer.json()) as { svg?: string }), status: answer.status }
    },
    { key, prompt },
  )
}
