/** What is shown of the usage, worked out anew only when something about it has changed. */
import type { Usage } from '@creditkit/sdk'
import type { CreditElement } from '../../foundation/credit-element.ts'
import { formatFor } from '../../foundation/format/format.ts'
import { enUsage } from '../../foundation/localize/en/usage.ts'
import { placeholder } from './placeholder.ts'
import { viewOf } from './usage-view.ts'
import type { UsageView, ViewInput } from './usage-view.ts'

export class ViewController {
  /** Keys of the series that are switched off. */
  hidden: ReadonlySet<string> = new Set()
  latest: UsageView | undefined
  #basis: unknown[] = []
  readonly #colors = new Map<string, number>()
  private readonly host: CreditElement

  constructor(host: CreditElement) {
    this.host = host
  }

  of(usage: Usage, { previous, room }: Pick<ViewInput, 'previous' | 'room'>): UsageView {
    const { hidden } = this
    const format = formatFor(this.host.scope.locale)
    const basis = [usage, previous, hidden, room, format]
    if (!this.latest || basis.some((each, index) => each !== this.#basis[index])) {
      const t = this.host.scope.messages('usage', enUsage)
      this.latest = viewOf({
        usage,
        previous,
        hidden,
        room,
        otherName: t.other,
        unnamed: t.unnamed,
        format,
        colors: usage === placeholder ? new Map() : this.#colors,
      })
      this.#basis = basis
    }
    return this.latest
  }

  toggle(key: string): void {
    const hidden = new Set(this.hidden)
    if (!hidden.delete(key)) hidden.add(key)
    this.hidden = hidden
    this.host.requestUpdate()
  }
}
