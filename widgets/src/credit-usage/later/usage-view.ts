/** Everything that `<credit-usage>` shows, worked out from one answer. It knows no element. */
import type { Amount, Usage } from '@creditkit/sdk'
import { barsOf, coarsen, seriesOf, sum } from '../../chart/data.ts'
import type { Bar, Series } from '../../chart/data.ts'
import { nameBars } from '../../chart/bar-names.ts'
import type { ChartData } from '../../chart/layout.ts'
import { digitsAfterPoint } from '../../foundation/format/arithmetic.ts'
import { figuresOf } from '../figures.ts'
import type { Figures } from '../figures.ts'
import type { Format } from '../../foundation/format/format.ts'

export interface ViewInput {
  usage: Usage
  /** The same for the period before, where that is compared. */
  previous: Usage | undefined
  /** Keys of series that are switched off. */
  hidden: ReadonlySet<string>
  /** How many bars there is room for. */
  room: number
  otherName: string
  unnamed: string
  format: Format
  /** Which colour each group has had. */
  colors: Map<string, number>
}

export interface UsageView extends Figures {
  series: Series[]
  shown: Series[]
  chart: ChartData
  title: (bar: Bar) => string
}

export function viewOf(input: ViewInput): UsageView {
  const { usage, previous, hidden, room, format } = input
  const series = seriesOf(usage, input.otherName, input.colors).map((each) => ({
    ...each,
    name: each.name || each.key || input.unnamed,
  }))
  const shown = series.filter(({ key }) => !hidden.has(key))
  const bars = coarsen(barsOf(usage, series, previous), usage.bucket, room)
  const { labels, phase, title } = nameBars(bars, usage.bucket, usage.timeZone, format)
  const all = shown.length === series.length
  const total = all ? usage.total : sum(shown.map((each) => each.total))
  const previousTotal = all ? usage.previousTotal : sum(shown.map((each) => each.previousTotal))
  const digits = Math.max(...bars.flatMap((bar) => Object.values(bar.amounts)).map(digitsAfterPoint), 0)
  return {
    series,
    shown,
    chart: {
      series: shown,
      bars,
      smallest: 10 ** -digits,
      labels,
      phase,
      write: (value) => format.number(value, { notation: 'compact', maximumSignificantDigits: 3 }),
    },
    title,
    ...figuresOf({ total, previousTotal }),
  }
}

/** What was used in one bar, of the series shown. */
export function totalOf(amounts: Record<string, Amount>, shown: Series[]): Amount {
  return sum(shown.map(({ key }) => amounts[key] ?? '0'))
}

/** The series shown of which there is something in a bar. */
export function usedIn({ amounts }: Bar, shown: Series[]): Series[] {
  return shown.filter(({ key }) => amounts[key])
}
