/** What the chart says about itself and about each bar. */
import type { ChartWords } from '../../chart/chart-controller.ts'
import type { Bar } from '../../chart/data.ts'
import { compare } from '../../foundation/format/arithmetic.ts'
import { isZero } from '../../foundation/format/decimal.ts'
import type { Format } from '../../foundation/format/format.ts'
import type { Messages } from '../../foundation/localize/messages.ts'
import { details } from '../parts.ts'
import { totalOf, usedIn } from './usage-view.ts'
import type { UsageView } from './usage-view.ts'

export function chartWords(view: UsageView, name: string, t: Messages['usage'], f: Format): ChartWords {
  const { shown, series, chart, title, total } = view
  const at = (index: number): Bar => chart.bars[index] ?? { start: 0, end: 0, amounts: {} }
  const empty = series.length && !shown.length ? t.allHidden : isZero(total) ? t.none : undefined
  return {
    name,
    summary: empty ?? t.summary(most(view), f),
    empty,
    bar(index) {
      const bar = at(index)
      const parts = usedIn(bar, shown).map(({ key, name: each }): [string, string] => [
        each,
        bar.amounts[key] ?? '0',
      ])
      const before = bar.before && totalOf(bar.before, shown)
      return t.bar(title(bar), totalOf(bar.amounts, shown), parts, before, f)
    },
    total: (index) => f.credits(totalOf(at(index).amounts, shown)),
    readout: (index) => details.part?.readout(view, at(index), t, f),
  }
}

function most({
  shown,
  chart,
  title,
}: UsageView): { title: string; total: string; name: string } | undefined {
  let best: Bar | undefined
  let highest = '0'
  for (const bar of chart.bars) {
    const total = totalOf(bar.amounts, shown)
    if (compare(total, highest) > 0) [best, highest] = [bar, total]
  }
  if (!best) return undefined
  const { amounts } = best
  const first = shown.toSorted((one, other) => compare(amounts[other.key] ?? '0', amounts[one.key] ?? '0'))[0]
  return { title: title(best), total: highest, name: first?.name ?? '' }
}
