/**
 * A resource whose former data stay while those of another query load: a new period or filter does not
 * empty the widget. Data of another client, currency or resource never stay.
 */
import type { Snapshot } from '@creditkit/sdk'
import type { CreditElement } from './credit-element.ts'
import { ResourceController } from './resource-controller.ts'
import type { ChooseResource } from './resource-controller.ts'

export class KeepingController<T> extends ResourceController<T> {
  #kept: Snapshot<T> | undefined
  #pool: unknown[] = []
  readonly #element: CreditElement

  constructor(element: CreditElement, choose: ChooseResource<T>) {
    super(element, choose)
    this.#element = element
  }

  override get snapshot(): Snapshot<T> {
    const now = super.snapshot
    if (now.data !== undefined) this.#kept = now
    return now.data === undefined && !now.error && this.#kept ? { ...this.#kept, status: 'loading' } : now
  }

  /** Whether what is shown is not yet what was asked for. */
  get changing(): boolean {
    return super.snapshot.data === undefined && this.snapshot.data !== undefined
  }

  override hostUpdate(): void {
    const { client, query } = this.#element.scope
    const pool = [client, query.currency, query.resource]
    if (pool.some((each, index) => each !== this.#pool[index])) this.#kept = undefined
    this.#pool = pool
    super.hostUpdate()
  }
}
