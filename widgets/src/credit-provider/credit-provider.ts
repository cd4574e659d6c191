import type { CreditsClient } from '@creditkit/sdk'
import { ReactiveElement } from 'lit'
import type { PropertyValues } from 'lit'
import { OwnClient } from '../foundation/clients.ts'
import type { FetchSession } from '../foundation/clients.ts'
import { ContextProvider } from '../foundation/context.ts'
import type { CreditContext } from '../foundation/context.ts'
import { property } from '../foundation/decorators.ts'
import type { MessageOverrides } from '../foundation/localize/messages.ts'
import { VERSION } from '../foundation/version.ts'

/**
 * Gives every Creditkit element inside it one session, one live stream and one language.
 *
 * @summary Session, currency, language and wording for the elements inside.
 * @tag credit-provider
 */
export class CreditProvider extends ReactiveElement {
  /**
   * Version of the package, compared when a name is defined twice.
   *
   * @internal
   */
  static readonly version = VERSION

  readonly #own = new OwnClient()
  readonly #provider = new ContextProvider(this)

  /** Address of the Creditkit server: `https://credits.example.com`. */
  @property({ attribute: 'base-url' }) baseUrl: string | undefined

  /** Asks the host's backend for a session. Called when one is needed, and again before it ends. */
  @property({ attribute: false }) fetchSession: FetchSession | undefined

  /**
   * The host's id of the customer, for a page on which that can change: with another customer everything
   * starts anew. It is not sent anywhere; whose credits are shown, the session says.
   */
  @property() customer: string | undefined

  /** A client made with `createCredits`, in place of `baseUrl` and `fetchSession`. */
  @property({ attribute: false }) client: CreditsClient | undefined

  /** Id of the currency. Needed only where there is more than one. */
  @property() currency: string | undefined

  /** The resource (a workspace, a team) whose pools are meant. */
  @property() resource: string | undefined

  /** BCP 47 tag. Otherwise the nearest `lang`, then the browser's. */
  @property() locale: string | undefined

  /** Wording to put in place of the built-in, by section and key. */
  @property({ attribute: false }) messages: MessageOverrides | undefined

  protected override createRenderRoot(): this {
    return this
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { currency, resource, locale, messages } = this
    const client = this.client ?? this.#own.get(this.baseUrl, this.fetchSession, this.customer)
    const value: CreditContext = { client, currency, resource, locale, messages }
    this.#provider.set(value)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-provider': CreditProvider
  }
}
