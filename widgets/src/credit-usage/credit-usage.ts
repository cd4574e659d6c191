import type { CreditsError, Usage, UsageQuery } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { ChartController } from '../chart/chart-controller.ts'
import { chartStyles } from '../chart/chart.styles.ts'
import { Announcer } from '../foundation/announcer.ts'
import { daysBones } from '../foundation/bones.ts'
import { ClockController } from '../foundation/clock.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property, state } from '../foundation/decorators.ts'
import { readable } from '../foundation/format/readable.ts'
import { dayAt, viewersTimeZone } from '../foundation/format/time-zone.ts'
import { KeepingController } from '../foundation/keeping-controller.ts'
import { renderLater } from '../foundation/later.ts'
import { enCommon } from '../foundation/localize/en/common.ts'
import { enPeriods } from '../foundation/localize/en/periods.ts'
import { enUsage } from '../foundation/localize/en/usage.ts'
import { lengthOf, periodBefore, periodOf, RANGES } from '../foundation/period.ts'
import type { Days, Period, Range } from '../foundation/period.ts'
import { renderStates } from '../foundation/states.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { field } from '../foundation/styles/field.ts'
import { states } from '../foundation/styles/states.ts'
import { chartColors, colors, tokens } from '../foundation/styles/tokens.ts'
import { chartWords } from './chart-words.ts'
import { usageStyles } from './credit-usage.styles.ts'
import { details } from './details.ts'
import { foot } from './foot.ts'
import { placeholder, tableBones } from './placeholder.ts'
import { rangePicker } from './range-picker.ts'
import { viewOf } from './usage-view.ts'
import type { UsageView } from './usage-view.ts'

/**
 * Where the credits went: stacked bars over a period, by feature or by any dimension, beside the period
 * before, as a table, and as a file.
 *
 * @summary Usage of one pool over time.
 * @tag credit-usage
 * @event credit-error - Usage could not be loaded. Cancelable: by default it is shown, with a way to retry.
 * @event credit-session-expired - No session could be had.
 * @csspart card - The whole.
 * @csspart title - The heading.
 * @csspart ranges - The buttons for periods.
 * @csspart dates - The fields for a first and a last day.
 * @csspart chart - The figure.
 * @csspart bar - One part of one bar.
 * @csspart readout - What stands beside the pointer.
 * @csspart legend - The switches below.
 * @csspart table - The same as a table.
 * @cssproperty --credit-usage-series-1 - Colour of the first series; there are eight. Any token, for this element alone.
 */
export class CreditUsage extends CreditElement {
  static override readonly styles = [
    tokens('usage', { ...colors, ...chartColors }),
    base,
    button,
    field,
    states,
    chartStyles,
    usageStyles,
  ]

  /** `1h`, `24h`, `7d`, `14d`, `30d`, `90d`, `1y`, or `custom` for the days of `from` and `to`. */
  @property({ reflect: true }) range: Range = '14d'

  /** Which ranges can be chosen, with spaces between. */
  @property() ranges: string = RANGES.join(' ')

  /** First day of a custom range: `2026-11-01`. */
  @property() from = ''

  /** Last day of a custom range, included. */
  @property() to = ''

  /** `feature`, or a dimension of the host's, such as `model`. */
  @property({ attribute: 'group-by' }) groupBy = 'feature'

  /** Dimensions that a person can group by too, with spaces between: `model region`. */
  @property() dimensions = ''

  /** IANA name of the time zone in which days begin; by default the viewer's. */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined

  /** Shows a table instead of the chart. */
  @property({ type: Boolean, reflect: true }) tabular = false

  /** Marks what was used in the period before. */
  @property({ type: Boolean, reflect: true }) compared = false

  @state() private hiddenKeys: ReadonlySet<string> = new Set()
  /** Why the file was not made. */
  @state() private failure: CreditsError | undefined

  #period: Period | undefined
  #view: UsageView | undefined
  #basis: unknown[] = []
  /** A person has asked for other figures, which are to be read out when they are there. */
  #asked = false
  readonly #colors = new Map<string, number>()
  readonly #announcer = new Announcer(this)
  readonly #chart = new ChartController(this, details)
  readonly #usage = new KeepingController(this, (client, query) =>
    client.usage({ ...query, ...this.#query(this.#period) }),
  )
  readonly #previous = new KeepingController(this, (client, query) =>
    this.compared && this.#period
      ? client.usage({ ...query, ...this.#query(periodBefore(this.#period, Date.now(), this.#zone)) })
      : undefined,
  )

  constructor() {
    super()
    // Ranges that lead up to now move on.
    this.addController(new ClockController(this))
  }

  protected override willUpdate(changed: PropertyValues): void {
    const days = { from: this.from, to: this.to }
    this.#period = periodOf(this.#range, days, Date.now(), this.#zone) ?? this.#period
    if (changed.has('groupBy')) this.hiddenKeys = new Set()
  }

  protected override updated(_changed: PropertyValues): void {
    if (!this.#asked || !this.#view || this.#usage.changing) return
    this.#asked = false
    const { format } = this.scope
    this.#announcer.say(`${format.credits(this.#view.total)} ${this.#headline(this.#view)}`)
  }

  get #messages(): typeof enUsage {
    return this.scope.messages('usage', enUsage)
  }

  get #periods(): typeof enPeriods {
    return this.scope.messages('periods', enPeriods)
  }

  /** A range that does not exist is taken as the usual one. */
  get #range(): Range {
    return RANGES.find((range) => range === this.range) ?? '14d'
  }

