/** The file for a script tag, as it is packed, in a real browser under a strict content security policy. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { build, type Rolldown } from 'vite'
import { bundle } from '../scripts/bundle.ts'
import { placeholder as entry } from './credit-statement/placeholder.ts'
import { placeholder as catalogue } from './credit-top-up/placeholder.ts'
import { placeholder as usage } from './credit-usage/later/placeholder.ts'
import { balanceWith } from './testing/balance.ts'
import { orderWith } from './testing/top-up.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ')

const page = (elements: string): string => `<!doctype html><html lang="en"><title>Packed</title>
<script type="module" src="/creditkit.js"></script><script type="module" src="/host.js"></script>
<credit-provider base-url="http://127.0.0.1">${elements}</credit-provider>`

const pages: Record<string, string> = {
  '/': page('<credit-balance></credit-balance><credit-statement></credit-statement>'),
  '/asked': page('<credit-usage></credit-usage><credit-top-up></credit-top-up>'),
}

const entries = entry.map((each) => ({ ...each, dimensions: {}, splits: [], overdraft: '0' }))
const order = orderWith({ status: 'paid', checkoutUrl: null })
const answers: Record<string, unknown> = {
  '/v1/me/balance': balanceWith(),
  '/v1/me/catalogue': catalogue,
  '/v1/me/grants': { data: [], nextCursor: null },
  '/v1/me/payment-methods': { data: [] },
  '/v1/me/statement': { data: entries, nextCursor: null },
  '/v1/me/top-ups': order,
  '/v1/me/top-ups/order_1': order,
  '/v1/me/usage': usage,
}

/** Before the elements are defined or after: either has to do. */
const HOST = `const provider = document.querySelector('credit-provider')
provider.baseUrl = location.origin
provider.fetchSession = () => Promise.resolve({ token: 't', expiresAt: new Date(Date.now() + 3600000).toISOString() })
window.violations = []
addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective))`

const files = new Map<string, string>()
/** What the server does not find for now. */
const missing = new Set<string>()
const asked: string[] = []
let browser: Browser

const server = createServer(({ url = '/' }, response) => {
  const [path = '/'] = url.split('?')
  asked.push(path)
  const answer = (type: string, body: string): void =>
    void response
      .writeHead(200, {
        'content-type': type,
        'content-security-policy': POLICY,
        'cache-control': 'no-store',
      })
      .end(body)
  const code = missing.has(path) ? undefined : files.get(path)
  if (path in pages) answer('text/html', pages[path] ?? '')
  else if (path === '/host.js') answer('text/javascript', HOST)
  else if (code !== undefined) answer('text/javascript', code)
  else if (path in answers) answer('application/json', JSON.stringify(answers[path]))
  else response.writeHead(404).end()
})

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    ...bundle('src/all.ts', { write: false }),
  })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  for (const chunk of output) if (chunk.type === 'chunk') files.set(`/${chunk.fileName}`, chunk.code)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  browser = await chromium.launch({
    ...(existsSync(executablePath) && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking'],
  })
}, 60_000)

afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
})

async function open(path: string, ready: string): Promise<Page> {
  missing.clear()
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 900, height: 1200 } })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  await page.locator(ready).first().waitFor()
  onTestFinished(async () => {
    expect(await page.evaluate('violations')).toEqual([])
    await page.close()
  })
  return page
}

/** Presses "Try again", once the file can be had. */
async function tryAgain(page: Page): Promise<void> {
  await page.getByRole('alert').filter({ hasText: 'You seem to be offline.' }).waitFor()
  missing.clear()
  await page.getByRole('button', { name: 'Try again' }).click()
}

test('one file defines every element; beside it comes only what those on the page show at once', async () => {
  asked.length = 0
  const page = await open('/', 'credit-statement .actions')
  await page.locator('credit-balance [part=meter]').waitFor()
  const names = await page.evaluate(() =>
    ['alert', 'balance', 'cost', 'gate', 'grants', 'provider', 'statement', 'top-up', 'usage'].filter(
      (name) => !customElements.get(`credit-${name}`),
    ),
  )
  expect(names).toEqual([])
  expect(await page.locator('credit-balance .number').textContent()).toBe('12,480')
  const wanted = ['/besides.js', '/creditkit.js', '/extras.js', '/host.js', '/share-stream.js']
  await expect.poll(() => asked.filter((path) => path.endsWith('.js')).toSorted()).toEqual(wanted)
})

describe('what comes later and cannot be fetched', () => {
  test('a movement opened says so, and is there at the second try', async () => {
    const page = await open('/', 'credit-statement .actions')
    missing.add('/statement-details.js')
    await page.locator('.opener').first().click()
    await tryAgain(page)
    await page.locator('.facts').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('printing says so, and prints when it is pressed again', async () => {
    const page = await open('/', 'credit-statement .actions')
    await page.evaluate(() => {
      document.body.append = (frame) => {
        document.body.prepend(frame ?? '')
        if (frame instanceof HTMLIFrameElement && frame.contentWindow) {
          frame.contentWindow.print = () => {
            document.title = `Printed ${frame.contentDocument?.querySelectorAll('tbody tr').length}`
          }
        }
      }
    })
    missing.add('/statement-details.js')
    await page.getByRole('button', { name: 'Print' }).click()
    await page.getByRole('alert').filter({ hasText: 'You seem to be offline.' }).waitFor()
    missing.clear()
    await page.getByRole('button', { name: 'Print' }).click()
    await expect.poll(() => page.title()).toBe(`Printed ${entries.length}`)
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('usage as a table says so, and is there at the second try', async () => {
    const page = await open('/asked', 'credit-usage .bar')
    missing.add('/usage-details.js')
    await page.getByRole('button', { name: 'Table' }).click()
    await tryAgain(page)
    await page.locator('credit-usage table').waitFor()
  })

  test('the amount of one’s own says so, and can be typed at the second try', async () => {
    const page = await open('/asked', 'credit-top-up [part=pay]')
    missing.add('/buying.js')
    await page.getByText('Other amount').click()
    await tryAgain(page)
    await page.locator('[inputmode=decimal]').fill('2000')
  })

  test('paying says so before anything is charged, and goes on when it is pressed again', async () => {
    const page = await open('/asked', 'credit-top-up [part=pay]')
    missing.add('/buying.js')
    const pay = page.locator('[part=pay]')
    await pay.click()
    await page.getByRole('alert').filter({ hasText: 'You seem to be offline.' }).waitFor()
    expect(asked).not.toContain('/v1/me/top-ups')
    missing.clear()
    await pay.click()
    await page.getByText('Paid. Adding your credits').waitFor()
  })

  test('whoever comes back from paying is told, and sees the order at the second try', async () => {
    asked.length = 0
    const opened = open('/asked?credit-top-up=order_1', 'credit-top-up [role=alert]')
    missing.add('/buying.js')
    const page = await opened
    await tryAgain(page)
    await page.getByText('Paid. Adding your credits').waitFor()
    expect(page.url()).not.toContain('credit-top-up')
  })
})
