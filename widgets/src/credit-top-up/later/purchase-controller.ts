/**
 * One order from the click to the grant.
 *
 * - While a request is in flight or the payment page opens, nothing can be started: nobody pays twice.
 *   The server answers the same wish with the same open order besides.
 * - A click that charges a saved card is kept until its outcome is known (see `attempt.ts`).
 * - An order is taken up again on return, after a reload and from the tab's memory, and followed live
 *   until the credits are there; only then is it forgotten.
 */
import type { CreditsError, Order, QuoteRequest, TopUpRequest } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import { besides, type CreditElement } from '../../foundation/credit-element.ts'
import { emit } from '../../foundation/events/emit.ts'
import type { OrderStage } from '../../foundation/localize/en/later/top-up.ts'
import { ResourceController } from '../../foundation/resource-controller.ts'
import { attemptFor, isUnsure, keepAttempt, keptAttempt } from './attempt.ts'
import type { Attempt } from './attempt.ts'
import { ORDER, poolOf, remember, remembered } from '../memory.ts'
import { returnPath } from '../return.ts'
import type { ReturnedOrder } from '../return.ts'
import { isFinal, isOpen, stageOf } from './stage.ts'

/**
 * For how long after the return an order that is still open is "being checked", in ms: the payment may be
 * a moment ahead of the news of it, and "not paid" would make people pay again.
 */
const CHECKING = 4000
/** After this long without leaving the page, in ms, the payment page did not open: offer it again. */
const LEAVING = 8000

/** A payment page, or the id of a saved card. */
export type Way = { checkoutMode: 'hosted' | 'embedded' } | { paymentMethod: string }

export class PurchaseController implements ReactiveController {
  /** Why the last attempt could not be started. */
  error: CreditsError | undefined
  #busy = false
  #checking = false
  #id: string | undefined
  #created: Order | undefined
  #attempt: Attempt | undefined
  /** The last attempt may have been paid, and may not. */
  #unsure = false
  #pool: string | undefined
  #told = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly #resource: ResourceController<Order>
  private readonly host: CreditElement

  private readonly takeReturned: () => ReturnedOrder | undefined

  /** `takeReturned` gives the order that the customer has come back from, once. */
  constructor(host: CreditElement, takeReturned: () => ReturnedOrder | undefined) {
    this.host = host
    this.takeReturned = takeReturned
    host.addController(this)
    this.#resource = new ResourceController(host, (client) => (this.#id ? client.topUp(this.#id) : undefined))
    // Made when somebody pays, it has to know what is kept before the next update.
    this.hostUpdate()
  }

  /** A request is in flight, or the payment page is opening. */
  get busy(): boolean {
    return this.#busy
  }

  /** Whether there is an order to follow, or to find. */
  get active(): boolean {
    return this.#unsure || this.#id !== undefined
  }

  get order(): Order | undefined {
    return this.#resource.data ?? this.#created
  }

