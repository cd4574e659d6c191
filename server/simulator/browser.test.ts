import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright'
import type { Browser, FrameLocator, Page } from 'playwright'
import type Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startRig } from './likeness/simulator-with-client.ts'
import type { Rig } from './likeness/simulator-with-client.ts'

/** What the shop serves: Stripe's own loader, as a page would bundle it, and a script that uses it. */
const scripts: Readonly<Record<string, string>> = {
  '/pure.mjs': readFileSync(
    join(dirname(createRequire(import.meta.url).resolve('@stripe/stripe-js/package.json')), 'dist/pure.mjs'),
    'utf8',
  ),
  '/shop.js': readFileSync(new URL('stripe-js/test-shop.js', import.meta.url), 'utf8'),
}

let rig: Rig
let shop: Server
let shopUrl: string
let browser: Browser
let page: Page

beforeAll(async () => {
  rig = await startRig()
  shop = createServer((request, response) => {
    if (request.url === '/return') {
      // Another origin than the one that the payment page knows of.
      response.writeHead(303, { location: `${shopUrl.replace('127.0.0.1', 'localhost')}/landed` }).end()
      return
    }
    const script = scripts[request.url ?? '']
    response.writeHead(200, { 'content-type': script === undefined ? 'text/html' : 'text/javascript' })
    response.end(
      script ??
        `<!doctype html><title>Shop</title><script src="${rig.simulator.url}/v1/stripe.js"></script><body><div id="here"></div><script type="module" src="/shop.js"></script>`,
    )
  }).listen(0, '127.0.0.1')
  await once(shop, 'listening')
  shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  browser = await chromium.launch({
    ...(existsSync(executablePath) ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-background-networking'],
  })
}, 120_000)

afterAll(async () => {
  await browser.close()
  shop.closeAllConnections()
  shop.close()
  await rig.close()
})

beforeEach(async () => {
  page = await browser.newPage()
  await page.goto(shopUrl)
  await page.locator('body[data-ready]').waitFor({ state: 'attached' })
})

afterEach(() => page.close())

const open = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}): Promise<Stripe.Checkout.Session> =>
  rig.stripe.checkout.sessions.create({
    mode: 'payment',
    ui_mode: 'embedded_page',
    return_url: `${shopUrl}/back?session={CHECKOUT_SESSION_ID}`,
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Credits' } }, quantity: 1 },
    ],
    ...more,
  })

/** Mounts a session's page where `target` says. Gives the error's text, if any. */
const mount = (
  session: Stripe.Checkout.Session,
  target: 'light' | 'shadow' | 'detached' | 'missing',
): Promise<string> =>
  page.evaluate<string>(`mountOn(${JSON.stringify(session.client_secret)}, ${JSON.stringify(target)})`)

const frame = (): FrameLocator => page.frameLocator('#here iframe')

test.each([
  ['shadow', 'Elements cannot be mounted in a ShadowRoot. Please mount in the Light DOM.'],
  ['detached', 'Elements cannot be mounted in a ShadowRoot. Please mount in the Light DOM.'],
  ['missing', 'applies to no DOM elements'],
] as const)('a %s node is refused, as by the real Stripe.js', async (target, reason) => {
  expect(await mount(await open(), target)).toContain(reason)
})

test('an embedded page is paid in its frame, and leads back when it is to', async () => {
  const session = await open()
  expect(await mount(session, 'light')).toBe('')
  await frame().getByRole('button', { name: 'Pay $10.00' }).click()
  await page.waitForURL(`${shopUrl}/back?session=${session.id}`)
  expect(await rig.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' })
})

test('a page that never leads away calls onComplete, after a decline and a question of the bank too', async () => {
  const session = await rig.stripe.checkout.sessions.create({
    mode: 'payment',
    ui_mode: 'embedded_page',
    redirect_on_completion: 'never',
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Credits' } }, quantity: 1 },
    ],
  })
  await mount(session, 'light')
  const number = frame().getByLabel('Card number')
  await number.fill('4000 0000 0000 0002')
  await frame().getByRole('button', { name: 'Pay $10.00' }).click()
  await frame().getByText('Your card was declined.').waitFor()
  await number.fill('4000 0027 6000 3184')
  await frame().getByRole('button', { name: 'Pay $10.00' }).click()
  await frame().getByRole('button', { name: 'Confirm payment' }).click()
  await page.locator('body[data-complete]').waitFor({ state: 'attached' })
  expect(page.url()).toBe(`${shopUrl}/`)
  expect(await rig.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' })
})

test('the frame is as high as the page in it', async () => {
  await mount(await open(), 'light')
  await frame().getByRole('button', { name: 'Pay $10.00' }).waitFor()
  await expect.poll(() => page.locator('iframe').evaluate((element) => element.clientHeight)).not.toBe(600)
  const overflow = await frame()
    .locator('html')
    .evaluate((element) => element.scrollHeight - element.clientHeight)
  expect(overflow).toBe(0)
})

test('S13: a message that does not come from the frame is ignored', async () => {
  await mount(await open(), 'light')
  await frame().getByRole('button', { name: 'Pay $10.00' }).waitFor()
  // Whoever listens later hears later: when this one has heard the last message, the page's own has too.
  await page.evaluate(`new Promise((settle) => {
    window.addEventListener('message', ({ data }) => data === 'last' && settle())
    for (const message of [{ type: 'complete' }, { type: 'height', height: 7 }, { type: 'redirect', url: '/stolen' }, 'last'])
      window.postMessage(message, '*')
  })`)
  expect(page.url()).toBe(`${shopUrl}/`)
  expect(await page.locator('body[data-complete]').count()).toBe(0)
  expect(await page.locator('iframe').evaluate((element) => element.clientHeight)).not.toBe(7)
})

test('the old names throw, and there is one page at a time', async () => {
  await mount(await open(), 'light')
  const errors = await page.evaluate<string[]>('useOldNames()')
  expect(errors[0]).toContain('createEmbeddedCheckoutPage')
  expect(errors[1]).toContain('initCheckoutElementsSdk')
  expect(errors[2]).toContain('multiple Embedded Checkout')
})

test('a hosted page leads back to the shop, and on from there to wherever the shop leads', async () => {
  const session = await rig.stripe.checkout.sessions.create({
    mode: 'payment',
    success_url: `${shopUrl}/return`,
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Credits' } }, quantity: 1 },
    ],
  })
  await page.goto(session.url ?? '')
  await page.getByLabel('Card number').fill('4000 0027 6000 3184')
  await page.getByRole('button', { name: 'Pay $10.00' }).click()
  await page.getByRole('button', { name: 'Confirm payment' }).click()
  await page.waitForURL(/^http:\/\/localhost:\d+\/landed$/)
})
