import type { Usage } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { ChartController } from '../chart/chart-controller.ts'
import { chartStyles } from '../chart/chart.styles.ts'
import { Announcer } from '../foundation/announcer.ts'
import { daysBones } from '../foundation/bones.ts'
import { ClockController } from '../foundation/clock.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { readable } from '../foundation/format/readable.ts'
import { renderLater } from '../foundation/later.ts'
import { enPeriods } from '../foundation/localize/en/periods.ts'
import { enUsage } from '../foundation/localize/en/usage.ts'
import { lengthOf, RANGES } from '../foundation/period.ts'
import type { Range } from '../foundation/period.ts'
import { renderStates } from '../foundation/states.ts'
import { base } from '../foundation/styles/base.ts'
import { button } from '../foundation/styles/button.ts'
import { field } from '../foundation/styles/field.ts'
import { states } from '../foundation/styles/states.ts'
import { chartColors, colors, tokens } from '../foundation/styles/tokens.ts'
import { WorkController } from '../foundation/work-controller.ts'
import { chartWords } from './chart-words.ts'
import { usageStyles } from './credit-usage.styles.ts'
import { details } from './details.ts'
import { foot } from './foot.ts'
import { head } from './head.ts'
import { placeholder, tableBones } from './placeholder.ts'
import { UsageController } from './usage-controller.ts'
import type { UsageView } from './usage-view.ts'
import { ViewController } from './view-controller.ts'

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

  /** A person has asked for other figures, which are to be read out when they are there. */
  #asked = false
  readonly #announcer = new Announcer(this)
  readonly #chart = new ChartController(this, details)
  readonly #usage = new UsageController(this)
  readonly #view = new ViewController(this)
  readonly #file = new WorkController(this)

  constructor() {
    super()
    // Ranges that lead up to now move on.
    this.addController(new ClockController(this))
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('groupBy')) this.#view.hidden = new Set()
  }

  protected override updated(_changed: PropertyValues): void {
    const view = this.#view.latest
    if (!this.#asked || !view || this.#usage.current.changing) return
    this.#asked = false
    this.#announcer.say(`${this.scope.format.credits(view.total)} ${this.#headline(view)}`)
  }

  get #messages(): typeof enUsage {
    return this.scope.messages('usage', enUsage)
  }

  get #periods(): typeof enPeriods {
    return this.scope.messages('periods', enPeriods)
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
    const within = this.#periods.within(lengthOf(this.#usage.range), format)
    return this.#messages.headline(total, within, change, format)
  }

  #viewOf(usage: Usage): UsageView {
    const { previous } = this.#usage
    return this.#view.of(usage, { previous, room: this.tabular ? Infinity : this.#chart.room })
  }

  #download = async (): Promise<void> => {
    const { saveUsage } = await details.load()
    const { data } = this.#usage.current
    if (data) saveUsage(data)
  }

  /** Does what somebody asked for; the figures that come of it are read out. */
  #ask = (change: () => void): void => {
    change()
    this.#asked = true
  }

  #head(): TemplateResult {
    const { data, error } = this.#usage.current.snapshot
    const known = data && this.scope.ready
    const view = this.#viewOf(known ? data : placeholder)
    return head({
      title: this.#messages.title,
      headline: this.#headline(view),
      total: view.total,
      state: known ? 'known' : error ? 'failed' : 'unknown',
      ranges: RANGES.filter((range) => this.ranges.split(' ').includes(range)),
      range: this.#usage.range,
      periods: this.#periods,
      format: this.scope.format,
      choose: (range) => this.#ask(() => this.#usage.choose(range)),
    })
  }

  #days(): unknown {
    return renderLater(
      this,
      details,
      ({ dayFields }) =>
        dayFields({
          days: { from: this.from, to: this.to },
          valid: this.#usage.valid,
          messages: this.#periods,
          choose: ({ from, to }) => this.#ask(() => Object.assign(this, { from, to })),
        }),
      daysBones,
    )
  }

  #content(usage: Usage): TemplateResult {
    const { format } = this.scope
    const t = this.#messages
    const view = this.#viewOf(usage)
    const name = t.by(this.#nameOf(this.groupBy))
    const words = { usage: t, periods: this.#periods }
    return html`<div class=${this.#asked && this.#usage.current.changing ? 'body changing' : 'body'}>
      ${
        this.tabular
          ? renderLater(this, details, (part) => part.usageTable(view, name, words, format), tableBones)
          : this.#chart.render(view.chart, chartWords(view, name, t, format))
      }
      ${foot({
        series: view.series,
        hidden: this.#view.hidden,
        toggle: (key) => this.#ask(() => this.#view.toggle(key)),
        compared: this.compared,
        compare: () => (this.compared = !this.compared),
        tabular: this.tabular,
        turn: () => (this.tabular = !this.tabular),
        groupings: this.#groupings,
        regroup: (id) => (this.groupBy = id),
        download: () => void this.#file.run(this.#download),
        problem: this.#file.problem(),
        messages: t,
      })}
    </div>`
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    return html`<section
      class="card"
      part="card"
      lang=${locale}
      dir=${direction}
      @pointerenter=${details.prefetch}
      @focusin=${details.prefetch}
    >
      ${this.#announcer.region()}${this.#head()} ${this.#usage.range === 'custom' ? this.#days() : nothing}
      ${renderStates(this, this.#usage.current, {
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
