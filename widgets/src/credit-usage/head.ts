/** The figure of the period, and the choice of another one. */
import type { Amount } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { breakable } from '../foundation/breakable.ts'
import { rangePicker } from './range-picker.ts'
import type { RangePicker } from './range-picker.ts'

interface Head extends Omit<RangePicker, 'messages'> {
  total: Amount
  /** What it is a total of. */
  headline: string
  /** The figure is not known yet, and may never be. */
  state: 'known' | 'unknown' | 'failed'
  title: string
  periods: RangePicker['messages']
}

export function head({ state, title, headline, total, periods, ...picker }: Head): TemplateResult {
  return html`<header class="head">
    <div class=${state === 'unknown' ? 'bones' : ''}>
      <h2 class="title" part="title">${title}</h2>
      <p class="headline" ?hidden=${state === 'failed'}>
        <b class="figure">${breakable(picker.format.credits(total))}</b>
        <span class="muted">${headline}</span>
      </p>
    </div>
    <div class="ranges">${rangePicker({ ...picker, messages: periods })}</div>
  </header>`
}
