/**
 * What a provider hands to the elements inside it, and how they find it.
 *
 * - The context's key is `Symbol.for('creditkit@1')`: two copies of the package on one page meet.
 * - The value is immutable; the provider sets a new one when anything in it changes.
 * - A consumer upgraded before its provider asks again when a provider announces itself
 *   (the `context-provider` event of the community protocol), so order of definition is free.
 */
import { ContextEvent, createContext } from '@lit/context'
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

export const creditContext = createContext<CreditContext>(Symbol.for('creditkit@1'))

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
    document.addEventListener('context-provider', this.#request)
    this.#request()
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#request)
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    this.value = undefined
  }

  #request = (): void => {
    this.host.dispatchEvent(
      new ContextEvent(
        creditContext,
        this.host,
        (value, unsubscribe) => {
          // A nearer provider may answer later: the former one is let go.
          if (unsubscribe !== this.#unsubscribe) this.#unsubscribe?.()
          this.#unsubscribe = unsubscribe
          if (value === this.value) return
          this.value = value
          this.host.requestUpdate()
        },
        true,
      ),
    )
  }
}
