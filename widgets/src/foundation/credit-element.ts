/**
 * What every element has: its client (the provider's, or one of its own), the scope of its queries,
 * locale, messages and formats. Everything else lives in small controllers and functions beside this.
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

/** How long an element waits for its client before it tells the developer, in ms: frameworks set properties late. */
const PATIENCE = 5000

const besides = new Later(() => import('./later/besides.ts'))

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
   * Client, scope, locale, messages and formats in force.
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

  #whole = false
  #complete = false

  /**
   * Whether what an element has besides its figures is there, or does not come: what is shown without it is not
   * taken back while it is asked for once more.
   *
   * @internal
   */
  get whole(): boolean {
    return (this.#whole ||= !!(besides.part ?? besides.error))
  }

  /**
   * There was nobody to ask for so long that nothing waits for it any more.
   *
   * @internal
   */
  alone = false

  protected override firstUpdated(): void {
    setTimeout(() => {
      if (!this.isConnected || this.scope.client) return
      besides.part?.advise(this)
      this.alone = true
      this.requestUpdate()
    }, PATIENCE)
  }

  // What is new to the page is not kept waiting.
  protected override scheduleUpdate(): void | Promise<unknown> {
    return this.hasUpdated && besides.part
      ? besides.part.inTurn(() => this.performUpdate())
      : super.scheduleUpdate()
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed)
    if (this.#complete) return
    const part = besides.for(this)
    part?.complete(this)
    this.#complete = part !== undefined
  }

  /**
   * Tells the page's developer what an error may come from.
   *
   * @internal
   */
  async advise(failure: CreditsError): Promise<void> {
    // Where it does not come, there is nobody to advise: the network is gone.
    const part = await besides.load().catch(() => undefined)
    part?.advise(this, failure)
  }

  /**
   * Tells the host about an error; true when the host takes care of showing it.
   *
   * @internal
   */
  reportError(error: CreditsError): boolean {
    const { code, message, requestId, retryable } = error
    const detail = { code, message, requestId, retryable, error }
    void this.advise(error)
    if (code === 'session_failed' || error.status === 401) emit(this, 'credit-session-expired', detail)
    return !emit(this, 'credit-error', detail)
  }
}
