import type { Catalogue } from '@creditkit/sdk'
import { html, nothing, svg } from 'lit'
import type { TemplateResult } from 'lit'
import { Announcer } from '../foundation/announcer.ts'
import { choice } from '../foundation/choice.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { FocusKeeper } from '../foundation/focus-keeper.ts'
import { enTopUp } from '../foundation/localize/en/top-up.ts'
import { RequestController } from '../foundation/requests.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { renderStates } from '../foundation/states.ts'
import { badge } from '../foundation/styles/badge.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { field } from '../foundation/styles/field.ts'
import { states } from '../foundation/styles/states.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { ChoiceController } from './choice-controller.ts'
import { topUpStyles } from './credit-top-up.styles.ts'
import { EmbeddedController } from './embedded-controller.ts'
import { packages } from './packages.ts'
import { placeholder, placeholderOffer } from './placeholder.ts'
import { progress } from './progress.ts'
import { progressStyles } from './progress.styles.ts'
import { PurchaseController } from './purchase-controller.ts'
import { summary } from './summary.ts'

/** A currency of money by its code, which is what its users know it by. */
const named = (code: string): [string, string] => [code, code.toUpperCase()]
const cross = svg`<path d="M4 4l8 8M12 4l-8 8"/>`

/**
 * Sells credits: a package or an amount of one's own, what it comes to, and the way to the payment page.
 * On return it waits for the credits, not for the redirect, and says where the payment stands.
 *
 * @summary Choose, pay, and see the credits arrive.
 * @tag credit-top-up
 * @event credit-checkout-requested - The payment page is about to open. Cancelable: by default the browser goes there.
 * @event credit-top-up-completed - The credits are in the balance.
 * @event credit-top-up-failed - The order could not be started, failed or expired.
 * @event credit-top-up-cancelled - The person came back without paying.
 * @event credit-error - Something could not be loaded. Cancelable: by default it is shown, with a way to retry.
 * @slot checkout - Where the embedded payment page is put. Not for hosts.
 * @csspart card - The whole.
 * @csspart packages - The choice.
 * @csspart package - One package.
 * @csspart summary - What it comes to.
 * @csspart pay - The button.
 * @csspart progress - The order on its way.
 * @cssproperty --credit-top-up-surface - Any token, for this element alone.
 */
export class CreditTopUp extends CreditElement {
  static override readonly styles = [
    tokens('top-up'),
    base,
    button,
    badge,
    field,
    states,
    topUpStyles,
    progressStyles,
  ]

