/**
 * Works out what is in force for one element: its own properties first, then the provider's.
 *
 * The values are settled before each update, after `willUpdate`: read them in controllers added later, in
 * `render` and in `updated`.
 */
import type { CreditsClient, Scope } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import { OwnClient } from './clients.ts'
import { ContextController } from './context.ts'
import type { CreditElement } from './credit-element.ts'
import { isLocale, isRightToLeft, localeOf } from './localize/locale.ts'
import { messagesFor, messagesReady } from './localize/localize.ts'
import type { Messages } from './localize/messages.ts'

export class ScopeController implements ReactiveController {
  /** Undefined until a provider is found, or `baseUrl` and `fetchSession` are set. */
  client: CreditsClient | undefined
  /** Currency and resource, as every query of the client takes them. */
  query: Scope = {}
  locale = 'en'
  /** False while the messages of the locale are on their way: show the skeleton. */
  ready = true

  /** What the provider gives. */
  readonly context: ContextController
  readonly #own = new OwnClient()

  private readonly host: CreditElement

  constructor(host: CreditElement) {
    this.host = host
    this.context = new ContextController(host)
    host.addController(this)
  }

  get direction(): 'ltr' | 'rtl' {
    return isRightToLeft(this.locale) ? 'rtl' : 'ltr'
  }

  /** The element's messages: `english` is its section's default, or a part of it, bundled with what says it. */
  messages<S extends keyof Messages, Key extends keyof Messages[S]>(
    section: S,
    english: Pick<Messages[S], Key>,
  ): Pick<Messages[S], Key> {
    return {
      ...english,
      ...messagesFor(this.locale)?.[section],
      ...this.context.value?.messages?.[section],
      ...this.host.messages?.[section],
    }
  }

  hostUpdate(): void {
    const { host } = this
    const given = this.context.value
    this.client = host.client ?? this.#own.get(host.baseUrl, host.fetchSession) ?? given?.client
    const currency = host.currency ?? given?.currency
    const resource = host.resource ?? given?.resource
    this.query = { ...(currency && { currency }), ...(resource && { resource }) }
    // A tag that `Intl` cannot read is passed over: a bad value never breaks the page.
    this.locale = [host.locale, given?.locale].find(isLocale) ?? localeOf(host)
    this.ready = messagesReady(this.locale, host)
  }
}
