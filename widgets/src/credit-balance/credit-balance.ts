import type { Balance } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { emit } from '../foundation/events/emit.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { renderStates } from '../foundation/states.ts'
import { base } from '../foundation/styles/base.ts'
import { buttonFrame } from '../foundation/styles/button-frame.ts'
import { outlineColors, tokensOf } from '../foundation/styles/first-tokens.ts'
import { states } from '../foundation/styles/states.ts'
import { frameStyles } from './frame.styles.ts'
import type { BalanceBody } from './later/balance-body.ts'
import { outline } from './outline.ts'
import { body } from './parts.ts'

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
    tokensOf('balance', outlineColors),
    base,
    buttonFrame,
    states,
    frameStyles,
  ]

  readonly #balance = new ResourceController(this, (client, query) => client.balance(query))
  #previous: Balance | undefined
  #body: BalanceBody | undefined

  /** `utilisation` shows what is used of what was granted; `compact` is one line, for a menu or a header. */
  @property({ reflect: true }) variant: 'utilisation' | 'compact' | undefined

  /** Leaves the button out. */
  @property({ type: Boolean, attribute: 'without-action' }) withoutAction = false

  protected override willUpdate(): void {
    if (body.part) this.#body ??= new body.part.BalanceBody(this, this.#balance)
  }

  protected override updated(): void {
    body.for(this)
    const { data: balance } = this.#balance
    const previous = this.#previous
    this.#previous = balance
    if (!balance) return
    this.#body?.updated(balance, previous)
    if (previous && balance.available !== previous.available) {
      emit(this, 'credit-balance-changed', { balance, previous })
    }
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    return html`<section
      class=${this.variant === 'compact' ? '' : 'card'}
      part="card"
      lang=${locale}
      dir=${direction}
    >
      ${this.#body?.announced()}
      ${renderStates(this, this.#balance, {
        skeleton: () => outline(this),
        content: (balance) => this.#body?.render(balance),
        part: body,
      })}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-balance': CreditBalance
  }
}
