/** The choice of a period: buttons where there is room, a list where there is not. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { Format } from '../foundation/format/format.ts'
import type { Messages } from '../foundation/localize/messages.ts'
import { lengthOf } from '../foundation/period.ts'
import type { Range } from '../foundation/period.ts'

export interface RangePicker {
  ranges: readonly Range[]
  range: Range
  messages: Messages['periods']
  format: Format
  choose: (range: Range) => void
}

export function rangePicker({ ranges, range, messages: t, format: f, choose }: RangePicker): TemplateResult {
  return html`<div class="segments" part="ranges" role="group" aria-label=${t.period}>
      ${ranges.map(
        (each) =>
          html`<button
            aria-pressed=${each === range}
            title=${t.long(lengthOf(each), f)}
            @click=${() => choose(each)}
          >
            ${t.short(lengthOf(each), f)}
          </button>`,
      )}
    </div>
    <span class="input list">
      <select
        aria-label=${t.period}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Range)}
      >
        ${ranges.map(
          (each) =>
            html`<option value=${each} .selected=${each === range}>${t.long(lengthOf(each), f)}</option>`,
        )}
      </select>
    </span>`
}
