import { CreditsError, createCreditsServer } from '@creditkit/sdk/node'
import { AccountPage } from './support/pages.ts'
import { expect, newCustomer, pay, signIn, test } from './support/test.ts'

test('another customer’s page shows nothing of the first one', async ({
  page,
  product,
  customer,
  browser,
}) => {
  const account = await new AccountPage(page).open()
  await account.choose(/^5,000/)
  await pay(page)
  await account.expectLeft('5,000')
  expect((await product.credits.customers.balance(customer)).available).toBe('5000')

  const context = await browser.newContext({ baseURL: product.hostApp })
  await signIn(context, product, newCustomer())
  const other = await new AccountPage(await context.newPage()).open()
  await other.expectLeft('0')
  await expect(other.grants.getByText('No grants yet')).toBeVisible()
  await context.close()
})

test('switching the workspace shows the other one’s credits, and events of the first stay away', async ({
  page,
  product,
  customer,
}) => {
  await product.credits.grants.create({ customer, amount: '700' })
  await page.goto('/account')
  await expect(page.getByRole('link', { name: '700 AI credits' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Workspace' }).selectOption('New workspace')
  await expect(page.getByRole('link', { name: '0 AI credits', exact: true })).toBeVisible()
  const streamed = page.waitForResponse((response) => response.url().endsWith('/v1/me/stream'))
  await page.reload()
  await streamed
  await product.credits.grants.create({ customer, amount: '50' })
  await page.getByRole('link', { name: 'Work', exact: true }).click()
  await expect(page.getByText('A summary costs 3 credits, and you have 0.')).toBeVisible()
})

test('a browser’s session reads only its own customer’s, whatever it asks for', async ({
  page,
  product,
  customer,
}) => {
  await page.goto('/account')
  const stranger = newCustomer()
  const session = await product.credits.sessions.create({ customer: stranger, origin: product.hostApp })
  const account = new AccountPage(page)
  await account.choose(/^5,000/)
  const [order] = (await product.credits.customers.orders(customer)).data
  const ask = async (path: string, init: RequestInit = {}): Promise<number> => {
    const response = await fetch(product.serverUrl + path, {
      ...init,
      headers: { authorization: `Bearer ${session.token}`, origin: product.hostApp },
    })
    return response.status
  }
  expect(await ask(`/v1/me/top-ups/${order?.id}`)).toBe(404)
  expect(await ask(`/v1/me/balance?customer=${customer}`)).toBe(400)
  expect(await ask(`/v1/customers/${customer}/balance`)).toBe(403)
  expect(await ask('/v1/me/balance')).toBe(200)
})

test('a token is of no use to a page of another origin', async ({ product, customer }) => {
  const { token } = await product.credits.sessions.create({ customer, origin: product.hostApp })
  const response = await fetch(`${product.serverUrl}/v1/me/balance`, {
    headers: { authorization: `Bearer ${token}`, origin: 'http://evil.example' },
  })
  expect(response.status).toBe(403)
  expect(response.headers.get('access-control-allow-origin')).toBeNull()
})

test('a wrong secret key is refused with a sentence that helps', async ({ product, customer }) => {
  const credits = createCreditsServer({ baseUrl: product.serverUrl, secretKey: 'sk_wrong' })
  const error = await credits.customers.balance(customer).catch((cause: unknown) => cause)
  expect(error).toBeInstanceOf(CreditsError)
  expect(error).toMatchObject({ code: 'unauthenticated', status: 401 })
})

test('no secret reaches the browser', async ({ page, product, customer }) => {
  expect(customer).toBeTruthy()
  const bodies: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().startsWith(product.hostApp)) bodies.push(response.text().catch(() => ''))
  })
  await page.goto('/account')
  await new AccountPage(page).expectLeft('0')
  const text = (await Promise.all(bodies)).join('\n')
  expect(text).toContain('credit-balance')
  expect(text).not.toMatch(/\bsk_[\w-]{8,}|whsec_/)
})
