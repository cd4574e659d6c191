import type { Check } from '@creditkit/sdk'
import { html } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { emit } from '../foundation/events/emit.ts'
import { formatFor } from '../foundation/format/format.ts'
import { enGate } from '../foundation/localize/en/gate.ts'
import { requestTopUp } from '../foundation/requests.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { gateStyles } from './credit-gate.styles.ts'

/**
 * Shows its content where there are credits enough for a feature, and what to do where there are not.
 * It follows balance and rate live.
 *
 * It guards the screen, not the feature: the host's backend consumes, and is refused. So where the answer
 * cannot be had, the content is shown.
 *
 * @summary Content for those who have the credits for it.
 * @tag credit-gate
 * @slot - What the credits are for.
 * @slot blocked - Shown instead of the built-in explanation.
 * @event credit-gate-changed - The gate has opened or closed.
 * @event credit-top-up-requested - Add credits was pressed. Cancelable: by default a connected `<credit-top-up>` opens.
 * @event credit-error - The answer could not be had.
 * @csspart card - The built-in explanation.
 * @csspart add - The button.
 * @cssproperty --credit-gate-surface - Any token, for this element alone.
 */
export class CreditGate extends CreditElement {
  static override readonly styles = [tokens('gate'), base, button, gateStyles]

  readonly #check = new ResourceController(this, (client, query) =>
    this.feature
      ? client.checkResource({
          ...query,
          feature: this.feature,
          ...(this.quantity && { quantity: this.quantity }),
        })
      : undefined,
  )
  #allowed: boolean | undefined
  #focusInside = false

  /** Id of the feature. */
  @property() feature: string | undefined

  /** How much of it, as a decimal; 1 where left out. */
  @property() quantity: string | undefined

  protected override update(changed: PropertyValues): void {
    this.#focusInside = this.matches(':focus-within')
    super.update(changed)
  }

  protected override updated(): void {
    const check = this.#check.data
    if (!check || check.allowed === this.#allowed) return
    const closed = this.#allowed && !check.allowed
    this.#allowed = check.allowed
    // What had the focus is hidden now.
    if (closed && this.#focusInside) this.shadowRoot?.querySelector<HTMLElement>('h2')?.focus()
    emit(this, 'credit-gate-changed', { allowed: check.allowed, check })
  }

  #blocked({ cost, available }: Check): TemplateResult {
    const t = this.scope.messages('gate', enGate)
    return html`<section class="card" part="card">
      <h2 tabindex="-1">${t.title}</h2>
      <p class="muted">${t.explain(cost, available, formatFor(this.scope.locale))}</p>
      <button class="button" part="add" @click=${() => requestTopUp(this)}>${t.addCredits}</button>
    </section>`
  }

  override render(): TemplateResult {
    const { locale, direction, ready } = this.scope
    const { data, status } = this.#check.snapshot
    const blocked = data !== undefined && !data.allowed && ready
    const waiting = data === undefined && status !== 'error' && !(status === 'idle' && this.alone)
    return html`<div class="content" ?hidden=${blocked} .inert=${waiting} aria-busy=${waiting}>
        <slot></slot>
      </div>
      <div role="status" lang=${locale} dir=${direction}>
        ${blocked ? html`<slot name="blocked">${this.#blocked(data)}</slot>` : ''}
      </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-gate': CreditGate
  }
}
