/** From the press on the button to the credits: the order, the page to pay on, and how far it has come. */
import type { Amount, Balance, Catalogue, QuoteRequest } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CreditElement } from '../../foundation/credit-element.ts'
import { formatFor } from '../../foundation/format/format.ts'
import { enTopUp } from '../../foundation/localize/en/top-up.ts'
import { enBuying } from '../../foundation/localize/en/later/top-up.ts'
import type { Messages } from '../../foundation/localize/messages.ts'
import type { ResourceController } from '../../foundation/resource-controller.ts'
import type { CardsController } from '../cards-controller.ts'
import type { ChoiceController } from '../choice-controller.ts'
import type { ReturnedOrder } from '../return.ts'
import { EmbeddedController } from './embedded-controller.ts'
import { progress } from './progress.ts'
import { PurchaseController } from './purchase-controller.ts'
import { isOpen } from './stage.ts'

export interface PurchaseContext {
  host: CreditElement & {
    mode: 'dialog' | undefined
    checkout: 'hosted' | 'embedded'
    publishableKey: string | undefined
    hide: () => void
  }
  choice: ChoiceController
  cards: CardsController
  catalogue: ResourceController<Catalogue>
  balance: ResourceController<Balance>
  /** The order that the customer has come back from, once. */
  takeReturned: () => ReturnedOrder | undefined
}

export class Purchase {
  readonly #order: PurchaseController
  readonly #embedded: EmbeddedController
  #grantedAt: string | undefined
  private readonly context: PurchaseContext

  constructor(context: PurchaseContext) {
    this.context = context
    this.#order = new PurchaseController(context.host, context.takeReturned)
    this.#embedded = new EmbeddedController(context.host, this.#order.check)
    context.host.addEventListener('credit-top-up-completed', ({ detail }) => {
      this.#grantedAt = detail.order.updatedAt
      // Where no stream comes through, only the order was looked at again and again.
      context.balance.refresh()
    })
  }

  /** There is an order to follow, or to find. */
  get active(): boolean {
    return this.#order.active
  }

  get busy(): boolean {
    return this.#order.busy
  }

  /** Why the last attempt could not be started, as the customer is told. */
  get failure(): string | undefined {
    const { error } = this.#order
    return error && this.#messages.failure(error.code)
  }

  /** Where the order stands, to be announced; empty without one. */
  get title(): string {
    return this.active ? this.#messages.stageTitle(this.#order.stage) : ''
  }

  async pay(): Promise<void> {
    const { cards, catalogue, choice } = this.context
    choice.custom?.confirm()
    const { offer, request } = choice
    if (!offer?.price || !request) return
    const card = cards.chosen
    if (card) await this.#order.start(request, { paymentMethod: card.id })
    else await this.#payOnPage(request)
    const { error } = this.#order
    if (!error) return
    // What could not be bought may have left the catalogue, and a card may have been removed elsewhere.
    catalogue.refresh()
    if (card && error.code === 'not_found') cards.reload(true)
  }

  async #payOnPage(request: QuoteRequest): Promise<void> {
    const { catalogue, host } = this.context
    const modes = catalogue.data?.checkoutModes ?? []
    const embedded = host.checkout === 'embedded' && host.publishableKey && modes.includes('embedded')
    await this.#order.start(request, { checkoutMode: embedded ? 'embedded' : 'hosted' })
    if (embedded) await this.#carryOn()
  }

  /** To the payment page of the open order; to a hosted one where the embedded one cannot be shown. */
  async #carryOn(): Promise<void> {
    const { choice, host } = this.context
    const { order, stage } = this.#order
    if (!order || !isOpen(stage)) return
    if (order.checkoutUrl) return this.#order.openCheckout()
    if (await this.#embedded.show(order, host.publishableKey ?? '')) return
    const { request } = choice
    if (request) await this.#order.start(request, { checkoutMode: 'hosted' })
  }

  /** More credits are asked for: what is done makes room for the form. */
  renew(): void {
    if (this.#order.stage === 'granted') this.#startAgain()
  }

  #startAgain = (): void => {
    const { order, stage } = this.#order
    // A card may have been saved meanwhile. Where one did not work, the others are shown.
    this.context.cards.reload(order?.checkoutMode === 'saved_card' && stage !== 'granted')
    this.#embedded.hide()
    this.#grantedAt = undefined
    this.#order.dismiss()
  }

  get #messages(): Messages['topUp'] {
    return this.context.host.scope.messages('topUp', { ...enTopUp, ...enBuying })
  }

  /** Once it is known to be that after the order. */
  get #newBalance(): Amount | undefined {
    const { data } = this.context.balance
    return data && this.#grantedAt && data.asOf >= this.#grantedAt ? data.balance : undefined
  }

  render(): TemplateResult {
    const { host } = this.context
    const { order, stage, busy } = this.#order
    const { open } = this.#embedded
    return html`<slot name="checkout" ?hidden=${!open}></slot> ${
        open && stage === 'open'
          ? nothing
          : progress({
              messages: this.#messages,
              format: formatFor(host.scope.locale),
              order,
              stage,
              busy,
              balance: this.#newBalance,
              dialog: host.mode === 'dialog',
              carryOn: () => void this.#carryOn(),
              finish: () => void this.#order.finish(),
              startAgain: this.#startAgain,
              close: host.hide,
            })
      }`
  }
}
