import type { Usage } from '@creditkit/sdk'
import { html } from 'lit'
import { expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../define/credit-usage.ts'
import type { ScenarioName } from '../scenarios/index.ts'
import { expectAccessible } from '../testing/axe.ts'
import { fakeClient, FakeResource } from '../testing/fake-client.ts'
import { mount, settle, textOf } from '../testing/mount.ts'
import { clientIn } from '../testing/scenario.ts'
import type { CreditUsage } from './credit-usage.ts'
import { body, details } from './parts.ts'
import { placeholder } from './later/placeholder.ts'

const all = <E extends Element = HTMLElement>(element: CreditUsage, selector: string): E[] => [
  ...(element.shadowRoot?.querySelectorAll<E>(selector) ?? []),
]
const only = (element: CreditUsage, selector: string): HTMLElement => {
  const [found] = all(element, selector)
  if (!found) throw new Error(`No ${selector}.`)
  return found
}
const button = (element: CreditUsage, name: string): HTMLElement => {
  const found = all(element, 'button').find(({ textContent }) => textContent?.trim() === name)
  if (!found) throw new Error(`No button ${name}.`)
  return found
}

async function show(
  scenario: ScenarioName,
  options: { range?: CreditUsage['range']; lang?: string; width?: number; dimensions?: string } = {},
): Promise<CreditUsage> {
  const { range = '14d', lang = 'en-US', width = 760, dimensions = '' } = options
  const usage = await mount<CreditUsage>(
    html`<credit-usage
      .client=${clientIn(scenario)}
      range=${range}
      locale=${lang}
      dimensions=${dimensions}
      time-zone="UTC"
    ></credit-usage>`,
    'credit-usage',
  )
  ;(usage.parentElement as HTMLElement).style.width = `${width}px`
  await expect.poll(() => all(usage, '[aria-busy]').length, { timeout: 8000 }).toBe(0)
  await drawn(usage)
  // As in a browser that has the file already.
  await details.load()
  return usage
}

/** The chart has measured itself and is drawn. */
async function drawn(usage: CreditUsage): Promise<void> {
  if (!usage.shadowRoot?.querySelector('.plot')) return
  await expect.poll(() => all(usage, 'svg[role=group]').length).toBe(1)
  await new Promise(requestAnimationFrame)
  await settle(usage)
}

test('says how much was used, and how that compares with the time before', async () => {
  const usage = await show('ready')
  expect(only(usage, '.headline').textContent?.replaceAll(/\s+/g, ' ').trim()).toMatch(
    /^[\d,]+ credits in 14 days, (up|down) \d+%$/,
  )
  expect(all(usage, '.bar')).toHaveLength(14)
  await expectAccessible(usage)
})

test.each(['empty', 'one-bar', 'many', 'huge', 'scaled'] as const)(
  '%s usage is drawn whole',
  async (name) => {
    const usage = await show(name, { range: '90d', width: 300 })
    const plot = only(usage, '.plot').getBoundingClientRect()
    for (const text of all<SVGTextElement>(usage, '.plot text')) {
      const { left, right } = text.getBoundingClientRect()
      expect(left).toBeGreaterThanOrEqual(plot.left - 1)
      expect(right).toBeLessThanOrEqual(plot.right + 1)
    }
    expect(usage.shadowRoot?.querySelector('.card')?.scrollWidth).toBeLessThanOrEqual(300)
    await expectAccessible(usage)
  },
)

test('nothing used is said in words', async () => {
  const usage = await show('empty')
  expect(only(usage, '.nothing').textContent).toBe('No usage in this period.')
})

test('an amount beyond the reach of floats is shown to the last digit', async () => {
  const usage = await show('huge')
  const client = clientIn('huge')
  const { total } = await client.getUsage({ from: '2026-11-08T00:00:00Z', timeZone: 'UTC' })
  expect(only(usage, '.headline b').textContent).toBe(new Intl.NumberFormat('en-US').format(BigInt(total)))
})

test('the skeleton is as tall as the usage that follows', async () => {
  const resource = new FakeResource<Usage>()
  const client = fakeClient({ usage: resource })
  const usage = await mount<CreditUsage>(
    html`<credit-usage .client=${client} locale="en-US"></credit-usage>`,
    'credit-usage',
  )
  await drawn(usage)
  const before = usage.getBoundingClientRect().height
  resource.ready(placeholder)
  await settle(usage)
  expect(usage.getBoundingClientRect().height).toBe(before)
})

test.each(['', 'model region'])(
  'the outline is as tall as the skeleton with the chart, grouped by "%s"',
  async (dimensions) => {
    const part = await body.load()
    onTestFinished(() => void (body.part = part))
    for (const width of [300, 359, 420, 760]) {
      body.part = undefined
      // oxlint-disable-next-line no-await-in-loop -- one after the other, on one page
      const usage = await mount<CreditUsage>(
        html`<credit-usage .client=${fakeClient()} locale="en-US" dimensions=${dimensions}></credit-usage>`,
        'credit-usage',
      )
      ;(usage.parentElement as HTMLElement).style.width = `${width}px`
      expect(all(usage, '.plot > svg')).toHaveLength(0)
      const before = usage.getBoundingClientRect().height
      body.part = part
      usage.requestUpdate()
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await drawn(usage)
      expect(Math.abs(usage.getBoundingClientRect().height - before)).toBeLessThanOrEqual(1)
    }
  },
)

test('arrow keys, Home and End go over the bars, one of which Tab reaches; Escape hides the readout', async () => {
  const usage = await show('ready')
  const bars = all<SVGGElement>(usage, '.bar')
  const focused = (): number => bars.indexOf(usage.shadowRoot?.activeElement as SVGGElement)
  expect(bars.filter((bar) => bar.tabIndex === 0)).toHaveLength(1)
  bars.at(-1)?.focus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(focused()).toBe(12)
  await userEvent.keyboard('{Home}{ArrowLeft}')
  expect(focused()).toBe(0)
  await userEvent.keyboard('{End}{ArrowRight}')
  expect(focused()).toBe(13)
  await settle(usage)
  expect(only(usage, '.readout').textContent).toContain('Sat, Nov 21')
  expect(bars[13]?.getAttribute('aria-label')).toMatch(/^Sat, Nov 21: [\d,]+ credits\. Chat [\d,]+, /)
  await userEvent.keyboard('{Escape}')
  await settle(usage)
  expect(all(usage, '.readout')).toHaveLength(0)
  expect(focused()).toBe(13)
})

test('the readout stays within the chart at every bar, also from right to left', async () => {
  for (const lang of ['en-US', 'ar']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, on one page
    const usage = await show('ready', { lang, width: 300 })
    const { left, right } = only(usage, '.plot').getBoundingClientRect()
    for (const bar of all<SVGGElement>(usage, '.bar')) {
      bar.focus()
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await settle(usage)
      const readout = only(usage, '.readout').getBoundingClientRect()
      expect(readout.left).toBeGreaterThanOrEqual(left - 1)
      expect(readout.right).toBeLessThanOrEqual(right + 1)
    }
  }
})

test('from right to left, the first day stands on the right, and ArrowLeft goes on in time', async () => {
  const usage = await show('ready', { lang: 'ar' })
  const bars = all<SVGGElement>(usage, '.bar')
  const x = (index: number): number => bars[index]?.getBoundingClientRect().left ?? 0
  expect(x(0)).toBeGreaterThan(x(13))
  bars[0]?.focus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(usage.shadowRoot?.activeElement).toBe(bars[1])
  await expectAccessible(usage)
})

test('the pointer reads out the bar that it is over', async () => {
  const usage = await show('ready')
  const bar = all<SVGGElement>(usage, '.bar')[3]
  if (!bar) throw new Error('There are bars.')
  await userEvent.hover(bar)
  await settle(usage)
  expect(only(usage, '.readout').textContent).toContain('Wed, Nov 11')
})

test('the legend switches a feature off: in bars, total and names', async () => {
  const usage = await show('ready')
  const before = only(usage, '.headline b').textContent
  button(usage, 'Chat').click()
  await settle(usage)
  expect(button(usage, 'Chat').getAttribute('aria-pressed')).toBe('false')
  expect(only(usage, '.headline b').textContent).not.toBe(before)
  expect(all(usage, '.bar').some((bar) => bar.ariaLabel?.includes('Chat'))).toBe(false)
  button(usage, 'Email summaries').click()
  button(usage, 'Image generation').click()
  await settle(usage)
  expect(only(usage, '.nothing').textContent).toBe('Choose what to show below.')
})

test('the table says the same as the chart, in places of the same height', async () => {
  const usage = await show('ready')
  const labels = all(usage, '.bar').map((bar) => bar.ariaLabel ?? '')
  button(usage, 'Table').click()
  await settle(usage)
  const rows = all(usage, 'tbody tr').map((row) => [...row.children].map((cell) => cell.textContent?.trim()))
  expect(rows).toHaveLength(14)
  rows.forEach((row, index) => expect(labels[index]).toContain(`${row[0]}: ${row.at(-1)} credit`))
  await expectAccessible(usage)
})

test('the period before stands beside, bar by bar', async () => {
  const usage = await show('ready')
  button(usage, 'Compare').click()
  await expect.poll(() => all(usage, '.before').length).toBe(14)
  expect(all(usage, '.bar')[0]?.ariaLabel).toMatch(/Period before [\d,]+$/)
  await expectAccessible(usage)
})

test('another range keeps the former figures until the new ones are there', async () => {
  const usage = await show('ready')
  button(usage, '7 d').click()
  await settle(usage)
  expect(all(usage, '[aria-busy]')).toHaveLength(0)
  await expect.poll(() => all(usage, '.bar').length).toBe(7)
  expect(usage.range).toBe('7d')
})

test('dates of one’s own begin with the days shown, and say so when they are the wrong way round', async () => {
  const usage = await show('ready')
  button(usage, 'Dates').click()
  await settle(usage)
  expect([usage.from, usage.to]).toEqual(['2026-11-08', '2026-11-21'])
  const [from] = all<HTMLInputElement>(usage, 'input')
  if (!from) throw new Error('There is a first day.')
  from.value = '2026-12-01'
  from.dispatchEvent(new Event('change'))
  await settle(usage)
  expect(only(usage, '.field-error').textContent).toBe('Choose a first day and a last day after it.')
  expect(all(usage, '.bar')).toHaveLength(14)
  // The days asked for before are there, and what was dimmed for them is not any more.
  await expect.poll(() => getComputedStyle(only(usage, '.body')).opacity).toBe('1')
  await expectAccessible(usage)
})

test('a dimension groups anew', async () => {
  const usage = await show('ready', { dimensions: 'model region' })
  const select = only(usage, '.actions select') as HTMLSelectElement
  select.value = 'region'
  select.dispatchEvent(new Event('change'))
  await expect.poll(() => all(usage, '.toggle').map((each) => each.textContent?.trim())).toEqual(['eu', 'us'])
})

test('a downloaded file has every group, exactly', async () => {
  const usage = await show('many')
  const blobs: Blob[] = []
  const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push(blob as Blob)
    return 'blob:x'
  })
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  button(usage, 'Download CSV').click()
  await expect.poll(() => blobs.length).toBe(1)
  create.mockRestore()
  click.mockRestore()
  const [head = '', ...rows] = (await (blobs[0] as Blob).text()).trim().split('\r\n')
  expect(head.split(',')).toHaveLength(33)
  expect(rows).toHaveLength(14)
})

test('an error is said with a way to retry, and the ranges stay', async () => {
  const usage = await show('error')
  expect(textOf(usage)).toContain('Something went wrong on our side. Try again')
  expect(all(usage, '.segments button').length).toBeGreaterThan(0)
  await expectAccessible(usage)
})

test('new figures come in without the chart being made anew', async () => {
  const resource = new FakeResource<Usage>(placeholder)
  const usage = await mount<CreditUsage>(
    html`<credit-usage .client=${fakeClient({ usage: resource })} locale="en-US"></credit-usage>`,
    'credit-usage',
  )
  await drawn(usage)
  const [bar] = all(usage, '.bar')
  resource.ready({ ...placeholder, total: '528001' })
  await settle(usage)
  expect(only(usage, '.headline b').textContent).toBe('528,001')
  expect(all(usage, '.bar')[0]).toBe(bar)
})

test('a range that does not exist is taken as the usual one', async () => {
  const usage = await show('ready', { range: 'forever' as '14d' })
  expect(all(usage, '.bar')).toHaveLength(14)
})
