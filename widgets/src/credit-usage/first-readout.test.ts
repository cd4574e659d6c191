import { html } from 'lit'
import { expect, test } from 'vitest'
import '../define/credit-usage.ts'
import { mount, settle } from '../testing/mount.ts'
import { clientIn } from '../testing/scenario.ts'
import type { CreditUsage } from './credit-usage.ts'
import { details } from './parts.ts'

const tap = (bar: SVGGElement): void => {
  const { left, width } = bar.getBoundingClientRect()
  const finger = { pointerType: 'touch', bubbles: true, composed: true, clientX: left + width / 2 }
  bar.dispatchEvent(new PointerEvent('pointerdown', finger))
  bar.closest('.plot')?.dispatchEvent(new PointerEvent('pointerleave', finger))
}

test.for([
  ['focused', (bar: SVGGElement) => bar.focus()],
  ['tapped', tap],
] as const)('a bar that is %s before the readout has come is read out when it comes', async ([, turnTo]) => {
  const part = await details.load()
  const usage = await mount<CreditUsage>(
    html`<credit-usage .client=${clientIn('ready')} locale="en-US" time-zone="UTC"></credit-usage>`,
    'credit-usage',
  )
  const fourth = () => usage.shadowRoot?.querySelector<SVGGElement>('.bar[data-index="3"]')
  await expect.poll(fourth).toBeTruthy()
  const bar = fourth()
  if (!bar) throw new Error('There are bars.')
  details.part = undefined
  turnTo(bar)
  details.part = part
  usage.requestUpdate()
  await settle(usage)
  expect(usage.shadowRoot?.querySelector('.readout')?.textContent).toContain('Wed, Nov 11')
})
