/** What may stand between the number and the button besides the meter by category, or in its place. */
import { html, svg } from 'lit'
import type { SVGTemplateResult, TemplateResult } from 'lit'
import { add, subtract } from '../../foundation/format/arithmetic.ts'
import { isNegative, isZero, share } from '../../foundation/format/decimal.ts'
import type { Format } from '../../foundation/format/format.ts'
import type { enBalance } from '../../foundation/localize/en/later/balance.ts'
import { meter } from './meter.ts'
import type { Figures } from './placeholder.ts'

const clock = svg`<circle cx="8" cy="8" r="6.2"/><path d="M8 4.6V8l2.2 1.6"/>`
const minus = svg`<circle cx="8" cy="8" r="6.2"/><path d="M5 8h6"/>`
const incoming = svg`<path d="M8 2.5v10M3.8 8.6 8 12.7l4.2-4.1"/>`

type T = typeof enBalance

/** Used of granted. */
export function utilisation({ granted, used }: Figures, t: T, f: Format): TemplateResult {
  const part = share(used, granted)
  return html`${meter([{ kind: 'used', share: part }])}
    <p class="legend row"><span>${t.usedOf(used, granted, f)}</span><span>${f.percent(part)}</span></p>`
}

/** For a balance that is not above zero: why, and what to do. */
export function invitation({ available, balance, granted, held }: Figures, t: T, f: Format): TemplateResult {
  const text = isNegative(balance)
    ? t.negative(subtract('0', available), f)
    : !isZero(held)
      ? t.allHeld
      : isZero(granted)
        ? t.empty
        : t.usedUp
  return html`<p class="invitation ${isNegative(available) ? 'negative' : ''}">${text}</p>`
}

const note = (icon: SVGTemplateResult, text: string): TemplateResult =>
  html`<li><svg viewBox="0 0 16 16" aria-hidden="true">${icon}</svg>${text}</li>`

/** Held, owed and pending credits, told apart by words and by sign. */
export function notes(figures: Figures, t: T, f: Format): TemplateResult | undefined {
  const { held, pending } = figures
  const owed = owedBesides(figures)
  if ([held, owed, pending].every(isZero)) return undefined
  return html`<ul class="notes" part="notes">
    ${isZero(held) ? undefined : note(clock, t.held(held, f))}
    ${isZero(owed) ? undefined : note(minus, t.owed(owed, f))}
    ${isZero(pending) ? undefined : note(incoming, t.pending(pending, f))}
  </ul>`
}

/** What is owed beside credits that are left, as after a refund of some that were used. Below zero the invitation says it. */
function owedBesides({ balance, byCategory }: Figures): string {
  if (isNegative(balance)) return '0'
  return subtract(
    byCategory.reduce((sum, { remaining }) => add(sum, remaining), '0'),
    balance,
  )
}
