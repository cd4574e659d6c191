/** Forgets a saved card: the first press asks, the second does it. */
import type { CreditsError } from '@creditkit/sdk'
import { removePaymentMethod } from '@creditkit/sdk/payment-methods'
import type { CreditElement } from '../../foundation/credit-element.ts'
import type { CardsController } from '../cards-controller.ts'

export class CardRemoval {
  /** Id of the card whose removal has to be confirmed. */
  asking: string | undefined
  /** Why a card could not be removed. */
  error: CreditsError | undefined
  private readonly host: CreditElement
  private readonly cards: CardsController

  constructor(host: CreditElement, cards: CardsController) {
    this.host = host
    this.cards = cards
  }

  press = async (id: string): Promise<void> => {
    const { client } = this.host.scope
    if (!client) return
    const asked = this.asking === id
    this.leave()
    if (!asked) {
      this.asking = id
      return
    }
    // The button that has the focus goes with its card.
    this.host.shadowRoot?.querySelector<HTMLElement>('.ways legend')?.focus()
    try {
      await removePaymentMethod(client, id)
    } catch (error) {
      // Gone already is what was wanted.
      if ((error as CreditsError).code !== 'not_found') this.error = error as CreditsError
    }
    if (client !== this.host.scope.client) return
    if (this.error) this.host.requestUpdate()
    else this.cards.forget(id)
  }

  /** Not the card that was pressed to be removed after all. */
  keep = (): void => {
    this.asking = undefined
    this.host.requestUpdate()
  }

  /** Something else is done: nothing is asked, and nothing went wrong. */
  leave(): void {
    this.error = undefined
    this.keep()
  }
}
