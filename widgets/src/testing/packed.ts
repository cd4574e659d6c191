/** The files for a script tag, as they are packed, served to a real browser under a strict content security policy. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Page } from 'playwright'
import { build, type Rolldown } from 'vite'
import { bundle } from '../../scripts/bundle.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ')

/** Before the elements are defined or after: either has to do. */
const HOST = `const provider = document.querySelector('[base-url]')
provider.baseUrl = location.origin
provider.fetchSession = () => Promise.resolve({ token: 't', expiresAt: new Date(Date.now() + 3600000).toISOString() })
window.violations = []
addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective))`

export interface Packed {
  /** What the server does not find for now. */
  missing: Set<string>
  /** What the server was asked for. */
  asked: string[]
  /** `search` is what the address has after its path. */
  open: (search?: string) => Promise<Page>
  close: () => Promise<void>
}

/** Packs `entry`, and serves it to a page with these elements; `api` answers what lies below `/v1/me/`. */
export async function servePacked(
  entry: string,
  elements: string,
  api: Record<string, (response: ServerResponse) => void>,
): Promise<Packed> {
  const built = await build({ configFile: false, logLevel: 'error', ...bundle(entry, { write: false }) })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  const files = new Map<string, string>([['/host.js', HOST]])
  for (const chunk of output) if (chunk.type === 'chunk') files.set(`/${chunk.fileName}`, chunk.code)
  const page = `<!doctype html><html lang="en"><title>Packed</title>
<script type="module" src="/creditkit.js"></script><script type="module" src="/host.js"></script>${elements}`
  const missing = new Set<string>()
  const asked: string[] = []

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
    const called = api[path.replace('/v1/me/', '')]
    if (path === '/') answer('text/html', page)
    else if (code !== undefined) answer('text/javascript', code)
    else if (called) called(response)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({
    ...(existsSync(executablePath) && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking'],
  })
  return {
    missing,
    asked,
    async open(search = '') {
      const opened = await browser.newPage({ locale: 'en-US', reducedMotion: 'reduce' })
      await opened.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${search}`)
      return opened
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** An answer in JSON, which may be another each time. */
export function json(body: () => unknown): (response: ServerResponse) => void {
  return (response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body()))
}
