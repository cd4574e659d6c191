/** What the console tells the developer of a page. Each message comes once for the page, so no test repeats one. */
import { CreditsError } from '@creditkit/sdk'
import type { Balance, Page, LedgerEntry, Usage } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import '../../define/credit-balance.ts'
import '../../define/credit-gate.ts'
import '../../define/credit-provider.ts'
import '../../define/credit-statement.ts'
import '../../define/credit-usage.ts'
import { fakeClient, FakeResource } from '../../testing/fake-client.ts'
import { mount, settle, textOf } from '../../testing/mount.ts'
import type { CreditElement } from '../credit-element.ts'
import { viewersTimeZone } from '../format/time-zone.ts'

const warn = vi.spyOn(console, 'warn').mockReturnValue()
const warnings = (): string[] =>
  warn.mock.calls.map(([message]) => String(message).replace('[creditkit] ', ''))

beforeEach(() => void warn.mockClear())

const client = fakeClient({
  balance: new FakeResource<Balance>(),
  usage: new FakeResource<Usage>(),
  statement: new FakeResource<Page<LedgerEntry>>(),
})

const balance = (): Promise<CreditElement> =>
  mount<CreditElement>(html`<credit-balance .client=${client}></credit-balance>`, 'credit-balance')

const never = (): Promise<never> => new Promise(() => undefined)

const refused = (code: string, message: string, status: number): CreditsError =>
  new CreditsError(code, message, status)

test('a failed fetchSession tells why, once', async () => {
  const element = await balance()
  const error = new CreditsError('session_failed', 'No session came.', 0, { cause: new Error('503') })
  element.reportError(error)
  element.reportError(error)
  await expect.poll(warnings).toEqual(['fetchSession failed: 503'])
})

test('what was refused is told in the server’s own words, once for all attempts', async () => {
  const element = await balance()
  element.reportError(refused('currency_not_found', 'There is no currency "ia-credits".', 404))
  element.reportError(refused('currency_not_found', 'There is no currency "ia-credits".', 404))
  element.reportError(refused('internal_error', 'Something went wrong.', 500))
  element.reportError(refused('invalid_answer', 'Not a Creditkit answer. Check baseUrl.', 200))
  await expect
    .poll(warnings)
    .toEqual([
      'currency_not_found: There is no currency "ia-credits".',
      'invalid_answer: Not a Creditkit answer. Check baseUrl.',
    ])
})

test('no answer tells the address, and which setting allows the page', async () => {
  const there = { ...client, baseUrl: 'https://credits.test' }
  const element = await mount<CreditElement>(
    html`<credit-balance .client=${there}></credit-balance>`,
    'credit-balance',
  )
  const cause = new TypeError('Failed to fetch')
  element.reportError(new CreditsError('network', 'The server cannot be reached.', 0, { cause }))
  await expect
    .poll(warnings)
    .toEqual([
      `No answer from https://credits.test (Failed to fetch). Is it running, and is ${location.origin} in its CREDITKIT_ALLOWED_ORIGINS?`,
    ])
})

test.each(['credits.example.com', 'localhost:4400', 'https:credits'])(
  'an address without a scheme is named: %s',
  async (baseUrl) => {
    await mount(
      html`<credit-provider base-url=${baseUrl} .fetchSession=${never}
        ><credit-balance></credit-balance>
      </credit-provider>`,
      'credit-balance',
    )
    await expect
      .poll(warnings)
      .toEqual([`base-url="${baseUrl}" is no address of a server, such as https://credits.example.com.`])
  },
)

test('a language tag that cannot be read is named, on the element and on its provider', async () => {
  const element = await mount<CreditElement>(
    html`<credit-provider locale="en_GB" .client=${client}>
      <credit-balance></credit-balance><credit-balance locale="de_DE"></credit-balance>
    </credit-provider>`,
    'credit-balance[locale]',
  )
  await expect
    .poll(() => warnings().toSorted())
    .toEqual(['de_DE', 'en_GB'].map((tag) => `locale="${tag}" is no BCP 47 tag, such as en-US.`))
  element.locale = 'pt_BR'
  await expect.poll(warnings).toHaveLength(3)
})

test('a range that does not exist is named with those that do, and the page stays alive', async () => {
  const entries = {
    ...client,
    statement: () => new FakeResource<Page<LedgerEntry>>({ data: [], nextCursor: null }),
  }
  const wrong = JSON.parse('"2w"') as '7d'
  const statement = await mount<CreditElement>(
    html`<credit-usage range=${wrong} .client=${client} locale="en"></credit-usage>
      <credit-statement range=${wrong} .client=${entries} locale="en"></credit-statement>`,
    'credit-statement',
  )
  await settle(statement)
  expect(textOf(statement)).toContain('Nothing has moved yet')
  await expect
    .poll(() => warnings().toSorted())
    .toEqual([
      'range="2w" is none of 1h, 24h, 7d, 14d, 30d, 90d, 1y, custom.',
      'range="2w" is none of all, 7d, 30d, 90d, 1y, custom.',
    ])
})

test('a time zone that does not exist is named, and days begin as the viewer’s do', async () => {
  const asked: (string | undefined)[] = []
  const usage = new FakeResource<Usage>()
  const there = {
    ...client,
    usage: ({ timeZone }: { timeZone?: string } = {}) => {
      asked.push(timeZone)
      return usage
    },
  }
  await mount(html`<credit-usage time-zone="Mars" .client=${there}></credit-usage>`, 'credit-usage')
  expect(new Set(asked)).toEqual(new Set([viewersTimeZone()]))
  await mount(
    html`<credit-statement range="7d" time-zone="Mars" .client=${client}></credit-statement>`,
    'credit-statement',
  )
  expect(warnings()).toEqual(['time-zone="Mars" is no IANA time zone, such as Europe/Paris.'])
})

test('what is right is passed over in silence', async () => {
  for (const baseUrl of ['https://credits.example.com', 'http://localhost:4400', '/credits', '']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as on a page
    const element = await mount<CreditElement>(
      html`<credit-usage .client=${{ ...client, baseUrl }} locale="pt-BR" range="1h"></credit-usage>`,
      'credit-usage',
    )
    element.reportError(refused('server_busy', 'Later.', 503))
  }
  // What comes after it in the same queue was told.
  ;(await balance()).reportError(refused('forbidden', 'Not this.', 403))
  await expect.poll(warnings).toEqual(['forbidden: Not this.'])
})

test.each<[string, TemplateResult, string]>([
  [
    'without a provider',
    html`<credit-gate></credit-gate><credit-gate></credit-gate>`,
    '<credit-gate> has no base-url and no fetchSession, and stands in no <credit-provider>',
  ],
  [
    'with an address alone',
    html`<credit-gate base-url="https://credits.test"></credit-gate>`,
    '<credit-gate> has no fetchSession, and stands in no <credit-provider>',
  ],
  [
    'in a provider without fetchSession',
    html`<credit-provider base-url="https://credits.test"><credit-gate></credit-gate></credit-provider>`,
    '<credit-provider> has no fetchSession',
  ],
  [
    'in a provider without an address',
    html`<credit-provider .fetchSession=${never}><credit-gate></credit-gate></credit-provider>`,
    '<credit-provider> has no base-url',
  ],
])('an element with nobody to ask tells what is missing, once and in time: %s', async (_, template, why) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  await mount(template, 'credit-gate')
  await vi.advanceTimersByTimeAsync(4999)
  expect(warnings()).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  vi.useRealTimers()
  await expect.poll(warnings).toEqual([`<credit-gate> has nobody to ask: ${why}.`])
})
