/** Where everything stands, as in the outline (`outline.ts`): one is as large as the other. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { cssVariables } from '../../foundation/css-variables.ts'
import { compare } from '../../foundation/format/arithmetic.ts'
import { isNegative, isZero } from '../../foundation/format/decimal.ts'
import type { Format } from '../../foundation/format/format.ts'
import { SECOND } from '../../foundation/format/format.ts'
import type { enBalance } from '../../foundation/localize/en/later/balance.ts'
import { requestTopUp } from '../../foundation/requests.ts'
import type { CreditBalance } from '../credit-balance.ts'
import { invitation, notes, utilisation } from './breakdown.ts'
import { byCategory } from './by-category.ts'
import type { Pace } from './pace.ts'
import type { Figures } from './placeholder.ts'

interface View {
  host: CreditBalance
  messages: typeof enBalance
  format: Format
  pace: Pace
}

export function content(figures: Figures, view: View): TemplateResult {
  const { host, messages: t, format: f } = view
  const { available, currency, value } = figures
  const compact = host.variant === 'compact'
  const some = !isNegative(available) && !isZero(available)
  const text = f.credits(available)
  const number = html`<span
      class="number figure ${isNegative(available) ? 'negative' : ''}"
      aria-hidden="true"
      .style=${cssVariables({ '--length': text.length })}
      >${text}</span
    ><span class="hidden">${text}</span>`
  const action = host.withoutAction
    ? ''
    : html`<button
        class="button add ${compact ? 'small ghost' : 'wide'}"
        part="add"
        @click=${() => requestTopUp(host)}
      >
        ${t.addCredits}
      </button>`
  if (compact) {
    return html`<div class="compact" part="amount">
      <span>${number} <small class="muted">${t.left(available, f)}</small></span>
      ${action}
    </div>`
  }
  return html`<div class="row">
      <h2 class="title" part="title">${currency.name.plural}</h2>
      <slot name="badge"
        >${some && isLow(figures) ? html`<span class="badge warn">${t.low}</span>` : ''}</slot
      >
    </div>
    <div class="lead">
      <div>
        <p class="big" part="amount">${number}<small>${t.left(available, f)}</small></p>
        ${some && value ? html`<p class="muted">${t.worth(f.money(value))}</p>` : ''}
      </div>
      <div class="whole">
        ${(some ? (host.variant ? utilisation : byCategory) : invitation)(figures, t, f)}
        ${notes(figures, t, f)}
      </div>
      ${action}
    </div>
    ${some ? facts(figures, view) : ''}`
}

/** How long the credits last and what expires next. */
function facts({ runway, nextExpiry }: Figures, { messages: t, format: f, pace }: View): TemplateResult {
  return html`<div class="facts" part="facts">
    <div>
      <p class="faint">${t.lastsAbout} ${runway && pace.button(t)}</p>
      <b>${runway ? f.duration(runway.seconds * SECOND) : t.unknownPace}</b>
    </div>
    <div>
      <p class="faint">${t.expiringNext}</p>
      <b>${nextExpiry ? t.expiring(nextExpiry.amount, nextExpiry.at, f) : t.never}</b>
    </div>
    ${runway && pace.text(runway, t, f)}
  </div>`
}

const isLow = ({ available, lowThreshold }: Figures): boolean =>
  lowThreshold !== null && compare(available, lowThreshold) < 0
