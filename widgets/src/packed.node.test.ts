/** The file for a script tag, as it is packed, in a real browser under a strict content security policy. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, type Rolldown } from 'vite'
import { bundle } from '../scripts/bundle.ts'
import { placeholder as balance } from './credit-balance/placeholder.ts'
import { placeholder as entries } from './credit-statement/placeholder.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ')

const PAGE = `<!doctype html><html lang="en"><title>Packed</title>
<script type="module" src="/creditkit.js"></script><script type="module" src="/host.js"></script>
<credit-provider base-url="http://127.0.0.1"><credit-balance></credit-balance><credit-statement></credit-statement></credit-provider>`

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
  if (path === '/') answer('text/html', PAGE)
  else if (path === '/host.js') answer('text/javascript', HOST)
  else if (code !== undefined) answer('text/javascript', code)
  else if (path === '/v1/me/balance') answer('application/json', JSON.stringify(balance))
  else if (path === '/v1/me/statement')
    answer('application/json', JSON.stringify({ data: entries, nextCursor: null }))
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

async function open(): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-US' })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.locator('credit-balance [part=meter]').waitFor()
  await page.locator('credit-statement .actions').waitFor()
  return page
}

test('one file defines every element, and nothing but it is fetched at the start', async () => {
  asked.length = 0
  const page = await open()
  const names = await page.evaluate(() =>
    ['alert', 'balance', 'cost', 'gate', 'grants', 'provider', 'statement', 'top-up', 'usage'].filter(
      (name) => !customElements.get(`credit-${name}`),
    ),
  )
  expect(names).toEqual([])
  expect(await page.locator('credit-balance .number').textContent()).toBe('12,480')
  expect(asked.filter((path) => path.endsWith('.js')).toSorted()).toEqual(['/creditkit.js', '/host.js'])
  expect(await page.evaluate('violations')).toEqual([])
  await page.close()
})

test('printing is fetched when somebody prints; where it does not come, that is said, and works later', async () => {
  const page = await open()
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
  missing.add('/print.js')
  await page.getByRole('button', { name: 'Print' }).click()
  await page.getByRole('alert').filter({ hasText: 'You seem to be offline.' }).waitFor()
  missing.clear()
  await page.getByRole('button', { name: 'Print' }).click()
  await expect.poll(() => page.title()).toBe(`Printed ${entries.length}`)
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.evaluate('violations')).toEqual([])
  await page.close()
})
