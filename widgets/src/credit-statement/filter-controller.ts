/** What of the statement is asked for, and which features there are to choose from. */
import type { LedgerEntry, StatementQuery } from '@creditkit/sdk'
import type { ReactiveController } from 'lit'
import type { CreditElement } from '../foundation/credit-element.ts'
import { DAY } from '../foundation/format/format.ts'
import { dayAt, timeZoneOf } from '../foundation/format/time-zone.ts'
import { periodOf } from '../foundation/period.ts'
import type { Period } from '../foundation/period.ts'
import { ResourceController } from '../foundation/resource-controller.ts'
import { RANGES } from './filters.ts'
import type { Filter } from './filters.ts'

/** The element, with the properties that filter. */
type Host = CreditElement & Filter & { timeZone: string | undefined }

export class FilterController implements ReactiveController {
  #days: { from?: string; to?: string } = {}
  /** The names of all features are asked for once somebody turns to the filters. */
  #choosing = false
  readonly #names = new Map<string, string>()
  readonly #features: ResourceController<{ groups: { key: string; name: string }[] }>
  private readonly host: Host

  constructor(host: Host) {
    this.host = host
    host.addController(this)
    this.#features = new ResourceController(host, (client, query) =>
      this.#choosing ? client.usage({ ...query, from: yearAgo(), bucket: 'month' }) : undefined,
    )
  }

  hostUpdate(): void {
    const { range } = this
    const period = range === 'all' ? undefined : this.#period
    if (range === 'all') this.#days = {}
    else if (period) this.#days = { from: period.from, ...(period.to && { to: period.to }) }
  }

  /** A range that does not exist is taken as all of it. */
  get range(): Filter['range'] {
    return RANGES.find((range) => range === this.host.range) ?? 'all'
  }

  get query(): StatementQuery {
    const { feature, kind } = this.host
    return { ...this.#days, ...(kind !== 'all' && { kind: [kind] }), ...(feature && { feature }) }
  }

  /** Some movements may be left out. */
  get active(): boolean {
    const { feature, kind } = this.host
    return kind !== 'all' || this.range !== 'all' || feature !== ''
  }

  /** False for days that make no period; the former one stays. */
  get valid(): boolean {
    return this.#period !== undefined
  }

  change = (filter: Partial<Filter>): void => {
    const { host } = this
    // The days a person starts from, where none were chosen yet.
    if (filter.range === 'custom' && !host.from) {
      host.from = dayAt(Date.now() - 29 * DAY, this.#zone)
      host.to = dayAt(Date.now(), this.#zone)
    }
    Object.assign(host, filter)
  }

  /** Somebody turns to the filters. */
  choosing = (): void => {
    this.#choosing = true
    this.host.requestUpdate()
  }

  /** Features to choose from: those of all entries seen, and of a year's usage once it is there. */
  featuresIn(entries: LedgerEntry[]): [string, string][] {
    const names = this.#names
    const { feature: chosen } = this.host
    if (chosen && !names.has(chosen)) names.set(chosen, chosen)
    for (const { feature, featureName } of entries) {
      if (feature) names.set(feature, featureName ?? feature)
    }
    for (const { key, name } of this.#features.data?.groups ?? []) names.set(key, name)
    return [...names]
  }

  get #zone(): string {
    return timeZoneOf(this.host.timeZone)
  }

  get #period(): Period | undefined {
    const { range } = this
    return periodOf(range === 'all' ? '1y' : range, this.host, Date.now(), this.#zone)
  }
}

/** The start of the day a year ago: the same all day, so that the query is. */
function yearAgo(): string {
  return new Date(Date.now() - (Date.now() % DAY) - 365 * DAY).toISOString()
}