  readonly #catalogue = new ResourceController(this, (client, { currency }) =>
    client.catalogue({
      ...(currency && { currency }),
      ...(this.moneyCurrency && { moneyCurrency: this.moneyCurrency }),
    }),
  )
  readonly #balance = new ResourceController(this, (client, query) => client.balance(query))
  readonly #purchase = new PurchaseController(this)
  readonly #choice = new ChoiceController(this, () => this.#catalogue.data)
  readonly #embedded = new EmbeddedController(this, this.#purchase.check)
  readonly #announcer = new Announcer(this)
  #said = ''

  /** `dialog` keeps it out of sight until `show()` is called or credits are asked for. */
  @property({ reflect: true }) mode: 'dialog' | undefined

  /** `embedded` shows the payment page inside, where that is possible. Needs `publishableKey`. */
  @property() checkout: 'hosted' | 'embedded' = 'hosted'

  /** Stripe's publishable key, for the embedded payment page. */
  @property({ attribute: 'publishable-key' }) publishableKey: string | undefined

  /** The currency of money to pay in: `usd`. Otherwise the server's choice. */
  @property({ attribute: 'money-currency' }) moneyCurrency: string | undefined

  constructor() {
    super()
    this.addController(new RequestController(this, () => this.show()))
    this.addController(new FocusKeeper(this))
  }

  /** Opens the dialog, or scrolls to the section and puts the focus into it. */
  show(): void {
    const dialog = this.#dialog
    if (dialog) {
      if (!dialog.open) dialog.showModal()
      return
    }
    this.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
    const first = (selector: string): HTMLElement | null | undefined =>
      this.shadowRoot?.querySelector<HTMLElement>(selector)
    const target = first('input:checked') ?? first('h3') ?? first('h2')
    target?.focus({ preventScroll: true })
  }

  /** Closes the dialog. */
  hide = (): void => {
    this.#dialog?.close()
  }

  protected override updated(): void {
    const { active, returned, stage } = this.#purchase
    if (returned && !this.#dialog?.open && !this.#said) this.show()
    const said = active ? this.#messages.stageTitle(stage) : ''
    if (said && said !== this.#said) this.#announcer.say(said)
    this.#said = said
  }

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.shadowRoot?.querySelector('dialog')
  }

  get #messages(): typeof enTopUp {
    return this.scope.messages('topUp', enTopUp)
  }

  #pay = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.#choice.problem) this.shadowRoot?.querySelector<HTMLElement>('[inputmode]')?.focus()
    const request = this.#choice.confirm()
    if (!request) return
    const modes = this.#catalogue.data?.checkoutModes ?? []
    const embedded = this.checkout === 'embedded' && this.publishableKey && modes.includes('embedded')
    await this.#purchase.start(request, embedded ? 'embedded' : 'hosted')
    if (embedded) await this.#carryOn()
    // What could not be bought may have left the catalogue.
    if (this.#purchase.error) this.#catalogue.refresh()
  }

  /** To the payment page of the open order; to a hosted one where the embedded one cannot be shown. */
  async #carryOn(): Promise<void> {
    const { order, stage } = this.#purchase
    if (!order || stage !== 'open') return
    if (order.checkoutUrl) return this.#purchase.openCheckout()
    if (await this.#embedded.show(order, this.publishableKey ?? '')) return
    const { request } = this.#choice
    if (request) await this.#purchase.start(request, 'hosted')
  }

  #startAgain = (): void => {
    this.#embedded.hide()
    this.#purchase.dismiss()
  }

  #form(catalogue: Catalogue, offer = this.#choice.offer): TemplateResult {
    const t = this.#messages
    const { format } = this.scope
    const { busy, error } = this.#purchase
    const failed = error ?? this.#choice.error
    const { packages: onSale, custom, moneyCurrencies, moneyCurrency, promotionCodes } = catalogue
    if (!onSale.length && !custom) return html`<p class="muted nothing">${t.nothingOnSale}</p>`
    return html`<form class="form" novalidate @submit=${this.#pay}>
      ${
        moneyCurrencies.length > 1
          ? choice(t.money, moneyCurrency, moneyCurrencies.map(named), (code) => (this.moneyCurrency = code))
          : nothing
      }
      ${packages(catalogue, { messages: t, format, choice: this.#choice })}
      ${summary({
        messages: t,
        format,
        offer,
        balance: this.#balance.data?.balance,
        busy,
        failure: failed && t.failure(failed.code),
        promotionCodes,
      })}
    </form>`
  }

  #progress(): TemplateResult {
    const { order, stage, busy } = this.#purchase
    return html`<slot name="checkout" ?hidden=${!this.#embedded.open}></slot> ${
        this.#embedded.open && stage === 'open'
          ? nothing
          : progress({
              messages: this.#messages,
              format: this.scope.format,
              order,
              stage,
              busy,
              balance: this.#balance.data?.balance,
              dialog: this.mode === 'dialog',
              carryOn: () => void this.#carryOn(),
              startAgain: this.#startAgain,
              close: this.hide,
            })
      }`
  }

  override render(): TemplateResult {
    const t = this.#messages
    const { locale, direction } = this.scope
    const dialog = this.mode === 'dialog'
    const card = html`<section
      class="card"
      part="card"
      lang=${locale}
      dir=${direction}
      aria-labelledby="title"
    >
      ${this.#announcer.region()}
      <div class="row">
        <h2 id="title" tabindex="-1">${t.title}</h2>
        ${
          dialog
            ? html`<button class="close" type="button" aria-label=${t.close} @click=${this.hide}>
                <svg viewBox="0 0 16 16" aria-hidden="true">${cross}</svg>
              </button>`
            : nothing
        }
      </div>
      ${
        this.#purchase.active && this.scope.ready
          ? this.#progress()
          : renderStates(this, this.#catalogue, {
              skeleton: () => this.#form(placeholder, placeholderOffer),
              content: (catalogue) => this.#form(catalogue),
            })
      }
    </section>`
    if (!dialog) return card
    // A click on the dialog itself, and not on what is in it, is one beside the card.
    const beside = ({ target, currentTarget }: Event): void => {
      if (target === currentTarget) this.hide()
    }
    return html`<dialog aria-label=${t.title} @click=${beside}><div class="frame">${card}</div></dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-top-up': CreditTopUp
  }
}
