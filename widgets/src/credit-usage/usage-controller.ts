/** The period that is looked at, what was used in it, and in the one before where that is compared. */
import type { Usage, UsageQuery } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import type { CreditElement } from '../foundation/credit-element.ts'
import { dayAt, timeZoneOf } from '../foundation/format/time-zone.ts'
import { KeepingController } from '../foundation/keeping-controller.ts'
import { periodBefore, periodOf, RANGES } from '../foundation/period.ts'
import type { Days, Period, Range } from '../foundation/period.ts'

/** The element, with the properties that say what is asked for. */
export type UsageHost = CreditElement &
  Days & { range: Range; groupBy: string; timeZone: string | undefined; compared: boolean }

export class UsageController implements ReactiveController {
  /** A person has asked for other figures, which are to be read out when they are there. */
  asked = false
  readonly current: KeepingController<Usage>
  readonly #previous: KeepingController<Usage>
  #period: Period | undefined
  private readonly host: UsageHost

  constructor(host: UsageHost) {
    this.host = host
    host.addController(this)
    this.current = new KeepingController(host, (client, query) =>
      client.usage({ ...query, ...this.#query(this.#period) }),
    )
    this.#previous = new KeepingController(host, (client, query) =>
      host.compared && this.#period
        ? client.usage({ ...query, ...this.#query(periodBefore(this.#period, Date.now(), this.#zone)) })
        : undefined,
    )
  }

  hostUpdate(): void {
    this.#period = this.#chosen ?? this.#period
  }

  /** What was asked for is on its way. */
  get answering(): boolean {
    return this.asked && this.current.changing
  }

  /** Does what somebody asked for. */
  ask(change: () => void): void {
    change()
    this.asked = true
  }

  /** A range that does not exist is taken as the usual one. */
  get range(): Range {
    return RANGES.find((range) => range === this.host.range) ?? '14d'
  }

  /** False for days that make no period; the former one stays. */
  get valid(): boolean {
    return this.#chosen !== undefined
  }

  /** What was used in the period before, where that is wanted. */
  get previous(): Usage | undefined {
    return this.host.compared ? this.#previous.data : undefined
  }

  choose(range: Range): void {
    const { host } = this
    // The days shown so far are where a person starts from.
    if (range === 'custom' && this.#period && !host.from) {
      host.from = dayAt(Date.parse(this.#period.from), this.#zone)
      host.to = dayAt(Date.now(), this.#zone)
    }
    host.range = range
  }

  get #chosen(): Period | undefined {
    return periodOf(this.range, this.host, Date.now(), this.#zone)
  }

  get #zone(): string {
    return timeZoneOf(this.host.timeZone)
  }

  #query(period: Period | undefined): UsageQuery {
    const { groupBy } = this.host
    return {
      ...period,
      timeZone: this.#zone,
      groupBy: groupBy === 'feature' ? 'feature' : `dimension.${groupBy}`,
    }
  }
}
