/** What stands beside the pointer: everything about one bar. */
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Bar } from '../../chart/data.ts'
import { swatch } from '../../chart/pattern.ts'
import type { Format } from '../../foundation/format/format.ts'
import type { Messages } from '../../foundation/localize/messages.ts'
import { totalOf, usedIn } from './usage-view.ts'
import type { UsageView } from './usage-view.ts'

export function readout(
  { shown, title }: UsageView,
  bar: Bar,
  t: Messages['usage'],
  f: Format,
): TemplateResult {
  const { amounts, before } = bar
  return html`<p><span class="muted">${title(bar)}</span></p>
    <p><span>${t.total}</span><b>${f.credits(totalOf(amounts, shown))}</b></p>
    ${usedIn(bar, shown)
      .toReversed()
      .map(
        ({ key, name, color }) =>
          html`<p>
            ${swatch(color)}<span class="name">${name}</span><b>${f.credits(amounts[key] ?? '0')}</b>
          </p>`,
      )}
    ${
      before
        ? html`<p class="muted">
            <span class="name">${t.before}</span><b>${f.credits(totalOf(before, shown))}</b>
          </p>`
        : nothing
    }`
}
