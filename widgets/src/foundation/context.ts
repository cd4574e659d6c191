/**
 * What a provider hands to the elements inside it, and how they find it: the community's context protocol.
 *
 * - The context's key is `Symbol.for('creditkit@1')`: two copies of the package on one page meet.
 * - The value is immutable; the provider sets a new one when anything in it changes.
 * - An element upgraded before its provider asks again when a provider announces itself
 *   (`context-provider`), so order of definition is free.
 */
import type { CreditsClient } from '@creditkit/sdk'
import type { ReactiveController, ReactiveElement } from 'lit'
import type { MessageOverrides } from './localize/messages.ts'

/** Everything an element can inherit. Each field may be overridden by the element's own property. */
export interface CreditContext {
  readonly client: CreditsClient | undefined
  readonly currency: string | undefined
  readonly resource: string | undefined
  readonly locale: string | undefined
  readonly messages: MessageOverrides | undefined
}

/** The context's key, for elements of a host's own that want what a provider gives. */
export const creditContext = Symbol.for('creditkit@1') as symbol & { readonly __context__: CreditContext }
const REQUEST = 'context-request'
const PROVIDER = 'context-provider'

/** Takes the value now in force (undefined: none yet), and the way to get no further ones. */
type Take = (value: CreditContext | undefined, unsubscribe: () => void) => void

class ContextEvent extends Event {
  readonly context = creditContext
  readonly contextTarget: Element

  constructor(type: string, target: Element) {
    super(type, { bubbles: true, composed: true })
    this.contextTarget = target
  }
}

class ContextRequest extends ContextEvent {
  readonly callback: Take
  readonly subscribe = true

  constructor(target: Element, callback: Take) {
    super(REQUEST, target)
    this.callback = callback
  }
}

/** Gives a value to the elements inside its host. */
export class ContextProvider implements ReactiveController {
  #value: CreditContext | undefined
  readonly #takers = new Map<Take, () => void>()
  private readonly host: ReactiveElement

  constructor(host: ReactiveElement) {
    this.host = host
    host.addController(this)
    host.addEventListener(REQUEST, this.#answer as EventListener)
  }

  hostConnected(): void {
    this.host.dispatchEvent(new ContextEvent(PROVIDER, this.host))
  }

  set(value: CreditContext): void {
    this.#value = value
    for (const [take, unsubscribe] of this.#takers) take(value, unsubscribe)
  }

  #answer = (event: ContextRequest): void => {
    const { callback, context, contextTarget, subscribe } = event
    // A provider is asked by what is inside it, never by itself.
    if (context !== creditContext || contextTarget === this.host) return
    event.stopPropagation()
    const unsubscribe = this.#takers.get(callback) ?? ((): void => void this.#takers.delete(callback))
    if (subscribe) this.#takers.set(callback, unsubscribe)
    callback(this.#value, unsubscribe)
  }
}

/** Holds the nearest provider's value and updates its host when that changes. */
export class ContextController implements ReactiveController {
  value: CreditContext | undefined
  #unsubscribe: (() => void) | undefined

  private readonly host: ReactiveElement

  constructor(host: ReactiveElement) {
    this.host = host
    host.addController(this)
  }

  hostConnected(): void {
    document.addEventListener(PROVIDER, this.#request)
    this.#request()
  }

  hostDisconnected(): void {
    document.removeEventListener(PROVIDER, this.#request)
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    this.value = undefined
  }

  #request = (): void => {
    this.host.dispatchEvent(new ContextRequest(this.host, this.#take))
  }

  #take: Take = (value, unsubscribe) => {
    // A nearer provider may answer later: the former one is let go.
    if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.()
    this.#unsubscribe = unsubscribe
    if (value === this.value) return
    this.value = value
    this.host.requestUpdate()
  }
}
