import type { LedgerEntry, Page } from '@creditkit/sdk'
import { html } from 'lit'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../define/credit-statement.ts'
import type { ScenarioName } from '../scenarios/index.ts'
import { expectAccessible } from '../testing/axe.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { mount, settle, textOf } from '../testing/mount.ts'
import { clientIn } from '../testing/scenario.ts'
import type { CreditStatement } from './credit-statement.ts'
import { details } from './parts.ts'
import { placeholder } from './placeholder.ts'

const all = <E extends Element = HTMLElement>(element: CreditStatement, selector: string): E[] => [
  ...(element.shadowRoot?.querySelectorAll<E>(selector) ?? []),
]
const rows = (element: CreditStatement): string[] =>
  all(element, '.item').map((row) => row.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '')
const choose = (element: CreditStatement, index: number, value: string): void => {
  const select = all<HTMLSelectElement>(element, 'select')[index]
  if (!select) throw new Error('No such filter.')
  select.value = value
  select.dispatchEvent(new Event('change'))
}

async function show(
  scenario: ScenarioName,
  width = 700,
  lang = 'en-US',
  size = 10,
): Promise<CreditStatement> {
  const statement = await mount<CreditStatement>(
    html`<credit-statement
      .client=${clientIn(scenario)}
      locale=${lang}
      time-zone="UTC"
      page-size=${size}
    ></credit-statement>`,
    'credit-statement',
  )
  ;(statement.parentElement as HTMLElement).style.width = `${width}px`
  await expect.poll(() => all(statement, '[aria-busy]').length, { timeout: 8000 }).toBe(0)
  // As in a browser that has the file already.
  await details.load()
  return statement
}

test('every movement has its balance after it, the latest first', async () => {
  const statement = await show('ready')
  expect(rows(statement)).toHaveLength(10)
  expect(rows(statement)[0]).toMatch(/^Nov 21, .+ Image generation × \d+ -\d+ 12,480$/)
  await expectAccessible(statement)
})

test.each([280, 480, 1200])('at %i pixels nothing is cut or scrolls', async (width) => {
  const statement = await show('many', width)
  expect(statement.shadowRoot?.querySelector('.card')?.scrollWidth).toBeLessThanOrEqual(width)
  await expectAccessible(statement)
})

test.each([480, 750])('at %i pixels no huge amount is broken: words give way', async (width) => {
  const statement = await show('huge', width)
  // Letters as wide as in any font that a host may have.
  statement.style.setProperty('--credit-font', 'monospace')
  const long = all(statement, '.long')
  expect(long.length).toBeGreaterThan(10)
  for (const { offsetHeight } of long) expect(offsetHeight).toBeLessThan(30)
  expect(all(statement, '.card')[0]?.scrollWidth).toBeLessThanOrEqual(width)
})

test('a feature with a long name makes no filter wider than the card', async () => {
  const statement = await show('many', 280, 'en-US', 60)
  expect(all<HTMLSelectElement>(statement, 'select')[1]?.textContent).toContain('so long that it hardly')
  expect(all(statement, '.card')[0]?.scrollWidth).toBeLessThanOrEqual(280)
})

test('in a narrow card the first filter can be read to its end, and the others stand beside one another', async () => {
  const statement = await show('ready', 280)
  const [kind, feature, period] = all(statement, '.filters .input').map((each) =>
    each.getBoundingClientRect(),
  )
  expect(kind?.width).toBe(all(statement, '.filters')[0]?.getBoundingClientRect().width)
  expect(feature?.top).toBeGreaterThan(kind?.top ?? 0)
  expect(period?.top).toBe(feature?.top)
})

test('a movement opened says why: quantity, rate and its version, and which grants paid', async () => {
  const statement = await show('ready')
  all<HTMLButtonElement>(statement, '.opener')[0]?.focus()
  await userEvent.keyboard('{Enter}')
  await expect
    .poll(() => all(statement, '.splits li')[0]?.textContent?.replaceAll(/\s+/g, ' ').trim())
    .toMatch(/^Promotional, Nov 3 -\d+ [\d,]+ left$/)
  const text = textOf(statement)
  expect(text).toMatch(/Quantity \d+/)
  expect(text).toContain('Rate 20 per image (version 2)')
  expect(text).toContain('Model pixel')
  expect(text).toContain('Credits from')
  await expectAccessible(statement)
})

test('what was taken into overdraft is said', async () => {
  const statement = await show('negative')
  all<HTMLButtonElement>(statement, '.opener')[0]?.click()
  await settle(statement)
  expect(all(statement, '.splits li').at(-1)?.textContent).toMatch(/Overdraft\s*-\d+/)
})

test('filters by kind, feature and period', async () => {
  const statement = await show('ready')
  choose(statement, 0, 'grant')
  await expect.poll(() => rows(statement).every((row) => row.includes('Credits added'))).toBe(true)
  expect(rows(statement)[0]).toContain('+10,000')
  choose(statement, 0, 'all')
  choose(statement, 1, 'image_generation')
  await expect.poll(() => rows(statement).every((row) => row.includes('Image generation'))).toBe(true)
  choose(statement, 1, '')
  statement.from = '2026-11-01'
  statement.to = '2026-11-10'
  choose(statement, 2, 'custom')
  await expect.poll(() => rows(statement)[0]).toContain('Nov 10')
  await expectAccessible(statement)
})

