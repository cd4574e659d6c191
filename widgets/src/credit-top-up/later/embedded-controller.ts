/** Shows and takes away the embedded payment page of an order; the code for it comes when first wanted. */
import type { Order } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import type { CreditElement } from '../../foundation/credit-element.ts'

export class EmbeddedController implements ReactiveController {
  /** The payment page is shown, or being fetched. */
  open = false
  #remove: (() => void) | undefined
  #turn = 0
  private readonly host: CreditElement
  private readonly completed: () => void

  constructor(host: CreditElement, completed: () => void) {
    this.host = host
    this.completed = completed
    host.addController(this)
  }

  /** False when it cannot be shown here: use the hosted page. */
  async show({ clientSecret }: Order, publishableKey: string): Promise<boolean> {
    if (!clientSecret) return false
    this.hide()
    const turn = this.#turn
    this.#set(true)
    try {
      const { mountCheckout } = await import('./embedded-checkout.ts')
      const onComplete = (): void => {
        this.hide()
        this.completed()
      }
      const remove = await mountCheckout({ host: this.host, clientSecret, publishableKey, onComplete })
      // Taken away while it was being fetched.
      if (turn === this.#turn) this.#remove = remove
      else remove()
      return true
    } catch {
      if (turn === this.#turn) this.#set(false)
      return false
    }
  }

  hide(): void {
    this.#turn++
    this.#remove?.()
    this.#remove = undefined
    this.#set(false)
  }

  hostDisconnected(): void {
    this.hide()
  }

  #set(open: boolean): void {
    if (this.open === open) return
    this.open = open
    this.host.requestUpdate()
  }
}
