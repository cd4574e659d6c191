/** The meter by category with its legend: shares of all that was granted. */
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { isZero, share } from '../../foundation/format/decimal.ts'
import type { Format } from '../../foundation/format/format.ts'
import type { enBalance } from '../../foundation/localize/en/later/balance.ts'
import { meter } from './meter.ts'
import type { Figures } from './placeholder.ts'

export function byCategory({ byCategory, granted }: Figures, t: typeof enBalance, f: Format): TemplateResult {
  const parts = byCategory.filter(({ remaining }) => !isZero(remaining))
  return html`${meter(parts.map(({ category, remaining }) => ({ kind: category, share: share(remaining, granted) })))}
    <ul class="legend">
      ${parts.map(
        ({ category, remaining }) =>
          html`<li><i class="dot ${category}"></i>${t.category(category)} ${f.credits(remaining)}</li>`,
      )}
    </ul>`
}
