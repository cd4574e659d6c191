/** What bars are called: under the axis, and whole. */
import type { Usage } from '@creditkit/sdk'
import type { Format } from '../foundation/format/format.ts'
import { DAY, HOUR } from '../foundation/format/format.ts'
import { offsetAt } from '../foundation/format/time-zone.ts'
import type { Bar } from './data.ts'
import type { Label } from './labels.ts'

type Options = Intl.DateTimeFormatOptions

const time: Options = { hour: 'numeric', minute: '2-digit' }
const date: Options = { month: 'short', day: 'numeric' }
const axis: Record<Usage['bucket'], Options> = {
  minute: time,
  hour: { hour: 'numeric' },
  day: date,
  week: date,
  month: { month: 'short' },
}
/** From this many days on, months say more than dates. */
const MONTHS_FROM = 62

export interface BarNames {
  labels: Label[]
  phase: number
  /** Day, time or span of a bar. */
  title: (bar: Bar) => string
}

export function nameBars(bars: Bar[], bucket: Usage['bucket'], timeZone: string, format: Format): BarNames {
  const [first, last] = [bars[0], bars.at(-1)]
  const within = first && last ? last.end - first.start : 0
  const write = (bar: Bar, options: Options): string => format.dateTime(bar.start, { ...options, timeZone })
  const fine = bucket === 'minute' || bucket === 'hour'

  let labels = bars.map((bar, index) => ({ index, text: write(bar, axis[bucket]) }))
  if (!fine && within > MONTHS_FROM * DAY) {
    const months = bars.map((bar) => write(bar, axis.month))
    labels = months.flatMap((text, index) => (index && text !== months[index - 1] ? [{ index, text }] : []))
  }

  return {
    labels,
    // The hours of the day are counted from midnight; days from the first.
    phase:
      first && fine
        ? Math.floor((first.start + offsetAt(first.start, timeZone)) / (first.end - first.start))
        : 0,
    title(bar) {
      if (fine) return format.dateRange(bar.start, bar.end, { ...(within > HOUR && date), ...time, timeZone })
      const single = bar.end - bar.start < 1.5 * DAY
      const options: Options = single ? { ...date, weekday: 'short' } : date
      return format.dateRange(bar.start, bar.end - 1, { ...options, timeZone })
    },
  }
}
