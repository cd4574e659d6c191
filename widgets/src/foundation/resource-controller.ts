/**
 * Subscribes an element to one live resource of the client.
 *
 * - The choice is made anew before each update: the client answers the same query with the same
 *   object, so only a change of client or query starts anything.
 * - Nothing is subscribed while the element is disconnected, or while there is no client.
 * - A new error is dispatched as `credit-error` (and `credit-session-expired`) once.
 */
import type { CreditsClient, CreditsError, Resource, Scope, Snapshot } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import type { CreditElement } from './credit-element.ts'

export type ChooseResource<T> = (client: CreditsClient, scope: Scope) => Resource<T> | undefined

const NOTHING: Snapshot<never> = {
  status: 'idle',
  data: undefined,
  error: undefined,
  stale: false,
  updatedAt: 0,
}

export class ResourceController<T> implements ReactiveController {
  /** True when the host cancelled `credit-error` and shows the error itself. */
  errorTaken = false
  #resource: Resource<T> | undefined
  #unsubscribe: (() => void) | undefined
  #error: CreditsError | undefined

  private readonly host: CreditElement
  private readonly choose: ChooseResource<T>

  constructor(host: CreditElement, choose: ChooseResource<T>) {
    this.host = host
    this.choose = choose
    host.addController(this)
  }

  /** What is known now. `idle` without a client. */
  get snapshot(): Snapshot<T> {
    return this.#resource?.getSnapshot() ?? NOTHING
  }

  get data(): T | undefined {
    return this.snapshot.data
  }

  /** Asks the server again. Errors arrive in the snapshot, not here. */
  refresh = (): void => {
    this.#resource?.refresh().catch(() => undefined)
  }

  hostUpdate(): void {
    const { client, query } = this.host.scope
    const next = client && this.host.isConnected ? this.choose(client, query) : undefined
    if (next === this.#resource) return
    this.#stop()
    this.#resource = next
    this.#unsubscribe = next?.subscribe(this.#changed)
    this.#report()
  }

  hostConnected(): void {
    this.host.requestUpdate()
  }

  hostDisconnected(): void {
    this.#stop()
  }

  #stop(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = this.#resource = undefined
  }

  #changed = (): void => {
    this.#report()
    this.host.requestUpdate()
  }

  #report(): void {
    const { error } = this.snapshot
    if (error === this.#error) return
    this.#error = error
    this.errorTaken = error !== undefined && this.host.reportError(error)
  }
}
