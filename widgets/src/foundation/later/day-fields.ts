/** Two dates, for a period of one's own. */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Messages } from '../localize/messages.ts'
import type { Days } from '../period.ts'

interface DayFields {
  days: Days
  valid: boolean
  messages: Messages['periods']
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
