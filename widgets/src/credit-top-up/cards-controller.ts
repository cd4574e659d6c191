/**
 * The customer's saved cards, and which of them they want to pay with, if any. Where they cannot be listed (the
 * session may not buy, Stripe does not answer) there are none: the payment page is always a way.
 */
import type { CreditsClient, PaymentMethod } from '@creditkit/sdk'
import { getPaymentMethods, mayRemovePaymentMethods } from '@creditkit/sdk/payment-methods'
import type { ReactiveController } from 'lit'
import type { CreditElement } from '../foundation/credit-element.ts'
import { isExpired } from './card.ts'
import type { CardRemoval } from './later/card-removal.ts'

/** How long the choice waits for them, in ms, so that nothing moves under a finger when they come. */
const PATIENCE = 2500
/** The payment page in place of a card. No card has an empty id. */
export const ANOTHER = ''

export class CardsController implements ReactiveController {
  saved: PaymentMethod[] = []
  /** Cards can be removed in this session. */
  removable = false
  /** The saved cards are known, or did not come in time. */
  settled = false
  /** All ways to pay are shown, to choose among. */
  open = false
  /** Forgets cards, once somebody has looked at them. */
  removal: CardRemoval | undefined
  #chosen: string | undefined
  #client: CreditsClient | undefined
  /** The list that is on its way and still wanted. */
  #coming: unknown
  #timer: ReturnType<typeof setTimeout> | undefined
  private readonly host: CreditElement

  constructor(host: CreditElement) {
    this.host = host
    host.addController(this)
  }

  /** The card to pay with; undefined: on the payment page. */
  get chosen(): PaymentMethod | undefined {
    if (this.#chosen === ANOTHER) return undefined
    const usable = this.saved.filter((card) => !isExpired(card))
    return usable.find(({ id }) => id === this.#chosen) ?? usable[0]
  }

  choose = (id: string): void => {
    this.#chosen = id
    this.#leave()
  }

  show = (): void => {
    this.open = true
    this.#leave()
  }

  /** Asks again what is saved. `open` shows the ways to pay, for one of them did not work. */
  reload(open = false): void {
    this.open ||= open
    if (this.#client) void this.#load(this.#client)
  }

  /** A card is gone, and does not come back by a list that was asked for before. */
  forget(id: string): void {
    this.#coming = undefined
    this.saved = this.saved.filter((card) => card.id !== id)
    this.host.requestUpdate()
  }

  hostUpdate(): void {
    const { client } = this.host.scope
    if (client === this.#client) return
    this.#client = client
    this.saved = []
    this.settled = false
    if (!client) return
    this.#timer = setTimeout(this.#settle, PATIENCE)
    void this.#load(client)
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
    this.#client = undefined
  }

  async #load(client: CreditsClient): Promise<void> {
    const asked = Promise.all([getPaymentMethods(client), mayRemovePaymentMethods(client)])
    this.#coming = asked
    const answer = await asked.catch(() => undefined)
    if (asked !== this.#coming || client !== this.#client) return
    if (answer) [this.saved, this.removable] = answer
    this.#settle()
  }

  #settle = (): void => {
    clearTimeout(this.#timer)
    this.settled = true
    this.host.requestUpdate()
  }

  #leave(): void {
    this.removal?.leave()
    this.host.requestUpdate()
  }
}
