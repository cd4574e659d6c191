/** What stands below the chart: the legend that switches series off, and what else can be done. */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { swatch } from '../../chart/pattern.ts'
import type { Series } from '../../chart/data.ts'
import type { Messages } from '../../foundation/localize/messages.ts'

interface Foot {
  series: Series[]
  hidden: ReadonlySet<string>
  toggle: (key: string) => void
  compared: boolean
  compare: () => void
  tabular: boolean
  turn: () => void
  /** The groupings to choose from; empty: no choice. */
  groupings: { id: string; name: string; chosen: boolean }[]
  regroup: (id: string) => void
  download: () => void
  /** Why there was no file. */
  problem: TemplateResult | typeof nothing
  messages: Messages['usage']
}

export function foot({ messages: t, groupings, ...foot }: Foot): TemplateResult {
  return html`<div class="foot">
    <ul class="legend" part="legend">
      ${foot.series.map(
        ({ key, name, color }) =>
          html`<li>
            <button class="toggle" aria-pressed=${!foot.hidden.has(key)} @click=${() => foot.toggle(key)}>
              ${swatch(color)}${name}
            </button>
          </li>`,
      )}
      ${foot.compared ? html`<li class="marked"><i></i>${t.before}</li>` : nothing}
    </ul>
    <div class="actions">
      ${foot.problem}
      ${
        groupings.length
          ? html`<select
              aria-label=${t.group}
              @change=${(event: Event) => foot.regroup((event.target as HTMLSelectElement).value)}
            >
              ${groupings.map(
                ({ id, name, chosen }) =>
                  html`<option value=${id} .selected=${chosen}>${t.by(name)}</option>`,
              )}
            </select>`
          : nothing
      }
      <button aria-pressed=${foot.compared} @click=${foot.compare}>${t.compare}</button>
      <button @click=${foot.turn}>${foot.tabular ? t.chart : t.table}</button>
      <button @click=${foot.download}>${t.download}</button>
    </div>
  </div>`
}
