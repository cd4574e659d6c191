import type { Balance } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { CreditElement } from '../foundation/credit-element.ts'
import { cssVariables } from '../foundation/css-variables.ts'
import { property } from '../foundation/decorators.ts'
import { emit } from '../foundation/events/emit.ts'
import { isNegative, isZero, share } from '../foundation/format/decimal.ts'
import { Later } from '../foundation/later.ts'
import { enBalance } from '../foundation/localize/en/balance.ts'
import { meterStyles } from '../foundation/meter.ts'
import { requestTopUp } from '../foundation/requests.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { renderStates } from '../foundation/states.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { firstColors, tokensOf } from '../foundation/styles/first-tokens.ts'
import { states } from '../foundation/styles/states.ts'
import { byCategory } from './by-category.ts'
import { balanceStyles } from './credit-balance.styles.ts'
import type { BalanceExtras } from './later/extras.ts'
import { facts } from './facts.ts'
import { placeholder } from './placeholder.ts'
import type { Figures } from './placeholder.ts'

const extras = new Later(() => import('./later/extras.ts'))

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
    tokensOf('balance', firstColors),
    base,
    button,
    states,
    meterStyles,
    balanceStyles,
  ]

  readonly #balance = new ResourceController(this, (client, query) => client.balance(query))
  #previous: Balance | undefined
  #extras: BalanceExtras | undefined
  #whole = false

  /** `utilisation` shows what is used of what was granted; `compact` is one line, for a menu or a header. */
  @property({ reflect: true }) variant: 'utilisation' | 'compact' | undefined

  /** Leaves the button out. */
  @property({ type: Boolean, attribute: 'without-action' }) withoutAction = false

  /** @internal */
  override get whole(): boolean {
    return super.whole && (this.#whole ||= !!(this.#extras ?? extras.error))
  }

  protected override willUpdate(): void {
    if (extras.part) this.#extras ??= new extras.part.BalanceExtras(this)
  }

  protected override updated(): void {
    extras.for(this)
    const balance = this.#balance.data
    const previous = this.#previous
    this.#previous = balance
    if (!balance) return
    this.#extras?.updated(balance, previous)
    if (!previous || balance.available === previous.available) return
    emit(this, 'credit-balance-changed', { balance, previous })
    // Where they did not come: what has just come says that the network is there.
    extras.prefetch()
  }

  get #messages(): typeof enBalance {
    return this.scope.messages('balance', enBalance)
  }

  /** Whether the balance says more than figures, so that it waits for what else there is to say. */
  #needsExtras({ available, held, pending, lowThreshold }: Balance): boolean {
    const { variant } = this
    if (variant === 'compact') return false
    const some = !isNegative(available) && !isZero(available)
    const plain = some && share(available, lowThreshold ?? available) === 1 && isZero(held) && isZero(pending)
    return !plain || !!variant
  }

  #addButton(kind: string): TemplateResult | undefined {
    if (this.withoutAction) return undefined
    return html`<button class="button add ${kind}" part="add" @click=${() => requestTopUp(this)}>
      ${this.#messages.addCredits}
    </button>`
  }

  #number(amount: string): TemplateResult {
    const text = this.scope.format.credits(amount)
    return html`<span
        class="number figure"
        aria-hidden="true"
        .style=${cssVariables({ '--length': text.length })}
        >${text}</span
      ><span class="hidden">${text}</span>`
  }

  #compact({ available }: Figures): TemplateResult {
    return html`<div class="compact ${isNegative(available) ? 'negative' : ''}" part="amount">
      <span>
        ${this.#number(available)}
        <small class="muted">${this.#messages.left(available, this.scope.format)}</small>
      </span>
      ${this.#addButton('small ghost')}
    </div>`
  }

  /** `balance` where there is one, and not only the outline of its figures. */
  #card(figures: Figures, balance?: Balance): TemplateResult {
    const t = this.#messages
    const { format: f } = this.scope
    const more = this.#extras
    const { available, currency, value } = figures
    const negative = isNegative(available)
    const some = !negative && !isZero(available)
    return html`<div class=${negative ? 'negative' : ''}>
        <div class="row">
          <h2 class="title" part="title">${currency.name.plural}</h2>
          <slot name="badge">${balance && more?.low(balance)}</slot>
        </div>
        <div class="lead">
          <div>
            <p class="big" part="amount">${this.#number(available)}<small>${t.left(available, f)}</small></p>
            ${some && value ? html`<p class="muted">${t.worth(f.money(value))}</p>` : ''}
          </div>
          <div class="whole">
            ${(balance && more?.insteadOfMeter(balance)) ?? byCategory(figures, t, f)}
            ${balance && more?.notes(balance)}
          </div>
          ${this.#addButton('wide')}
        </div>
      </div>
      ${some ? facts(figures, t, f, more) : ''}`
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    const { data } = this.#balance
    const compact = this.variant === 'compact'
    const content = (figures: Figures, balance?: Balance): TemplateResult =>
      compact ? this.#compact(figures) : this.#card(figures, balance)
    return html`<section class=${compact ? '' : 'card'} part="card" lang=${locale} dir=${direction}>
      ${this.#extras?.announced()}
      ${renderStates(this, this.#balance, {
        skeleton: () => content(placeholder),
        content: (balance) => content(balance, balance),
        waiting: !!data && !this.whole && this.#needsExtras(data),
      })}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-balance': CreditBalance
  }
}
