/**
 * What every element has: its client (the provider's, or one of its own), the scope of its queries,
 * locale and messages. Everything else lives in small controllers and functions beside this.
 *
 * An element's own property wins over the provider's value.
 */
import type { CreditsClient, CreditsError } from '@creditkit/sdk'
import { LitElement } from 'lit'
import type { PropertyValues } from 'lit'
import type { FetchSession } from './clients.ts'
import { property } from './decorators.ts'
import { emit } from './events/emit.ts'
import { Later } from './later.ts'
import type { MessageOverrides } from './localize/messages.ts'
import { ScopeController } from './scope.ts'
import { VERSION } from './version.ts'

/**
 * What every element has besides its figures.
 *
 * @internal
 */
export const besides = new Later(() => import('./later/besides.ts'))

export abstract class CreditElement extends LitElement {
  /**
   * Version of the package, compared when a name is defined twice.
   *
   * @internal
   */
  static readonly version = VERSION

  /**
   * What the attribute `range` accepts, where there is one.
   *
   * @internal
   */
  declare static readonly knownRanges: readonly string[] | undefined

  /**
   * Client, scope, locale and messages in force.
   *
   * @internal
   */
  readonly scope: ScopeController = new ScopeController(this)

  /** Address of the Creditkit server, for an element without a provider. */
  @property({ attribute: 'base-url' }) baseUrl: string | undefined

  /** Asks the host's backend for a session, for an element without a provider. */
  @property({ attribute: false }) fetchSession: FetchSession | undefined

  /** A client made with `createCredits`, in place of `baseUrl` and `fetchSession`. */
  @property({ attribute: false }) client: CreditsClient | undefined

  /** Id of the currency. Needed only where there is more than one. */
  @property() currency: string | undefined

  /** The resource (a workspace, a team) whose pool is meant. */
  @property() resource: string | undefined

  /** BCP 47 tag. Otherwise the provider's, the nearest `lang`, the browser's. */
  @property() locale: string | undefined

  /** Wording to put in place of the built-in, by section and key. */
  @property({ attribute: false }) messages: MessageOverrides | undefined

  /**
   * Whether what every element has besides is there, or does not come.
   *
   * @internal
   */
  get whole(): boolean {
    return besides.settled
  }

  /**
   * Set where there was nobody to ask for so long that nothing waits for it any more.
   *
   * @internal
   */
  declare alone: boolean | undefined

  // What is new to the page is not kept waiting.
  protected override scheduleUpdate(): void | Promise<unknown> {
    return this.hasUpdated && besides.part
      ? besides.part.inTurn(() => this.performUpdate())
      : super.scheduleUpdate()
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed)
    besides.for(this)?.complete(this)
  }

  /**
   * Tells the host about an error; true when the host takes care of showing it.
   *
   * @internal
   */
  reportError(failure: CreditsError): boolean {
    const { code, message, requestId, retryable } = failure
    const detail = { code, message, requestId, retryable, error: failure }
    // Where it does not come, there is nobody to advise: the network is gone.
    besides.load().then(
      (part) => part.advise(this, failure),
      () => undefined,
    )
    if (code === 'session_failed' || failure.status === 401) emit(this, 'credit-session-expired', detail)
    return !emit(this, 'credit-error', detail)
  }
}
