/**
 * How a request for credits finds a top-up: the first one connected whose pool is meant opens, once every
 * listener has had the chance to prevent it.
 */
import type { ReactiveController } from 'lit'
import type { CreditElement } from './credit-element.ts'
import { emit } from './events/emit.ts'
import type { CreditEventMap } from './events/map.ts'

const REQUEST = 'credit-top-up-requested'
const answered = new WeakSet<Event>()

/** Asks for credits in the element's pool. */
export function requestTopUp(element: CreditElement): void {
  const { currency, resource } = element.scope.query
  emit(element, REQUEST, { currency, resource })
}

export class RequestController implements ReactiveController {
  private readonly host: CreditElement
  private readonly open: () => void

  constructor(host: CreditElement, open: () => void) {
    this.host = host
    this.open = open
  }

  hostConnected(): void {
    document.addEventListener(REQUEST, this.#requested as EventListener)
  }

  hostDisconnected(): void {
    document.removeEventListener(REQUEST, this.#requested as EventListener)
  }

  #requested = (event: CreditEventMap[typeof REQUEST]): void => {
    const { currency, resource } = this.host.scope.query
    if (event.detail.currency !== currency || event.detail.resource !== resource) return
    // Listeners on the window come after this one.
    queueMicrotask(() => {
      if (event.defaultPrevented || answered.has(event)) return
      answered.add(event)
      this.open()
    })
  }
}
