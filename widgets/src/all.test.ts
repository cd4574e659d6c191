import { expect, onTestFinished, test, vi } from 'vitest'
import * as classes from './index.ts'
import { define } from './foundation/define.ts'
import { VERSION } from './foundation/version.ts'
import manifest from '../package.json' with { type: 'json' }

const names = [
  'credit-alert',
  'credit-balance',
  'credit-cost',
  'credit-gate',
  'credit-grants',
  'credit-provider',
  'credit-statement',
  'credit-top-up',
  'credit-usage',
]

test('the classes define nothing by themselves; `all` defines every one of them', async () => {
  expect(names.filter((name) => customElements.get(name))).toEqual([])
  await import('./all.ts')
  const defined = names.map((name) => customElements.get(name))
  expect(defined).not.toContain(undefined)
  expect(Object.values(classes)).toEqual(expect.arrayContaining(defined))
})

test('the version is the package’s', () => {
  expect(VERSION).toBe(manifest.version)
})

const make = (version: string): CustomElementConstructor =>
  Object.assign(class extends HTMLElement {}, { version })

test('defining a name twice is quiet for the same version, and says so for another', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  onTestFinished(() => warn.mockRestore())
  define('x-twice', make(VERSION))
  define('x-twice', make(VERSION))
  expect(warn).not.toHaveBeenCalled()
  customElements.define('x-other', make('0.0.1'))
  define('x-other', make(VERSION))
  expect(warn.mock.calls[0]?.[0]).toContain('0.0.1 is already there')
})

/** A page with the strictest policy that scripts of this origin can run under. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'nonce-test'",
  "style-src 'self'",
  'connect-src *',
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ')

test('every element works under a strict content security policy with Trusted Types', async () => {
  const frame = document.createElement('iframe')
  onTestFinished(() => frame.remove())
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}">
    <script nonce="test">
      window.violations = []
      // Vitest sends every import() through this, which only its own page has.
      window.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() }
      addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.sourceFile))
    </script>
    ${names.map((name) => `<${name} locale="en" base-url="https://credits.test/ready"></${name}>`).join('')}
    <script type="module" nonce="test" src="${new URL('./testing/strict-page.ts', import.meta.url).href}"></script>`
  document.body.append(frame)
  const inside = (): HTMLElement | null | undefined =>
    frame.contentDocument?.querySelector('credit-balance')?.shadowRoot?.querySelector('.meter i')
  await expect
    .poll(() => inside()?.getBoundingClientRect().width ?? 0, { timeout: 10_000 })
    .toBeGreaterThan(1)
  expect((frame.contentWindow as unknown as { violations: string[] }).violations).toEqual([])
})
