import type { Balance } from '@creditkit/sdk'
import { html, nothing, svg } from 'lit'
import type { TemplateResult } from 'lit'
import { ClockController } from '../foundation/clock.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { emit } from '../foundation/events/emit.ts'
import { isZero, subtract } from '../foundation/format/decimal.ts'
import { SECOND } from '../foundation/format/format.ts'
import { enAlert } from '../foundation/localize/en/alert.ts'
import { requestTopUp } from '../foundation/requests.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { badge } from '../foundation/styles/badge.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { alertStyles } from './credit-alert.styles.ts'
import { decide } from './decide.ts'
import type { Alert } from './decide.ts'

const triangle = svg`<path d="M9 2.8 16 15H2L9 2.8zM9 7.4v3.4M9 12.9v.01"/>`
const hourglass = svg`<circle cx="9" cy="9" r="6.6"/><path d="M9 5.4V9l2.4 1.7"/>`
const cross = svg`<path d="M4 4l8 8M12 4l-8 8"/>`

/**
 * Says when the balance is low, negative, held up, or when credits are about to expire, and offers the
 * way on. There is nothing to see while all is well. It does not flicker: a low balance is low until it
 * is ten percent above its threshold.
 *
 * @summary A banner that comes when it is needed.
 * @tag credit-alert
 * @event credit-alert-changed - An alert has appeared or gone.
 * @event credit-top-up-requested - Add credits was pressed. Cancelable: by default a connected `<credit-top-up>` opens.
 * @event credit-error - The balance could not be loaded. There is nothing to see then.
 * @csspart alert - The banner.
 * @csspart add - The button.
 * @cssproperty --credit-alert-warn-soft - Any token, for this element alone.
 */
export class CreditAlert extends CreditElement {
  static override readonly styles = [tokens('alert'), base, button, badge, alertStyles]

  readonly #balance = new ResourceController(this, (client, query) => client.balance(query))
  #alert: Alert | undefined
  #dismissed: Alert | undefined

  /** Below it the balance is low, as a decimal. Otherwise the currency's own threshold. */
  @property({ attribute: 'low-threshold' }) lowThreshold: string | undefined

  /** How many days before credits expire to say so; 0: never. */
  @property({ type: Number, attribute: 'expiring-within' }) expiringWithin = 7

  /** Offers to hide the alert, until there is another one. */
  @property({ type: Boolean }) dismissible = false

  constructor() {
    super()
    this.addController(new ClockController(this))
  }

  #current(): Alert | undefined {
    const { data } = this.#balance
    if (!data || !this.scope.ready) return undefined
    const { lowThreshold, expiringWithin } = this
    return decide(data, { lowThreshold, expiringWithin }, this.#alert, Date.now())
  }

  protected override updated(): void {
    const alert = this.#current()
    this.toggleAttribute('quiet', alert === undefined || alert === this.#dismissed)
    if (alert === this.#alert) return
    this.#alert = alert
    this.#dismissed = undefined
    emit(this, 'credit-alert-changed', { alert })
  }

  #dismiss(alert: Alert): void {
    this.#dismissed = alert
    this.requestUpdate()
  }

  #text(alert: Alert, { available, balance, nextExpiry, runway }: Balance): string {
    const t = this.scope.messages('alert', enAlert)
    const { format } = this.scope
    if (alert === 'negative') return t.negative(subtract('0', balance), format)
    if (alert === 'held_up') return t.heldUp
    if (alert === 'expiring' && nextExpiry) return t.expiring(nextExpiry.amount, nextExpiry.at, format)
    return isZero(available) ? t.none : t.low(available, runway ? runway.seconds * SECOND : undefined, format)
  }

  #banner(alert: Alert, balance: Balance): TemplateResult {
    const t = this.scope.messages('alert', enAlert)
    const grave = alert === 'negative' || isZero(balance.available)
    const waits = alert === 'expiring' || alert === 'held_up'
    return html`<div class="alert ${grave && !waits ? 'bad' : 'warn'}" part="alert">
      <svg viewBox="0 0 18 18" aria-hidden="true">${waits ? hourglass : triangle}</svg>
      <p>${this.#text(alert, balance)}</p>
      ${
        waits
          ? nothing
          : html`<button class="button small" part="add" @click=${() => requestTopUp(this)}>
              ${t.addCredits}
            </button>`
      }
      ${
        this.dismissible
          ? html`<button class="dismiss" aria-label=${t.dismiss} @click=${() => this.#dismiss(alert)}>
              <svg viewBox="0 0 16 16" aria-hidden="true">${cross}</svg>
            </button>`
          : nothing
      }
    </div>`
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    const alert = this.#current()
    const { data } = this.#balance
    const shown = data && alert && alert !== this.#dismissed
    return html`<div role="status" lang=${locale} dir=${direction}>
      ${shown ? this.#banner(alert, data) : nothing}
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-alert': CreditAlert
  }
}
