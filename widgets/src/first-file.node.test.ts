/** `<credit-balance>` alone, as it is packed, in a real browser: what its first file does without the others. */
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Page } from 'playwright'
import { balanceWith } from './testing/balance.ts'
import { json, servePacked, type Packed } from './testing/packed.ts'

const PATIENT = { timeout: 10_000 }
const LATER = ['/share-stream.js', '/besides.js', '/extras.js']

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
const loaded = (page: Page) => page.locator('credit-balance [part=title]', { hasText: 'AI credits' })
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
  await loaded(page).waitFor()
  await skeleton(page).waitFor({ state: 'detached' })
}

test(
  'its figures stand without the files that come later, with nothing moved and no error thrown',
  { timeout: 30_000 },
  async () => {
    for (const file of LATER) packed.missing.add(file)
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

test(
  'a balance that has more to say than figures shows these where the rest does not come',
  { timeout: 30_000 },
  async () => {
    for (const file of LATER) packed.missing.add(file)
    balance = balanceWith({ held: '1200' })
    const page = await packed.open()
    await figures(page)
    expect(await number(page).textContent()).toBe('12,480')
    packed.missing.clear()
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await page.getByText('1,200 held for work in progress').waitFor()
    expect(await skeleton(page).count()).toBe(0)
    await page.close()
  },
)

test(
  'what changes while the stream is on its way is shown when it is there, and what it tells after that',
  { timeout: 30_000 },
  async () => {
    const page = await packed.open()
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    await page.route('**/share-stream.js', async (route) => {
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

/** Opens the page without what comes beside the figures. @returns the page, and what lets the rest come */
async function openHeld(variant = ''): Promise<{ page: Page; release: () => void }> {
  const page = await packed.open()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(/besides|extras/, async (route) => {
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

/** Where everything that a person sees stands. */
const places = (page: Page): Promise<string[]> =>
  page
    .locator(
      'credit-balance :is(.row, .big, .number, .muted, .meter, .legend, .add, .facts, .facts b, .compact)',
    )
    .evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())))

test(
  'a healthy balance with a threshold waits for nothing, and nothing moves when the rest comes',
  { timeout: 30_000 },
  async () => {
    balance = balanceWith({ lowThreshold: '5000' })
    const { page, release } = await openHeld()
    await figures(page)
    const before = await places(page)
    expect(before.length).toBeGreaterThan(8)
    release()
    await page.getByRole('button', { name: 'How this is worked out' }).waitFor()
    expect(await places(page)).toEqual(before)
    expect(await page.title()).toBe('Packed')
    await page.close()
  },
)

test('a low balance comes with its warning', { timeout: 30_000 }, async () => {
  balance = balanceWith({ lowThreshold: '20000' })
  const { page, release } = await openHeld()
  await answered(page)
  expect(await skeleton(page).count()).toBe(1)
  release()
  await figures(page)
  expect(await page.locator('credit-balance .badge').textContent()).toBe('Running low')
  expect(await page.title()).toBe('Packed')
  await page.close()
})

test(
  'the compact balance waits for nothing, whatever it is, and looks the same when the rest comes',
  { timeout: 30_000 },
  async () => {
    balance = balanceWith({ lowThreshold: '20000', held: '1200' })
    const { page, release } = await openHeld('compact')
    await skeleton(page).waitFor({ state: 'detached' })
    expect(await number(page).textContent()).toBe('12,480')
    const looks = async (): Promise<unknown[]> => [
      ...(await places(page)),
      await page
        .locator('credit-balance .add')
        .evaluate((add) => [getComputedStyle(add).color, getComputedStyle(add).backgroundColor]),
    ]
    const before = await looks()
    expect(before.length).toBeGreaterThan(4)
    release()
    await page.locator('credit-balance [role=status]').waitFor({ state: 'attached' })
    expect(await looks()).toEqual(before)
    expect(await page.title()).toBe('Packed')
    await page.close()
  },
)

test(
  'offline and how old the figures are can be said without fetching anything',
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
