/**
 * `pnpm bench:screen [--purchases 60]`: the time from the arrival of a payment's webhook to the new balance on the
 * screen of a real browser: the server, the simulator and Quill as processes of their own, Postgres with fsync.
 * The page wants no motion, so that the number jumps; otherwise it sets out at the same instant and runs for 0.6 s.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import { median, quantile } from '../../server/bench/measure.ts'
import { offerHelp } from '../../server/bench/offer-help.ts'
import { withPostgres } from '../../server/bench/postgres.ts'
import { openRecorder, type Recorder } from '../../server/bench/recorder.ts'
import { startProduct, type Product } from '../tests/support/product.ts'
import { newCustomer, signIn } from '../tests/support/test.ts'

offerHelp('npm run bench:screen -- [--purchases 60]')

const { values } = parseArgs({ options: { purchases: { type: 'string', default: '60' } } })
const CREDITS = 5000

/** Fewer than a customer may begin in a minute, and so far apart that the address may, too. Milliseconds. */
const PURCHASES_EACH = 10
const PAUSE = 1000

/** Longer, and something is wrong rather than slow. Milliseconds. */
const PATIENCE = 15_000

/** Credits as the page writes them. */
const shown = (credits: number): string => credits.toLocaleString('en-US')

/** Begins a top-up as the customer's own page would. @returns the payment page's id */
async function beginTopUp(product: Product, customer: string, token: string): Promise<string> {
  const response = await fetch(`${product.serverUrl}/v1/me/top-ups`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      origin: product.hostApp,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ packageId: 'starter' }),
  })
  const id = /cs_test_\w+/.exec(await response.text())?.[0]
  if (!id) throw new Error(`No payment page for ${customer}: ${response.status}`)
  return id
}

/** When the number was first painted, in milliseconds since 1970; asked for before it is there. */
function whenPainted(page: Page, number: string): Promise<number> {
  return page.evaluate(lookForNumber, { text: number, patience: PATIENCE })
}

/** Runs in the page, so it uses nothing from here. */
async function lookForNumber({ text, patience }: { text: string; patience: number }): Promise<number> {
  const end = Date.now() + patience
  const card = document.querySelector('credit-balance')
  const isThere = (): boolean => card?.shadowRoot?.querySelector('.number')?.textContent?.trim() === text
  while (!isThere()) {
    if (Date.now() > end) throw new Error(`The page does not show ${text}.`)
    // oxlint-disable-next-line no-await-in-loop -- frame after frame
    await new Promise(requestAnimationFrame)
  }
  // A frame's callback runs before the frame is painted, and the next task after it.
  await new Promise((resolve) => setTimeout(resolve))
  return Date.now()
}

/** A customer with nothing opens the account page, and buys so many times elsewhere while it stays open. */
async function measure(product: Product, page: Page, recorder: Recorder, count: number): Promise<number[]> {
  const customer = newCustomer()
  await signIn(page.context(), product, customer)
  await page.goto('/account')
  await whenPainted(page, '0')
  const { token } = await product.credits.sessions.create({
    customer,
    origin: product.hostApp,
    scopes: ['read', 'purchase'],
  })
  const times: number[] = []
  for (let purchase = 1; purchase <= count; purchase += 1) {
    // oxlint-disable no-await-in-loop -- one payment after another
    const session = await beginTopUp(product, customer, token)
    const painted = whenPainted(page, shown(purchase * CREDITS))
    await product.control('pay', { session })
    times.push((await painted) - recorder.arrivalOf(customer))
    await product.control('idle')
    await pause(PAUSE)
    // oxlint-enable no-await-in-loop
  }
  return times
}

await withPostgres(async () => {
  const product = await startProduct()
  const recorder = await openRecorder()
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  })
  try {
    await product.control('registerEndpoint', { url: recorder.url, secret: 'whsec_recorder' })
    const page = await browser.newPage({ baseURL: product.hostApp, reducedMotion: 'reduce', locale: 'en-US' })
    const times: number[] = []
    while (times.length < Number(values.purchases)) {
      // oxlint-disable-next-line no-await-in-loop -- one customer after another
      times.push(...(await measure(product, page, recorder, PURCHASES_EACH)))
    }
    times.sort((a, b) => a - b)
    process.stdout.write(
      `arrival to screen, ${times.length} payments: median ${median(times).toFixed(0)} ms, ` +
        `99th percentile ${quantile(times, 0.99).toFixed(0)} ms\n`,
    )
  } finally {
    await browser.close()
    recorder.close()
    await product.close()
  }
})
