import type { Usage } from '@creditkit/sdk'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { ageNote } from '../foundation/age.ts'
import { Announcer } from '../foundation/announcer.ts'
import { daysBones } from '../foundation/bones.ts'
import { ClockController } from '../foundation/clock.ts'
import { CreditElement } from '../foundation/credit-element.ts'
import { property } from '../foundation/decorators.ts'
import { formatFor } from '../foundation/format/format.ts'
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
import { usageStyles } from './credit-usage.styles.ts'
import { figuresOf, figuresPlaceholder } from './figures.ts'
import type { Figures } from './figures.ts'
import { head } from './head.ts'
import type { UsageBody } from './later/usage-body.ts'
import { body, details } from './parts.ts'
import { UsageController } from './usage-controller.ts'

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
    usageStyles,
  ]

  /** @internal */
  static override readonly knownRanges = RANGES

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

  readonly #announcer = new Announcer(this)
  readonly #usage = new UsageController(this)
  #body: UsageBody | undefined

  constructor() {
    super()
    // Ranges that lead up to now move on.
    this.addController(new ClockController(this))
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (body.part) this.#body ??= new body.part.UsageBody(this, this.#usage)
    if (changed.has('groupBy')) this.#body?.regrouped()
  }

  protected override updated(_changed: PropertyValues): void {
    body.for(this)
    const { asked, answering, current } = this.#usage
    if (!asked || answering || !current.data) return
    this.#usage.asked = false
    const figures = this.#figuresOf(current.data)
    this.#announcer.say(`${formatFor(this.scope.locale).credits(figures.total)} ${this.#headline(figures)}`)
  }

  get #messages(): typeof enUsage {
    return this.scope.messages('usage', enUsage)
  }

  get #periods(): typeof enPeriods {
    return this.scope.messages('periods', enPeriods)
  }

  #figuresOf(usage: Usage): Figures {
    return this.#body?.figuresOf(usage) ?? figuresOf(usage)
  }

  #headline({ total, change }: Figures): string {
    const format = formatFor(this.scope.locale)
    const within = this.#periods.within(lengthOf(this.#usage.range), format)
    return this.#messages.headline(total, within, change, format)
  }

  #head(): TemplateResult {
    const { data, error } = this.#usage.current.snapshot
    const known = data && this.scope.ready
    const figures = known ? this.#figuresOf(data) : figuresOf(figuresPlaceholder)
    return head({
      title: this.#messages.title,
      headline: this.#headline(figures),
      total: figures.total,
      state: known ? 'known' : error ? 'failed' : 'unknown',
      ranges: RANGES.filter((range) => this.ranges.split(' ').includes(range)),
      range: this.#usage.range,
      periods: this.#periods,
      format: formatFor(this.scope.locale),
      choose: (range) => this.#usage.ask(() => this.#usage.choose(range)),
    })
  }

  #days(): unknown {
    const { from, to } = this
    return renderLater(
      this,
      details,
      ({ dayFields }) =>
        dayFields({
          days: { from, to },
          valid: this.#usage.valid,
          messages: this.#periods,
          choose: (days) => this.#usage.ask(() => Object.assign(this, days)),
        }),
      daysBones,
    )
  }

  /** As tall as the chart and what stands below it, as long as neither is there. */
  #outline = (): TemplateResult => {
    const t = this.#messages
    // The swatches and names of two series, and everything that can wrap.
    return html`<div class="plot"></div>
      <div class="foot">
        <div>${['Chat', 'Email summaries'].map((name) => html`<p class="toggle"><i></i>${name}</p>`)}</div>
        <div class="actions">
          ${
            this.dimensions
              ? html`<select>
                  <option>${t.by(t.feature)}</option>
                </select>`
              : nothing
          }
          ${[t.compare, t.table, t.download].map((name) => html`<button>${name}</button>`)}
        </div>
      </div>`
  }

  override render(): TemplateResult {
    const { locale, direction } = this.scope
    const want = (): void => details.want(this)
    const skeleton = this.#body?.skeleton ?? this.#outline
    return html`<section
      class="card"
      part="card"
      lang=${locale}
      dir=${direction}
      @pointerenter=${want}
      @focusin=${want}
    >
      ${this.#announcer.region()}${this.#head()} ${this.#usage.range === 'custom' ? this.#days() : nothing}
      ${renderStates(this, this.#usage.current, {
        skeleton,
        content: (usage) => [
          renderLater(this, body, () => this.#body?.render(usage), skeleton),
          ageNote(this, this.#usage.current),
        ],
      })}
    </section>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-usage': CreditUsage
  }
}
