/** How long the credits last and what expires next, with how the first was worked out. */
import type { Balance } from '@creditkit/sdk'
import { html, nothing, svg } from 'lit'
import type { TemplateResult } from 'lit'
import type { Format } from '../foundation/format/format.ts'
import { SECOND } from '../foundation/format/format.ts'
import type { Messages } from '../foundation/localize/messages.ts'

const info = svg`<circle cx="8" cy="8" r="6.2"/><path d="M8 7.4v3.4M8 5.1v.01"/>`

interface FactsOptions {
  messages: Messages['balance']
  format: Format
  /** Whether the working out is open. */
  open: boolean
  toggle: () => void
}

export function facts(
  { runway, nextExpiry }: Balance,
  { messages: t, format: f, open, toggle }: FactsOptions,
): TemplateResult {
  return html`<div class="facts" part="facts">
    <div>
      <p class="faint">
        ${t.lastsAbout}
        ${
          runway
            ? html`<button
                class="how"
                aria-label=${t.how}
                aria-expanded=${open}
                aria-controls="pace"
                @click=${toggle}
              >
                <svg viewBox="0 0 16 16" aria-hidden="true">${info}</svg>
              </button>`
            : nothing
        }
      </p>
      <b>${runway ? f.duration(runway.seconds * SECOND) : t.unknownPace}</b>
    </div>
    <div>
      <p class="faint">${t.expiringNext}</p>
      <b>${nextExpiry ? t.expiring(nextExpiry.amount, nextExpiry.at, f) : t.never}</b>
    </div>
    <p id="pace" class="faint" ?hidden=${!runway || !open}>${runway ? t.pace(runway, f) : nothing}</p>
  </div>`
}
