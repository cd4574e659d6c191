import type { Catalogue } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { ageNote } from '../foundation/age.ts'
import { Announcer } from '../foundation/announcer.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { enCommon } from '../foundation/localize/en/common.ts'
import { enTopUp } from '../foundation/localize/en/top-up.ts'
import { formatFor } from '../foundation/format/format.ts'
import { renderLater } from '../foundation/later.ts'
import { RequestController } from '../foundation/requests.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { renderStates } from '../foundation/states.ts'
import { badge } from '../foundation/styles/badge.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { link } from '../foundation/styles/link.ts'
import { field } from '../foundation/styles/field.ts'
import { states } from '../foundation/styles/states.ts'
import { tokens } from '../foundation/styles/tokens.ts'
import { buying } from './parts.ts'
import { CardsController } from './cards-controller.ts'
import { ChoiceController } from './choice-controller.ts'
import { topUpStyles } from './credit-top-up.styles.ts'
import { closeButton, inDialog } from './dialog.ts'
import { form } from './form.ts'
import { placeholder, placeholderOffer, progressBones } from './placeholder.ts'
import { PurchaseLater } from './purchase-later.ts'

/**
 * Sells credits: a package or an amount of one's own, what it comes to, and the way to the payment page, or one
 * click with a saved card.
 * On return it waits for the credits, not for the redirect, and says where the payment stands.
 *
 * @summary Choose, pay, and see the credits arrive.
 * @tag credit-top-up
 * @event credit-checkout-requested - The payment page, or the bank's where it wants to confirm, is about to open. Cancelable: by default the browser goes there.
 * @event credit-top-up-completed - The credits are in the balance.
 * @event credit-top-up-failed - The order could not be started, failed or expired.
 * @event credit-top-up-cancelled - The person came back without paying.
 * @event credit-error - Something could not be loaded. Cancelable: by default it is shown, with a way to retry.
 * @slot checkout - Where the embedded payment page is put. Not for hosts.
 * @csspart card - The whole.
 * @csspart packages - The choice.
 * @csspart package - One package.
 * @csspart summary - What it comes to.
 * @csspart ways - The ways to pay, where cards are saved.
 * @csspart pay - The button.
 * @csspart progress - The order on its way.
 * @cssproperty --credit-top-up-surface - Any token, for this element alone.
 */
export class CreditTopUp extends CreditElement {
  static override readonly styles = [tokens('top-up'), base, button, link, badge, field, states, topUpStyles]

  readonly #catalogue = new ResourceController(this, (client, { currency }) =>
    client.catalogue({
      ...(currency && { currency }),
      ...(this.moneyCurrency && { moneyCurrency: this.moneyCurrency }),
    }),
  )
  readonly #balance = new ResourceController(this, (client, query) => client.balance(query))
  readonly #cards = new CardsController(this)
  readonly #choice = new ChoiceController(this, () => this.#catalogue.data)
  readonly #purchase = new PurchaseLater({
    host: this,
    choice: this.#choice,
    cards: this.#cards,
    catalogue: this.#catalogue,
    balance: this.#balance,
  })
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
  }

  /** Opens the dialog, or scrolls to the section and puts the focus into it. */
  show(): void {
    this.#purchase.purchase?.renew()
    this.#open()
  }

  #open(): void {
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
    if (this.#purchase.returned && this.scope.client) {
      this.#purchase.returned = false
      this.#open()
    }
    const said = this.#purchase.purchase?.title ?? ''
    if (said !== this.#said) this.#announcer.say(said)
    this.#said = said
  }

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.shadowRoot?.querySelector('dialog')
  }

  get #messages(): typeof enTopUp {
    return this.scope.messages('topUp', enTopUp)
  }

  #showWays = async (): Promise<void> => {
    this.#cards.show()
    await this.updateComplete
    this.shadowRoot?.querySelector<HTMLElement>('.ways input:checked')?.focus()
  }

  #form(catalogue: Catalogue, offer = this.#choice.offer): TemplateResult {
    const { purchase, loading, error, pay } = this.#purchase
    return form(catalogue, {
      host: this,
      messages: this.#messages,
      format: formatFor(this.scope.locale),
      choice: this.#choice,
      cards: this.#cards,
      busy: loading || purchase?.busy === true,
      failure: error
        ? this.scope.messages('common', enCommon).problem(error)
        : (purchase?.failure ?? this.#choice.custom?.failure),
      offer,
      balance: this.#balance.data?.balance,
      pay: (event) => void pay(event),
      payIn: (code) => (this.moneyCurrency = code),
      showWays: () => void this.#showWays(),
    })
  }

  #body(): unknown {
    const { purchase, waiting } = this.#purchase
    const active = purchase ? purchase.active : waiting
    if (active && this.scope.ready) {
      return renderLater(
        this,
        buying,
        () => purchase?.render(),
        () => progressBones(this.#messages),
      )
    }
    return renderStates(this, this.#catalogue, {
      skeleton: () => this.#form(placeholder, placeholderOffer),
      content: (catalogue) => [this.#form(catalogue), ageNote(this, this.#catalogue)],
      waiting: !this.#cards.settled,
    })
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
        ${dialog ? closeButton(t.close, this.hide) : nothing}
      </div>
      ${this.#body()}
    </section>`
    return dialog ? inDialog(card, t.title, this.hide) : card
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-top-up': CreditTopUp
  }
}
