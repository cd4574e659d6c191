/** The choice of a period: buttons where there is room, a list where there is not, and two dates. */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Format } from '../foundation/format/format.ts'
import type { Messages } from '../foundation/localize/messages.ts'
import { lengthOf } from '../foundation/period.ts'
import type { Days, Range } from '../foundation/period.ts'

interface RangePicker {
  ranges: readonly Range[]
  range: Range
  messages: Messages['usage']
  format: Format
  choose: (range: Range) => void
}

export function rangePicker({ ranges, range, messages: t, format: f, choose }: RangePicker): TemplateResult {
  return html`<div class="segments" part="ranges" role="group" aria-label=${t.range}>
      ${ranges.map(
        (each) =>
          html`<button
            aria-pressed=${each === range}
            title=${t.rangeLong(lengthOf(each), f)}
            @click=${() => choose(each)}
          >
            ${t.rangeShort(lengthOf(each), f)}
          </button>`,
      )}
    </div>
    <span class="input list">
      <select
        aria-label=${t.range}
        @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Range)}
      >
        ${ranges.map(
          (each) =>
            html`<option value=${each} .selected=${each === range}>
              ${t.rangeLong(lengthOf(each), f)}
            </option>`,
        )}
      </select>
    </span>`
}

interface DayFields {
  days: Days
  valid: boolean
  messages: Messages['usage']
  choose: (days: Days) => void
}

export function dayFields({ days, valid, messages: t, choose }: DayFields): TemplateResult {
  const input = (name: keyof Days, label: string): TemplateResult =>
    html`<label class="field">
      <span class="faint">${label}</span>
      <span class="input">
        <input
          type="date"
          .value=${days[name]}
          aria-invalid=${!valid}
          aria-describedby="days-problem"
          @change=${(event: Event) => choose({ ...days, [name]: (event.target as HTMLInputElement).value })}
        />
      </span>
    </label>`
  return html`<div class="days" part="dates">
    ${input('from', t.from)}${input('to', t.to)}
    <p class="field-error" id="days-problem" role="status">${valid ? nothing : t.noDays}</p>
  </div>`
}
