/** The banner, once there is something to say. */
import type { Balance } from '@creditkit/sdk'
import { html, nothing, svg } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from '../../foundation/credit-element.ts'
import { subtract } from '../../foundation/format/arithmetic.ts'
import { isZero } from '../../foundation/format/decimal.ts'
import { formatFor, SECOND } from '../../foundation/format/format.ts'
import type { Format } from '../../foundation/format/format.ts'
import { enAlert } from '../../foundation/localize/en/later/alert.ts'
import { requestTopUp } from '../../foundation/requests.ts'
import { badge } from '../../foundation/styles/badge.ts'
import type { Alert } from '../decide.ts'
import { bannerStyles } from './banner.styles.ts'

export const styles = [badge, bannerStyles]

const triangle = svg`<path d="M9 2.8 16 15H2L9 2.8zM9 7.4v3.4M9 12.9v.01"/>`
const hourglass = svg`<circle cx="9" cy="9" r="6.6"/><path d="M9 5.4V9l2.4 1.7"/>`
const cross = svg`<path d="M4 4l8 8M12 4l-8 8"/>`

/** `dismiss` hides it, where that is offered. */
export function alertBanner(
  host: CreditElement,
  alert: Alert,
  balance: Balance,
  dismiss: (() => void) | undefined,
): TemplateResult {
  const { scope } = host
  const t = scope.messages('alert', enAlert)
  const grave = alert === 'negative' || isZero(balance.available)
  const waits = alert === 'expiring' || alert === 'held_up'
  return html`<div class="alert ${grave && !waits ? 'bad' : 'warn'}" part="alert">
    <svg viewBox="0 0 18 18" aria-hidden="true">${waits ? hourglass : triangle}</svg>
    <p>${textOf(alert, balance, t, formatFor(scope.locale))}</p>
    ${
      waits
        ? nothing
        : html`<button class="button small" part="add" @click=${() => requestTopUp(host)}>
            ${t.addCredits}
          </button>`
    }
    ${
      dismiss
        ? html`<button class="dismiss" aria-label=${t.dismiss} @click=${dismiss}>
            <svg viewBox="0 0 16 16" aria-hidden="true">${cross}</svg>
          </button>`
        : nothing
    }
  </div>`
}

function textOf(
  alert: Alert,
  { available, balance, nextExpiry, runway }: Balance,
  t: typeof enAlert,
  f: Format,
): string {
  if (alert === 'negative') return t.negative(subtract('0', balance), f)
  if (alert === 'held_up') return t.heldUp
  if (alert === 'expiring' && nextExpiry) return t.expiring(nextExpiry.amount, nextExpiry.at, f)
  return isZero(available) ? t.none : t.low(available, runway ? runway.seconds * SECOND : undefined, f)
}
