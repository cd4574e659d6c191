/** The chart or the table, and what stands below. */
import type { Usage } from '@creditkit/sdk'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { ChartController } from '../../chart/chart-controller.ts'
import { chartStyles } from '../../chart/later/chart.styles.ts'
import { formatFor, readable } from '../../foundation/format/format.ts'
import { renderLater } from '../../foundation/later.ts'
import { enPeriods } from '../../foundation/localize/en/periods.ts'
import { enUsage } from '../../foundation/localize/en/usage.ts'
import { WorkController } from '../../foundation/work-controller.ts'
import type { Figures } from '../figures.ts'
import { details } from '../parts.ts'
import type { UsageController, UsageHost } from '../usage-controller.ts'
import { chartWords } from './chart-words.ts'
import { foot } from './foot.ts'
import { placeholder } from './placeholder.ts'
import { bodyStyles } from './usage-body.styles.ts'
import { ViewController } from './view-controller.ts'
import type { UsageView } from './usage-view.ts'

export const styles = [...chartStyles, bodyStyles]

/** The element, with the properties that say how the figures are shown. */
type Host = UsageHost & { dimensions: string; tabular: boolean }

export class UsageBody {
  readonly #chart: ChartController
  readonly #view: ViewController
  readonly #file: WorkController
  private readonly host: Host
  private readonly usage: UsageController

  constructor(host: Host, usage: UsageController) {
    this.host = host
    this.usage = usage
    this.#chart = new ChartController(host, details)
    this.#view = new ViewController(host)
    this.#file = new WorkController(host)
  }

  /** The figures of what is shown: series may be switched off. */
  figuresOf(usage: Usage): Figures {
    return this.#viewOf(usage)
  }

  /** Other groups have other series. */
  regrouped(): void {
    this.#view.hidden = new Set()
  }

  skeleton = (): TemplateResult => this.render(placeholder)

  render(usage: Usage): TemplateResult {
    const { host } = this
    const { compared, groupBy, scope, tabular } = host
    const format = formatFor(scope.locale)
    const t = this.#messages
    const view = this.#viewOf(usage)
    const name = t.by(this.#nameOf(groupBy))
    const words = { usage: t, periods: scope.messages('periods', enPeriods) }
    return html`<div class=${this.usage.answering ? 'body changing' : 'body'}>
      ${
        tabular
          ? renderLater(host, details, (part) => part.usageTable(view, name, words, format), tableBones)
          : this.#chart.render(view.chart, chartWords(view, name, t, format))
      }
      ${foot({
        series: view.series,
        hidden: this.#view.hidden,
        toggle: (key) => this.usage.ask(() => this.#view.toggle(key)),
        compared,
        compare: () => (host.compared = !compared),
        tabular,
        turn: () => (host.tabular = !tabular),
        groupings: this.#groupings,
        regroup: (id) => (host.groupBy = id),
        download: () => void this.#file.run(this.#download),
        problem: this.#file.problem(),
        messages: t,
      })}
    </div>`
  }

  get #messages(): typeof enUsage {
    return this.host.scope.messages('usage', enUsage)
  }

  get #groupings(): { id: string; name: string; chosen: boolean }[] {
    const { dimensions, groupBy } = this.host
    const names = dimensions.split(' ').filter(Boolean)
    const all = names.length ? ['feature', ...names] : []
    return all.map((id) => ({ id, name: this.#nameOf(id), chosen: id === groupBy }))
  }

  #nameOf(id: string): string {
    return id === 'feature' ? this.#messages.feature : readable(id)
  }

  #viewOf(usage: Usage): UsageView {
    const room = this.host.tabular ? Infinity : this.#chart.room
    return this.#view.of(usage, { previous: this.usage.previous, room })
  }

  #download = async (): Promise<void> => {
    const { saveUsage } = await details.load()
    const { data } = this.usage.current
    if (data) saveUsage(data, this.usage.previous)
  }
}

/** The table's place. */
const tableBones = (): TemplateResult => html`<div class="scroll"></div>`
