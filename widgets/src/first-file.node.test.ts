/** `<credit-balance>` alone, as it is packed, in a real browser: its first file has the outline and asks, and what fills the outline comes beside the answer. */
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Page } from 'playwright'
import { balanceWith } from './testing/balance.ts'
import { json, servePacked, type Packed } from './testing/packed.ts'

const PATIENT = { timeout: 10_000 }
const LATER = ['/upkeep.js', '/besides.js', '/balance-body.js']

let packed: Packed
let balance = balanceWith()
let streams: ServerResponse[] = []

beforeAll(async () => {
  packed = await servePacked(
    'src/define/credit-balance.ts',
    '<credit-balance base-url="http://127.0.0.1" locale="en-US"></credit-balance>',
    {
      balance: json(() => balance),
      stream(response) {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('event: hello\nid: 5\ndata: {"cursor":"5"}\n\n')
        streams.push(response)
      },
    },
  )
}, 60_000)

afterAll(() => packed.close())

beforeEach(() => {
  packed.missing.clear()
  balance = balanceWith()
  streams = []
})

const number = (page: Page) => page.locator('credit-balance .number')
const skeleton = (page: Page) => page.locator('credit-balance [aria-busy]')

/** The balance has been told, and what follows from it is on the screen. */
async function answered(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/v1/me/balance')),
  )
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

async function figures(page: Page): Promise<void> {
  await page.locator('credit-balance .number[aria-hidden]').waitFor()
  await skeleton(page).waitFor({ state: 'detached' })
}

test(
  'what comes later is three files, asked for beside the balance and not after it',
  { timeout: 30_000 },
  async () => {
    const page = await packed.open()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route('**/v1/me/balance', async (route) => {
      await released
      await route.continue()
    })
    packed.asked.length = 0
    await page.reload()
    const scripts = (): string[] => packed.asked.filter((path) => path.endsWith('.js')).toSorted()
    await expect.poll(scripts, PATIENT).toEqual(['/creditkit.js', '/host.js', ...LATER].toSorted())
    expect(await skeleton(page).count()).toBe(1)
    release()
    await figures(page)
    await page.close()
  },
)

test(
  'its figures need one of them, and stand without the others, with nothing moved and no error thrown',
  { timeout: 30_000 },
  async () => {
    packed.missing.add('/upkeep.js').add('/besides.js')
    const page = await packed.open()
    const thrown: Error[] = []
    page.on('pageerror', (error) => thrown.push(error))
    await figures(page)
    expect(await number(page).textContent()).toBe('12,480')
    expect(await page.locator('[part=facts]').innerText()).toMatch(/3,200 on Dec\s3/)
    expect(thrown).toEqual([])
    await page.close()
  },
)

test('where that does not come, this is said, and the second try works', { timeout: 30_000 }, async () => {
  packed.missing.add('/balance-body.js')
  const page = await packed.open()
  const problem = page.locator('credit-balance [role=alert]')
  await problem.waitFor()
  expect(await problem.innerText()).toContain('We cannot be reached just now.')
  packed.missing.clear()
  await page.getByRole('button', { name: 'Try again' }).click()
  await figures(page)
  expect(await problem.count()).toBe(0)
  expect(await number(page).textContent()).toBe('12,480')
  await page.close()
})

test('nor does a lost network need anybody to try again', { timeout: 30_000 }, async () => {
  for (const file of LATER) packed.missing.add(file)
  const page = await packed.open()
  await page.locator('credit-balance [role=alert]').waitFor()
  packed.missing.clear()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await figures(page)
  expect(await number(page).textContent()).toBe('12,480')
  await page.close()
})

test(
  'what changes while its stream is on the way is shown when it is there, and what it tells after that',
  { timeout: 30_000 },
  async () => {
    const page = await packed.open()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route('**/upkeep.js', async (route) => {
      await released
      await route.continue()
    })
    await page.reload()
    streams = []
    await figures(page)
    balance = balanceWith({ available: '12000', balance: '12000', seq: '1' })
    release()
    await expect.poll(() => number(page).textContent(), PATIENT).toBe('12,000')
    expect(streams).toHaveLength(1)
    const event = {
      type: 'balance.changed',
      currency: 'ai',
      resource: null,
      seq: '2',
      balance: '11000',
      held: '0',
      available: '11000',
      at: '2026-11-22T00:00:01.000Z',
    }
    balance = balanceWith({ available: '11000', balance: '11000', seq: '2' })
    streams[0]?.write(`event: balance.changed\nid: 6\ndata: ${JSON.stringify(event)}\n\n`)
    await expect.poll(() => number(page).textContent(), PATIENT).toBe('11,000')
    await page.close()
  },
)

/** Opens the page without what comes beside the balance. @returns the page, and what lets the rest come */
async function openHeld(variant = ''): Promise<{ page: Page; release: () => void }> {
  const page = await packed.open()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(/besides|balance-body/, async (route) => {
    await released
    await route.continue()
  })
  // In the page from its beginning: an attribute that comes after the element was shown may move things.
  await page.route(page.url(), async (route) => {
    const response = await route.fetch()
    const html = await response.text()
    await route.fulfill({
      response,
      body: html.replace('<credit-balance', `<credit-balance variant="${variant}"`),
    })
  })
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      document.title = `Shifted ${list.getEntries().length} times`
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.reload()
  return { page, release }
}

test.each([
  ['', {}],
  ['', { lowThreshold: '20000' }],
  ['utilisation', {}],
  ['compact', { held: '1200' }],
])(
  'variant "%s", %o: the outline stands until its figures come, and nothing moves then',
  { timeout: 30_000 },
  async (variant, change) => {
    balance = balanceWith(change)
    const { page, release } = await openHeld(variant)
    await answered(page)
    expect(await skeleton(page).count()).toBe(1)
    const height = (): Promise<number> =>
      page.locator('credit-balance').evaluate((element) => element.getBoundingClientRect().height)
    const before = await height()
    release()
    await figures(page)
    await page.locator('credit-balance [role=status]').waitFor({ state: 'attached' })
    expect(await number(page).textContent()).toBe('12,480')
    expect(await page.locator('credit-balance .badge').count()).toBe('lowThreshold' in change ? 1 : 0)
    expect(await height()).toBe(before)
    expect(await page.title()).toBe('Packed')
    await page.close()
  },
)

test(
  'offline and how old the figures are can be said without fetching any more',
  { timeout: 30_000 },
  async () => {
    const page = await packed.open()
    await figures(page)
    await expect.poll(() => streams.length, PATIENT).toBe(1)
    for (const file of LATER) await expect.poll(() => packed.asked, PATIENT).toContain(file)
    await page.context().setOffline(true)
    streams[0]?.destroy()
    await page.locator('[part=stale]').waitFor()
    expect(await page.locator('[part=stale]').textContent()).toContain('Not up to date. As of')
    expect(await number(page).textContent()).toBe('12,480')
    await page.close()
  },
)