  get #zone(): string {
    return this.timeZone ?? viewersTimeZone()
  }

  #query(period: Period | undefined): UsageQuery {
    const groupBy = this.groupBy === 'feature' ? 'feature' : `dimension.${this.groupBy}`
    return { ...period, timeZone: this.#zone, groupBy }
  }

  #chooseRange = (range: Range): void => {
    // The days shown so far are where a person starts from.
    if (range === 'custom' && this.#period && !this.from) {
      this.from = dayAt(Date.parse(this.#period.from), this.#zone)
      this.to = dayAt(Date.now(), this.#zone)
    }
    this.range = range
    this.#asked = true
  }

  #chooseDays = ({ from, to }: Days): void => {
    this.from = from
    this.to = to
    this.#asked = true
  }

  #toggle = (key: string): void => {
    const keys = new Set(this.hiddenKeys)
    if (!keys.delete(key)) keys.add(key)
    this.hiddenKeys = keys
    this.#asked = true
  }

  #download = async (): Promise<void> => {
    this.failure = undefined
    try {
      const { saveUsage } = await details.load()
      if (this.#usage.data) saveUsage(this.#usage.data)
    } catch (error) {
      this.failure = error as CreditsError
    }
  }

  get #groupings(): { id: string; name: string; chosen: boolean }[] {
    const dimensions = this.dimensions.split(' ').filter(Boolean)
    const all = dimensions.length ? ['feature', ...dimensions] : []
    return all.map((id) => ({ id, name: this.#nameOf(id), chosen: id === this.groupBy }))
  }

  #nameOf(id: string): string {
    return id === 'feature' ? this.#messages.feature : readable(id)
  }

  #headline({ total, change }: UsageView): string {
    const { format } = this.scope
    const within = this.#periods.within(lengthOf(this.#range), format)
    return this.#messages.headline(total, within, change, format)
  }

  #viewOf(usage: Usage): UsageView {
    const { format } = this.scope
    const previous = this.compared ? this.#previous.data : undefined
    const room = this.tabular ? Infinity : this.#chart.room
    const basis = [usage, previous, this.hiddenKeys, room, format]
    if (!this.#view || basis.some((each, index) => each !== this.#basis[index])) {
      this.#view = viewOf({
        usage,
        previous,
        hidden: this.hiddenKeys,
        room,
        otherName: this.#messages.other,
        unnamed: this.#messages.unnamed,
        format,
        colors: usage === placeholder ? new Map() : this.#colors,
      })
      this.#basis = basis
    }
    return this.#view
  }

  #head(): TemplateResult {
    const { format } = this.scope
    const t = this.#messages
    const { data, error } = this.#usage.snapshot
    const known = data && this.scope.ready
    const view = this.#viewOf(known ? data : placeholder)
    return html`<header class="head">
      <div class=${known || error ? '' : 'bones'}>
        <h2 class="title" part="title">${t.title}</h2>
        <p class="headline" ?hidden=${!known && error !== undefined}>
          <b class="figure">${format.credits(view.total)}</b>
          <span class="muted">${this.#headline(view)}</span>
        </p>
      </div>
      <div class="ranges">
        ${rangePicker({
          ranges: RANGES.filter((range) => this.ranges.split(' ').includes(range)),
          range: this.#range,
          messages: this.#periods,
          format,
          choose: this.#chooseRange,
        })}
      </div>
    </header>`
  }

  #content(usage: Usage): TemplateResult {
    const { format } = this.scope
    const t = this.#messages
    const view = this.#viewOf(usage)
    const name = t.by(this.#nameOf(this.groupBy))
    return html`<div class=${this.#asked && this.#usage.changing ? 'body changing' : 'body'}>
      ${
        this.tabular
          ? renderLater(
              this,
              details,
              (part) => part.usageTable(view, name, { usage: t, periods: this.#periods }, format),
              tableBones,
            )
          : this.#chart.render(view.chart, chartWords(view, name, t, format))
      }
      ${foot({
        series: view.series,
        hidden: this.hiddenKeys,
        toggle: this.#toggle,
        compared: this.compared,
        compare: () => (this.compared = !this.compared),
        tabular: this.tabular,
        turn: () => (this.tabular = !this.tabular),
        groupings: this.#groupings,
        regroup: (id) => (this.groupBy = id),
        download: () => void this.#download(),
        failure: this.failure && this.scope.messages('common', enCommon).problem(this.failure),
        messages: t,
      })}
    </div>`
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    const days = { from: this.from, to: this.to }
    return html`<section
      class="card"
      part="card"
      lang=${locale}
      dir=${direction}
      @pointerenter=${details.prefetch}
      @focusin=${details.prefetch}
    >
      ${this.#announcer.region()}${this.#head()}
      ${
        this.#range === 'custom'
          ? renderLater(
              this,
              details,
              ({ dayFields }) =>
                dayFields({
                  days,
                  valid: periodOf('custom', days, Date.now(), this.#zone) !== undefined,
                  messages: this.#periods,
                  choose: this.#chooseDays,
                }),
              daysBones,
            )
          : nothing
      }
      ${renderStates(this, this.#usage, {
        skeleton: () => this.#content(placeholder),
        content: (usage) => this.#content(usage),
      })}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-usage': CreditUsage
  }
}