test('all features can be chosen once somebody turns to the filters', async () => {
  const statement = await show('many')
  all<HTMLSelectElement>(statement, 'select')[1]?.focus()
  await expect.poll(() => all<HTMLSelectElement>(statement, 'select')[1]?.options.length).toBe(31)
})

test('a filter that nothing fits offers the way back', async () => {
  const statement = await show('one-bar')
  choose(statement, 0, 'clawback')
  await expect.poll(() => textOf(statement)).toContain('No movements match. Show all')
  all(statement, '.empty .link')[0]?.click()
  await expect.poll(() => rows(statement).length).toBe(10)
})

test('the skeleton has rows as tall as those that follow', async () => {
  const resource = new FakeResource<Page<LedgerEntry>>()
  const statement = await mount<CreditStatement>(
    html`<credit-statement .client=${fakeClient({ statement: resource })} locale="en-US"></credit-statement>`,
    'credit-statement',
  )
  const before = statement.getBoundingClientRect().height
  resource.ready({ data: placeholder, nextCursor: null })
  await settle(statement)
  expect(statement.getBoundingClientRect().height).toBe(before)
})

const entries = (from: number, count: number): LedgerEntry[] =>
  Array.from({ length: count }, (_, index) => {
    const [entry] = placeholder
    if (!entry) throw new Error('The skeleton has a row.')
    return {
      ...entry,
      splits: [],
      dimensions: {},
      overdraft: '0',
      seq: String(from - index),
      balanceAfter: String(from - index),
    }
  })

test('movements that come in while further pages are open leave no gap and no double', async () => {
  const resource = new FakeResource<Page<LedgerEntry>>({ data: entries(100, 10), nextCursor: 'c' })
  const client = fakeClient({
    statement: resource,
    getStatement: () => Promise.resolve({ data: entries(90, 10), nextCursor: null }),
  })
  const statement = await mount<CreditStatement>(
    html`<credit-statement .client=${client} locale="en-US"></credit-statement>`,
    'credit-statement',
  )
  all(statement, '.more button')[0]?.click()
  await expect.poll(() => rows(statement).length).toBe(20)
  resource.ready({ data: entries(103, 10), nextCursor: 'd' })
  await settle(statement)
  const numbers = rows(statement).map((row) => Number(/\d+$/.exec(row)?.[0]))
  expect(numbers).toEqual(Array.from({ length: 23 }, (_, index) => 103 - index))
})

test('where more came in than a page, the list begins anew rather than with a gap', async () => {
  const resource = new FakeResource<Page<LedgerEntry>>({ data: entries(100, 10), nextCursor: 'c' })
  const client = fakeClient({
    statement: resource,
    getStatement: () => Promise.resolve({ data: entries(90, 10), nextCursor: null }),
  })
  const statement = await mount<CreditStatement>(
    html`<credit-statement .client=${client} locale="en-US"></credit-statement>`,
    'credit-statement',
  )
  all(statement, '.more button')[0]?.click()
  await expect.poll(() => rows(statement).length).toBe(20)
  resource.ready({ data: entries(500, 10), nextCursor: 'd' })
  await settle(statement)
  expect(rows(statement)).toHaveLength(10)
  expect(all(statement, '.more')).toHaveLength(1)
})

test('downloads what is filtered', async () => {
  const statement = await show('ready')
  choose(statement, 0, 'grant')
  await expect.poll(() => rows(statement).length).toBe(6)
  const blobs: Blob[] = []
  const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob)
    return 'blob:x'
  })
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  all(statement, '.actions .link')[1]?.click()
  await expect.poll(() => blobs.length).toBe(1)
  create.mockRestore()
  click.mockRestore()
  expect((await (blobs[0] as Blob).text()).trim().split('\r\n')).toHaveLength(7)
})

test('prints the statement alone, with every movement of the filter', async () => {
  const statement = await show('ready')
  const printed: string[][] = []
  const append = vi.spyOn(document.body, 'append').mockImplementation((node) => {
    Node.prototype.appendChild.call(document.body, node as Node)
    const frame = node as HTMLIFrameElement
    if (frame.contentWindow) {
      frame.contentWindow.print = () => {
        const cells = [...(frame.contentDocument?.querySelectorAll('td') ?? [])]
        printed.push(cells.map(({ textContent }) => textContent ?? ''))
        frame.contentWindow?.dispatchEvent(new Event('afterprint'))
      }
    }
  })
  all(statement, '.actions .link')[0]?.click()
  await expect.poll(() => printed.length).toBe(1)
  append.mockRestore()
  expect(printed[0]?.length).toBeGreaterThan(800)
  expect(printed[0]).toContain('12,480')
  expect(document.querySelector('iframe')).toBeNull()
})

test('an error is said with a way to retry', async () => {
  const statement = await show('error')
  expect(textOf(statement)).toContain('Something went wrong on our side. Try again')
  await expectAccessible(statement)
})

test('in Arabic, from right to left, as cards', async () => {
  const statement = await show('ready', 300, 'ar')
  expect(textOf(statement)).toContain('كشف الحساب')
  expect(statement.shadowRoot?.querySelector('.card')?.scrollWidth).toBeLessThanOrEqual(300)
  await expectAccessible(statement)
})

test('a new customer is told what will be here', async () => {
  const statement = await show('empty')
  expect(textOf(statement)).toContain('Nothing has moved yet.')
  await expectAccessible(statement)
})