  get stage(): OrderStage {
    if (this.#unsure) return 'unsure'
    const stage = stageOf(this.order)
    return isOpen(stage) && this.#checking ? 'checking' : stage
  }

  /** Orders, and opens the page to pay or to confirm on. An embedded one is left to the host element. */
  async start(choice: QuoteRequest, way: Way): Promise<Order | undefined> {
    const request = { ...choice, ...way, returnPath: returnPath() }
    this.#attempt = 'paymentMethod' in way ? attemptFor(request, this.#attempt) : undefined
    return await this.#send(request)
  }

  /** Sends the last click once more, after an answer that was lost: it is answered, or paid now, once. */
  finish = async (): Promise<void> => {
    if (this.#attempt) await this.#send(this.#attempt.request)
  }

  async #send(request: TopUpRequest): Promise<Order | undefined> {
    const { client } = this.host.scope
    if (this.#busy || !client) return undefined
    this.#set({ busy: true })
    const attempt = this.#attempt
    if (attempt) this.#keep(attempt)
    try {
      const options = attempt && { idempotencyKey: attempt.key }
      const order = await client.createTopUp(request, options)
      this.#attempt = undefined
      this.#unsure = false
      this.#keep(undefined)
      this.#follow(order.id, order)
      this.#set({ busy: false })
      if (order.checkoutMode !== 'embedded') this.openCheckout()
      return order
    } catch (error) {
      this.#busy = false
      this.#failed(error as CreditsError, attempt)
      this.host.requestUpdate()
      return undefined
    }
  }

  #failed(error: CreditsError, attempt: Attempt | undefined): void {
    this.#unsure = attempt !== undefined && (isUnsure(error) || (this.#unsure && error.retryable))
    if (this.#unsure) return void this.host.reportError(error)
    this.error = error
    this.#keep(undefined)
    // Those that the page brings about, and no customer.
    if (error.status >= 400 && error.status < 404) besides.part?.advise(this.host, error)
    // What was only put off goes under the same key when it is asked for again.
    if (!error.retryable) this.#attempt = undefined
    const { code, message } = error
    emit(this.host, 'credit-top-up-failed', { order: undefined, code, message })
  }

  /** Goes to the page of the open order, unless the host does something of its own. */
  openCheckout = (): void => {
    const { order } = this
    const url = order?.checkoutUrl
    if (!order || !url || !isOpen(this.stage) || !/^https?:/.test(url)) return
    if (!emit(this.host, 'credit-checkout-requested', { order, url })) return
    this.#set({ busy: true })
    this.#after(LEAVING, { busy: false })
    location.assign(url)
  }

  /** The embedded page says that it is finished: wait for the news. */
  check = (): void => {
    this.#await()
    this.#resource.refresh()
  }

  /** Forgets the order and goes back to the choice. */
  dismiss = (): void => {
    if (this.#pool !== undefined) remember(ORDER, this.#pool, undefined)
    this.#id = this.#created = this.#attempt = this.error = undefined
    this.#unsure = false
    this.#keep(undefined)
    this.#set({ busy: false, checking: false })
  }

  hostConnected(): void {
    addEventListener('pageshow', this.#backAgain)
    const back = this.takeReturned()
    if (!back) return
    this.#id = back.id
    // Who turned back has nothing to wait for; a payment from elsewhere shows all the same.
    if (!back.cancelled) this.#await()
  }

  hostDisconnected(): void {
    removeEventListener('pageshow', this.#backAgain)
    clearTimeout(this.#timer)
  }

  hostUpdate(): void {
    const pool = poolOf(this.host.scope)
    if (pool === undefined || pool === this.#pool) return
    this.#pool = pool
    if (this.#id) remember(ORDER, pool, this.#id)
    else this.#id = remembered(ORDER, pool)
    this.#attempt = keptAttempt(pool)
    this.#unsure = this.#attempt !== undefined && this.#id === undefined
  }

  hostUpdated(): void {
    const { order, stage } = this
    // An id that leads nowhere: from another customer, or made up.
    if (!order && this.#id && this.#resource.snapshot.error?.code === 'not_found') return this.dismiss()
    if (!order || stage === 'checking' || this.#told === order.id + stage) return
    const first = !this.#told.startsWith(order.id)
    this.#told = order.id + stage
    if (isFinal(stage) && this.#pool !== undefined) remember(ORDER, this.#pool, undefined)
    if (stage === 'granted') emit(this.host, 'credit-top-up-completed', { order })
    if (isOpen(stage) && first && order !== this.#created)
      emit(this.host, 'credit-top-up-cancelled', { order })
    if (stage === 'failed' || stage === 'expired') {
      const message = order.failure?.message ?? ''
      emit(this.host, 'credit-top-up-failed', { order, code: order.failure?.code ?? stage, message })
    }
  }

  /** From the browser's cache the page comes back as it was left: opening the payment page. */
  #backAgain = ({ persisted }: PageTransitionEvent): void => {
    if (persisted && this.#id) {
      this.#set({ busy: false })
      this.check()
    }
  }

  #await(): void {
    this.#set({ checking: true })
    this.#after(CHECKING, { checking: false })
  }

  #follow(id: string, created: Order): void {
    this.#id = id
    this.#created = created
    if (this.#pool !== undefined) remember(ORDER, this.#pool, id)
  }

  #keep(attempt: Attempt | undefined): void {
    if (this.#pool !== undefined) keepAttempt(this.#pool, attempt)
  }

  #set({ busy = this.#busy, checking = this.#checking }: { busy?: boolean; checking?: boolean }): void {
    if (busy) this.error = undefined
    this.#busy = busy
    this.#checking = checking
    this.host.requestUpdate()
  }

  #after(delay: number, change: { busy?: boolean; checking?: boolean }): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#set(change), delay)
  }
}
