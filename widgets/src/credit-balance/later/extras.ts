/**
 * What `<credit-balance>` has besides its figures: it comes in a file of its own, beside the first of them. A balance
 * that is not told without waits for it; where it does not come, the figures stand alone.
 */
import type { Balance } from '@creditkit/sdk'
import { html, svg } from 'lit'
import type { TemplateResult } from 'lit'
import { Announcer } from '../../foundation/announcer.ts'
import { compare } from '../../foundation/format/arithmetic.ts'
import { isNegative, isZero } from '../../foundation/format/decimal.ts'
import { adopt } from '../../foundation/later.ts'
import { enBalanceExtras } from '../../foundation/localize/en/later/balance-extras.ts'
import { MovingNumber } from '../../foundation/moving-number.ts'
import { badge } from '../../foundation/styles/badge.ts'
import { meterBesides } from '../../foundation/styles/later/meter-besides.ts'
import { invitation, notes, utilisation } from './breakdown.ts'
import type { CreditBalance } from '../credit-balance.ts'
import { extrasStyles } from './extras.styles.ts'

const info = svg`<circle cx="8" cy="8" r="6.2"/><path d="M8 7.4v3.4M8 5.1v.01"/>`

export class BalanceExtras {
  readonly #host: CreditBalance
  readonly #announcer: Announcer
  readonly #number = new MovingNumber()
  #paceOpen = false

  constructor(host: CreditBalance) {
    this.#host = host
    this.#announcer = new Announcer(host)
    for (const styles of [badge, meterBesides, extrasStyles]) adopt(host, styles)
  }

  get #messages(): typeof enBalanceExtras {
    return this.#host.scope.messages('balance', enBalanceExtras)
  }

  /** To be told after each update: lets the number run to what it is now, and has it read out once it rests. */
  updated({ available }: Balance, previous: Balance | undefined): void {
    const { renderRoot, scope } = this.#host
    const { format } = scope
    const number = renderRoot.querySelector<HTMLElement>('.number')
    if (number) this.#number.show(number, available, (amount) => format.credits(amount))
    if (!previous || previous.available === available) return
    this.#announcer.say(this.#messages.announce(available, format))
  }

  /** Where it is read out. */
  announced(): TemplateResult {
    return this.#announcer.region()
  }

  /** A badge for a balance below its threshold. */
  low({ available, lowThreshold }: Balance): TemplateResult | undefined {
    if (lowThreshold === null || isNegative(available) || isZero(available)) return undefined
    if (compare(available, lowThreshold) >= 0) return undefined
    return html`<span class="badge warn">${this.#messages.low}</span>`
  }

  /** What stands in place of the meter by category: why nothing is left, or what is used of what was granted. */
  insteadOfMeter(balance: Balance): TemplateResult | undefined {
    const { scope, variant } = this.#host
    if (isNegative(balance.available) || isZero(balance.available)) {
      return invitation(balance, this.#messages, scope.format)
    }
    return variant === 'utilisation' ? utilisation(balance, this.#messages, scope.format) : undefined
  }

  notes(balance: Balance): TemplateResult | undefined {
    return notes(balance, this.#messages, this.#host.scope.format)
  }

  /** Opens how the time was worked out that the credits last. */
  how(): TemplateResult {
    return html`<button
      class="how"
      aria-label=${this.#messages.how}
      aria-expanded=${this.#paceOpen}
      aria-controls="pace"
      @click=${this.#togglePace}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">${info}</svg>
    </button>`
  }

  pace(runway: NonNullable<Balance['runway']>): TemplateResult {
    return html`<p id="pace" class="faint" ?hidden=${!this.#paceOpen}>
      ${this.#messages.pace(runway, this.#host.scope.format)}
    </p>`
  }

  #togglePace = (): void => {
    this.#paceOpen = !this.#paceOpen
    this.#host.requestUpdate()
  }
}
