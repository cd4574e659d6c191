import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { ClockController } from '../foundation/clock.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { emit } from '../foundation/events/emit.ts'
import { renderLater } from '../foundation/later.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { alertStyles } from './credit-alert.styles.ts'
import { decide } from './decide.ts'
import type { Alert } from './decide.ts'
import { banner } from './parts.ts'

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
  static override readonly styles = [tokens('alert'), base, button, alertStyles]

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
    this.toggleAttribute('quiet', !this.#shown(alert) || !(banner.part ?? banner.error))
    if (alert === this.#alert) return
    this.#alert = alert
    this.#dismissed = undefined
    emit(this, 'credit-alert-changed', { alert })
  }

  #shown(alert: Alert | undefined): alert is Alert {
    return alert !== undefined && alert !== this.#dismissed
  }

  #dismiss(alert: Alert | undefined): void {
    this.#dismissed = alert
    this.requestUpdate()
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    const alert = this.#current()
    const { data } = this.#balance
    const dismiss = this.dismissible ? (): void => this.#dismiss(alert) : undefined
    return html`<div role="status" tabindex="-1" lang=${locale} dir=${direction}>
      ${
        data && this.#shown(alert)
          ? renderLater(
              this,
              banner,
              (part) => part.alertBanner(this, alert, data, dismiss),
              () => html``,
            )
          : nothing
      }
    </div>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-alert': CreditAlert
  }
}
