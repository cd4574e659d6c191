import { html } from 'lit'
import { expect, test } from 'vitest'
import '../define/credit-usage.ts'
import type { ScenarioName } from '../scenarios/index.ts'
import { brokenWords, mount } from '../testing/mount.ts'
import { clientIn } from '../testing/scenario.ts'
import type { CreditUsage } from './credit-usage.ts'

/** Usage at 280 pixels, once it has this. */
async function show(scenario: ScenarioName, selector: string): Promise<HTMLElement> {
  const usage = await mount<CreditUsage>(
    html`<credit-usage .client=${clientIn(scenario)} locale="en-US" time-zone="UTC"></credit-usage>`,
    'credit-usage',
  )
  ;(usage.parentElement as HTMLElement).style.width = '280px'
  const find = () => usage.shadowRoot?.querySelector(selector)
  await expect.poll(find, { timeout: 10_000 }).toBeTruthy()
  return usage
}

const within = (usage: HTMLElement, selector: string): DOMRect => {
  const found = usage.shadowRoot?.querySelector(selector)
  if (!found) throw new Error(`No ${selector}.`)
  return found.getBoundingClientRect()
}

test('a number longer than a line is broken after its separators alone', async () => {
  const usage = await show('huge', '.bar')
  expect(usage.shadowRoot?.querySelector('.headline .long')?.getClientRects().length).toBeGreaterThan(1)
  expect(brokenWords(usage)).toEqual([])
})

test('what went wrong, and the way to try again, stand in the middle', async () => {
  const usage = await show('error', '.problem button')
  const [card, button] = [within(usage, '.card'), within(usage, '.problem button')]
  expect(button.left - card.left).toBeCloseTo(card.right - button.right, 0)
})
