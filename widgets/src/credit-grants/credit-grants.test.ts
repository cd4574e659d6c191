import type { Grant, Page } from '@creditkit/sdk'
import { html } from 'lit'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../define/credit-grants.ts'
import type { ScenarioName } from '../scenarios/index.ts'
import { expectAccessible } from '../testing/axe.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { brokenWords, mount, settle, textOf } from '../testing/mount.ts'
import { clientIn } from '../testing/scenario.ts'
import type { CreditGrants } from './credit-grants.ts'
import { details } from './parts.ts'
import { placeholder } from './placeholder.ts'

const all = <E extends Element = HTMLElement>(element: CreditGrants, selector: string): E[] => [
  ...(element.shadowRoot?.querySelectorAll<E>(selector) ?? []),
]
const rows = (element: CreditGrants): string[] =>
  all(element, '.item').map((row) => row.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '')
const choose = (element: CreditGrants, index: number, value: string): void => {
  const select = all<HTMLSelectElement>(element, 'select')[index]
  if (!select) throw new Error('No such filter.')
  select.value = value
  select.dispatchEvent(new Event('change'))
}

async function show(scenario: ScenarioName, width = 700, lang = 'en-US'): Promise<CreditGrants> {
  const grants = await mount<CreditGrants>(
    html`<credit-grants .client=${clientIn(scenario)} locale=${lang}></credit-grants>`,
    'credit-grants',
  )
  ;(grants.parentElement as HTMLElement).style.width = `${width}px`
  await expect.poll(() => all(grants, '[aria-busy]').length, { timeout: 8000 }).toBe(0)
  // As in a browser that has the file already.
  await details.load()
  return grants
}

test('lists grants in the order in which they are used, and says so', async () => {
  const grants = await show('ready')
  expect(all<HTMLSelectElement>(grants, 'select')[0]?.selectedOptions[0]?.text.trim()).toBe(
    'Used from the top down',
  )
  const [first, ...rest] = rows(grants)
  expect(first).toMatch(/^Nov 3 Expires Dec 3 Promotional ?Launch offer Expires soon [\d,]+ of 5,000$/)
  expect(rest.map((row) => /Available|Scheduled|Used up|Expired/.exec(row)?.[0])).toEqual([
    'Available',
    'Available',
    'Scheduled',
    'Used up',
    'Expired',
    'Used up',
  ])
  await expectAccessible(grants)
})

test.each([280, 480, 1200])('at %i pixels nothing is cut or scrolls', async (width) => {
  const grants = await show('many', width)
  expect(grants.shadowRoot?.querySelector('.card')?.scrollWidth).toBeLessThanOrEqual(width)
  for (const cell of all(grants, 'td')) expect(cell.scrollWidth).toBeLessThanOrEqual(cell.clientWidth + 1)
  await expectAccessible(grants)
})

test.each([280, 480, 560])('at %i pixels no word and no number is broken within', async (width) => {
  const grants = await show('ready', width)
  // Letters as wide as in any font that a host may have.
  grants.style.setProperty('--credit-font', 'monospace')
  expect(brokenWords(grants)).toEqual([])
})

test.each([480, 560, 700])('at %i pixels each of two huge amounts has a line of its own', async (width) => {
  const grants = await show('huge', width)
  const long = all(grants, '.long')
  expect(long.length).toBeGreaterThan(1)
  for (const { offsetHeight } of long) expect(offsetHeight).toBeLessThan(30)
  expect(grants.shadowRoot?.querySelector('.card')?.scrollWidth).toBeLessThanOrEqual(width)
})

test('as cards it is still a table to a screen reader', async () => {
  const grants = await show('ready', 300)
  expect(all(grants, '[role=table] [role=columnheader]')).toHaveLength(4)
  for (const row of all(grants, '.item')) expect(row.querySelectorAll('[role=cell]')).toHaveLength(4)
})

test('a grant opened by keyboard shows where it came from and what happened with it', async () => {
  const grants = await show('ready')
  const opener = all<HTMLButtonElement>(grants, '.opener')[1]
  opener?.focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => all(grants, '.history li').length).toBeGreaterThan(2)
  expect(opener?.ariaExpanded).toBe('true')
  expect(grants.shadowRoot?.activeElement).toBe(opener)
  expect(textOf(grants)).toContain('Paid $22.50')
  const [receipt] = all<HTMLAnchorElement>(grants, 'a')
  expect([receipt?.protocol, receipt?.rel]).toEqual(['https:', 'noopener noreferrer'])
  await expectAccessible(grants)
  await userEvent.keyboard('{Enter}')
  await settle(grants)
  expect(all(grants, '.detail')).toHaveLength(0)
})

test('filters by status and sorts by date, keeping the former rows until the others are there', async () => {
  const grants = await show('many')
  choose(grants, 1, 'taken_back')
  await settle(grants)
  expect(all(grants, '[aria-busy]')).toHaveLength(0)
  await expect.poll(() => rows(grants).every((row) => row.includes('Taken back'))).toBe(true)
  expect(grants.status).toBe('taken_back')
  choose(grants, 1, 'all')
  choose(grants, 0, 'newest')
  await expect.poll(() => rows(grants)[0]).toContain('Scheduled')
})

