/**
 * The purchase, whose code comes later (see `parts.ts`). This much has to be known from the start: whether
 * the customer has just come back from paying, or an order waits in the tab's memory, is looked at first of all.
 */
import type { CreditsError } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import { buying } from './parts.ts'
import type { Purchase, PurchaseContext } from './later/purchase.ts'
import { ATTEMPT, ORDER, poolOf, remembered } from './memory.ts'
import { takeReturnedOrder } from './return.ts'
import type { ReturnedOrder } from './return.ts'

export class PurchaseLater implements ReactiveController {
  /** Once its code is there and it was wanted. */
  purchase: Purchase | undefined
  /** There is an order to follow. */
  waiting = false
  /** The customer has just come back from the payment page. */
  returned = false
  /** What it takes to pay is on its way. */
  loading = false
  /** Why that did not come. Nothing was charged. */
  error: CreditsError | undefined
  #order: ReturnedOrder | undefined
  private readonly context: Omit<PurchaseContext, 'takeReturned'>

  constructor(context: Omit<PurchaseContext, 'takeReturned'>) {
    this.context = context
    context.host.addController(this)
  }

  hostConnected(): void {
    this.#order = takeReturnedOrder() ?? this.#order
    this.returned ||= this.#order !== undefined
  }

  hostUpdate(): void {
    const { host } = this.context
    const pool = poolOf(host.scope)
    if (this.purchase) return
    const kept = pool !== undefined && (remembered(ORDER, pool) ?? remembered(ATTEMPT, pool))
    this.waiting = Boolean(this.#order ?? kept)
    const part = this.waiting && buying.for(host)
    if (part) this.#begin(part)
  }

  pay = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.loading) return
    this.#set(true)
    try {
      void this.#begin(await buying.load()).pay()
      this.#set(false)
    } catch (error) {
      this.#set(false, error as CreditsError)
    }
  }

  #begin(part: { Purchase: typeof Purchase }): Purchase {
    const takeReturned = (): ReturnedOrder | undefined => {
      const order = this.#order
      this.#order = undefined
      return order
    }
    return (this.purchase ??= new part.Purchase({ ...this.context, takeReturned }))
  }

  #set(loading: boolean, error?: CreditsError): void {
    this.loading = loading
    this.error = error
    this.context.host.requestUpdate()
  }
}
