/** The chart's data as a table, for whoever reads better than looks. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { nothing } from 'lit'
import type { Format } from '../../foundation/format/format.ts'
import type { Messages } from '../../foundation/localize/messages.ts'
import { totalOf } from './usage-view.ts'
import type { UsageView } from './usage-view.ts'

export function usageTable(
  view: UsageView,
  name: string,
  { usage: t, periods }: Pick<Messages, 'usage' | 'periods'>,
  f: Format,
): TemplateResult {
  const { shown, chart, title } = view
  const compared = chart.bars[0]?.before !== undefined
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${name}>
    <table part="table">
      <caption class="hidden">
        ${name}
      </caption>
      <thead>
        <tr>
          <th scope="col">${periods.period}</th>
          ${shown.map((series) => html`<th scope="col" class="end">${series.name}</th>`)}
          <th scope="col" class="end">${t.total}</th>
          ${compared ? html`<th scope="col" class="end">${t.before}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${chart.bars.map(
          (bar) =>
            html`<tr>
              <th scope="row">${title(bar)}</th>
              ${shown.map(({ key }) => html`<td class="end">${f.credits(bar.amounts[key] ?? '0')}</td>`)}
              <td class="end"><b>${f.credits(totalOf(bar.amounts, shown))}</b></td>
              ${bar.before ? html`<td class="end muted">${f.credits(totalOf(bar.before, shown))}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