test('a filter that nothing fits offers the way back', async () => {
  const grants = await show('ready')
  choose(grants, 1, 'voided')
  await expect.poll(() => textOf(grants)).toContain('No grants match. Show all')
  all(grants, '.empty .link')[0]?.click()
  await expect.poll(() => rows(grants).length).toBe(7)
})

test('further grants come page by page, each once', async () => {
  const grants = await show('many')
  expect(rows(grants)).toHaveLength(10)
  for (const count of [20, 30, 40, 50, 60]) {
    all(grants, '.more button')[0]?.click()
    // oxlint-disable-next-line no-await-in-loop -- page after page
    await expect.poll(() => rows(grants).length).toBe(count)
  }
  expect(all(grants, '.more')).toHaveLength(0)
})

test('when the last page has come, the focus of its button goes to the first row that came', async () => {
  const grants = await show('many')
  for (const count of [20, 30, 40, 50, 60]) {
    all(grants, '.more button')[0]?.focus()
    all(grants, '.more button')[0]?.click()
    // oxlint-disable-next-line no-await-in-loop -- page after page
    await expect.poll(() => rows(grants).length).toBe(count)
  }
  await settle(grants)
  expect(all(grants, '.opener').indexOf(grants.shadowRoot?.activeElement as HTMLElement)).toBe(50)
})

test('a page that fails is said below the rows, which stay, with a way to retry', async () => {
  const grants = await show('partial')
  all(grants, '.more button')[0]?.click()
  await expect.poll(() => all(grants, '.more [role=alert]').length, { timeout: 8000 }).toBe(1)
  expect(rows(grants)).toHaveLength(10)
  expect(all(grants, '.more button')[0]?.textContent?.trim()).toBe('Try again')
  await expectAccessible(grants)
})

test('the skeleton has rows as tall as those that follow', async () => {
  const resource = new FakeResource<Page<Grant>>()
  const grants = await mount<CreditGrants>(
    html`<credit-grants .client=${fakeClient({ grants: resource })} locale="en-US"></credit-grants>`,
    'credit-grants',
  )
  const before = grants.getBoundingClientRect().height
  resource.ready({ data: placeholder, nextCursor: null })
  await settle(grants)
  expect(grants.getBoundingClientRect().height).toBe(before)
})

const grantWith = (id: string, change: Partial<Grant> = {}): Grant => {
  const [grant] = placeholder
  if (!grant) throw new Error('The skeleton has a row.')
  return { ...grant, features: null, costBasis: null, reason: null, id, ...change }
}

test('a grant that comes in above leaves the focus where it was', async () => {
  const [a, b] = [grantWith('a'), grantWith('b')]
  const resource = new FakeResource<Page<Grant>>({ data: [a, b], nextCursor: null })
  const grants = await mount<CreditGrants>(
    html`<credit-grants .client=${fakeClient({ grants: resource })} locale="en-US"></credit-grants>`,
    'credit-grants',
  )
  const [, opener] = all(grants, '.opener')
  opener?.focus()
  resource.ready({ data: [grantWith('c', { remaining: '1' }), a, b], nextCursor: null })
  await settle(grants)
  expect(rows(grants)).toHaveLength(3)
  expect(rows(grants)[0]).toContain('1 of 10,000')
  expect(grants.shadowRoot?.activeElement).toBe(opener)
  expect(all(grants, '.opener')[2]).toBe(opener)
})

test('says that a grant expires soon from the days asked for on', async () => {
  const expiresAt = new Date(Date.now() + 5 * 86_400_000).toISOString()
  const resource = new FakeResource<Page<Grant>>({ data: [grantWith('a', { expiresAt })], nextCursor: null })
  const grants = await mount<CreditGrants>(
    html`<credit-grants .client=${fakeClient({ grants: resource })} locale="en-US"></credit-grants>`,
    'credit-grants',
  )
  expect(rows(grants)[0]).toContain('Expires soon')
  grants.expiringWithin = 3
  await settle(grants)
  expect(rows(grants)[0]).toContain('Available')
})

test('a receipt that is no web address is no link', async () => {
  const source = { type: 'top_up' as const, orderId: 'o', receiptUrl: 'javascript:alert(1)' }
  const resource = new FakeResource<Page<Grant>>({ data: [grantWith('a', { source })], nextCursor: null })
  const grants = await mount<CreditGrants>(
    html`<credit-grants .client=${fakeClient({ grants: resource })} locale="en-US"></credit-grants>`,
    'credit-grants',
  )
  all(grants, '.opener')[0]?.click()
  await settle(grants)
  expect(all(grants, 'dl')).toHaveLength(1)
  expect(all(grants, 'a')).toHaveLength(0)
})

test('in Arabic, from right to left', async () => {
  const grants = await show('ready', 480, 'ar')
  expect(rows(grants)[0]).toContain('ترويجي')
  const [first, last] = [all(grants, 'td')[0], all(grants, 'td')[3]]
  expect(first?.getBoundingClientRect().right).toBeGreaterThan(last?.getBoundingClientRect().right ?? 0)
  await expectAccessible(grants)
})

test('a new customer is told what will be here', async () => {
  const grants = await show('empty')
  expect(textOf(grants)).toContain('No grants yet. Credits that you buy or are given appear here.')
  await expectAccessible(grants)
})
