import type { Balance } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { Announcer } from '../foundation/announcer.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { cssVariables } from '../foundation/css-variables.ts'
import { property, state } from '../foundation/decorators.ts'
import { emit } from '../foundation/events/emit.ts'
import { compare, isNegative, isZero } from '../foundation/format/decimal.ts'
import { enBalance } from '../foundation/localize/en/balance.ts'
import { meterStyles } from '../foundation/meter.ts'
import { movingNumber } from '../foundation/moving-number.ts'
import { requestTopUp } from '../foundation/requests.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { renderStates } from '../foundation/states.ts'
import { badge } from '../foundation/styles/badge.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { states } from '../foundation/styles/states.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { byCategory, invitation, notes, utilisation } from './breakdown.ts'
import { balanceStyles } from './credit-balance.styles.ts'
import { facts } from './facts.ts'
import { placeholder } from './placeholder.ts'

/**
 * What is left, what it is worth, how long it lasts, and a button to add more. It follows the balance
 * live: the number moves, and screen readers hear it once it rests.
 *
 * @summary The balance of one pool.
 * @tag credit-balance
 * @event credit-top-up-requested - Add credits was pressed. Cancelable: by default a connected `<credit-top-up>` opens.
 * @event credit-balance-changed - The balance shown has changed.
 * @event credit-error - The balance could not be loaded. Cancelable: by default it is shown, with a way to retry.
 * @event credit-session-expired - No session could be had.
 * @slot badge - A short status in the corner, such as "Auto-recharge on".
 * @csspart card - The whole.
 * @csspart title - Name of the currency.
 * @csspart amount - The number with its unit.
 * @csspart meter - The bar.
 * @csspart add - The button.
 * @csspart facts - How long it lasts, and what expires next.
 * @cssproperty --credit-balance-surface - Any token, for this element alone.
 */
export class CreditBalance extends CreditElement {
  static override readonly styles = [
    tokens('balance'),
    base,
    button,
    badge,
    states,
    meterStyles,
    balanceStyles,
  ]

  readonly #balance = new ResourceController(this, (client, query) => client.balance(query))
  readonly #announcer = new Announcer(this)
  #previous: Balance | undefined

  @state() private paceOpen = false

  /** `utilisation` shows what is used of what was granted; `compact` is one line, for a menu or a header. */
  @property({ reflect: true }) variant: 'utilisation' | 'compact' | undefined

  /** Leaves the button out. */
  @property({ type: Boolean, attribute: 'without-action' }) withoutAction = false

  protected override updated(_changed: PropertyValues): void {
    const balance = this.#balance.data
    const previous = this.#previous
    this.#previous = balance
    if (!balance || !previous || balance.available === previous.available) return
    emit(this, 'credit-balance-changed', { balance, previous })
    this.#announcer.say(this.#messages.announce(balance.available, this.scope.format))
  }

  get #messages(): typeof enBalance {
    return this.scope.messages('balance', enBalance)
  }

  #togglePace = (): void => {
    this.paceOpen = !this.paceOpen
  }

  #addButton(kind: string): TemplateResult | typeof nothing {
    if (this.withoutAction) return nothing
    return html`<button class="button add ${kind}" part="add" @click=${() => requestTopUp(this)}>
      ${this.#messages.addCredits}
    </button>`
  }

  #number(amount: string): TemplateResult {
    const { format } = this.scope
    const write = (value: string): string => format.credits(value)
    const text = write(amount)
    return html`<span
        class="number figure"
        aria-hidden="true"
        ${cssVariables({ '--length': text.length })}
        ${movingNumber(amount, write)}
      ></span
      ><span class="hidden">${text}</span>`
  }

  #compact({ available }: Balance): TemplateResult {
    return html`<div class="compact ${isNegative(available) ? 'negative' : ''}" part="amount">
      <span>
        ${this.#number(available)}
        <small class="muted">${this.#messages.left(available, this.scope.format)}</small>
      </span>
      ${this.#addButton('small ghost')}
    </div>`
  }

  #card(balance: Balance): TemplateResult {
    const t = this.#messages
    const { format: f } = this.scope
    const { available, currency, lowThreshold, value } = balance
    const negative = isNegative(available)
    const some = !negative && !isZero(available)
    const low = some && lowThreshold !== null && compare(available, lowThreshold) < 0
    const breakdown = !some ? invitation : this.variant === 'utilisation' ? utilisation : byCategory
    return html`<div class=${negative ? 'negative' : ''}>
        <div class="row">
          <h2 class="title" part="title">${currency.name.plural}</h2>
          <slot name="badge">${low ? html`<span class="badge warn">${t.low}</span>` : nothing}</slot>
        </div>
        <div class="lead">
          <div>
            <p class="big" part="amount">${this.#number(available)}<small>${t.left(available, f)}</small></p>
            ${some && value ? html`<p class="muted">${t.worth(f.money(value))}</p>` : nothing}
          </div>
          <div class="whole">${breakdown(balance, t, f)} ${notes(balance, t, f)}</div>
          ${this.#addButton('wide')}
        </div>
      </div>
      ${some ? facts(balance, { messages: t, format: f, open: this.paceOpen, toggle: this.#togglePace }) : nothing}`
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    const compact = this.variant === 'compact'
    const content = (balance: Balance): TemplateResult =>
      compact ? this.#compact(balance) : this.#card(balance)
    return html`<section class=${compact ? '' : 'card'} part="card" lang=${locale} dir=${direction}>
      ${this.#announcer.region()}
      ${renderStates(this, this.#balance, { skeleton: () => content(placeholder), content })}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-balance': CreditBalance
  }
}
