/**
 * Turns usage into what a chart shows: a handful of series, and no more bars than there is room for.
 * Amounts stay exact; only their heights are numbers.
 */
import type { Amount, Usage } from '@creditkit/sdk'
import { add } from '../foundation/format/arithmetic.ts'

export interface Series {
  /** The group's key; `OTHER` for all that has no series of its own. */
  key: string
  name: string
  /** 1 to 8: which of the series' colours and patterns. */
  color: number
  total: Amount
  previousTotal: Amount
}

export interface Bar {
  /** In ms. */
  start: number
  end: number
  /** By series key. */
  amounts: Record<string, Amount>
  /** The same of the period before, where that is compared. */
  before?: Record<string, Amount> | undefined
}

/** More than this are hard to tell apart. */
const MOST_SERIES = 7
const OTHER_COLOR = 8
/** No group's key: those have no control characters. */
export const OTHER = '\0'

/**
 * The largest groups, and one for all others. `colors` remembers which colour a group has, so that it
 * keeps it when the period changes.
 */
export function seriesOf(usage: Usage, otherName: string, colors: Map<string, number>): Series[] {
  const { groups } = usage
  const shown = groups.length > MOST_SERIES ? groups.slice(0, MOST_SERIES - 1) : groups
  const taken = new Set<number>()
  for (const { key } of shown) {
    let color = colors.get(key) ?? 1
    while (taken.has(color)) color = (color % MOST_SERIES) + 1
    taken.add(color)
    colors.set(key, color)
  }
  const series = shown.map((group) => ({ ...group, color: colors.get(group.key) ?? OTHER_COLOR }))
  const rest = groups.slice(shown.length)
  if (!rest.length) return series
  const total = (field: 'total' | 'previousTotal'): Amount => sum(rest.map((group) => group[field]))
  return [
    ...series,
    {
      key: OTHER,
      name: otherName,
      color: OTHER_COLOR,
      total: total('total'),
      previousTotal: total('previousTotal'),
    },
  ]
}

/** The buckets as bars, with what has no series of its own under `OTHER`. */
export function barsOf(usage: Usage, series: Series[], previous?: Usage): Bar[] {
  const keys = new Set(series.map(({ key }) => key))
  const fold = (amounts: Record<string, Amount>): Record<string, Amount> =>
    merge(Object.entries(amounts).map(([key, amount]) => ({ [keys.has(key) ? key : OTHER]: amount })))
  return usage.buckets.map(({ start, end, amounts }, index) => ({
    start: Date.parse(start),
    end: Date.parse(end),
    amounts: fold(amounts),
    before: previous && fold(previous.buckets[index]?.amounts ?? {}),
  }))
}

/** How many neighbours become one, where there are more bars than room. */
const steps: Record<Usage['bucket'], number[]> = {
  minute: [5, 15, 60],
  hour: [3, 6, 24],
  day: [7, 28],
  week: [4, 13],
  month: [3, 12],
}

/** Bars for single minutes are too thin to be told apart. */
const MOST_MINUTES = 30

/**
 * At most about `most` bars: neighbours are taken together, minutes and hours from the first on, days
 * and more back from the last, so that the present one is whole.
 */
export function coarsen(bars: Bar[], bucket: Usage['bucket'], room: number): Bar[] {
  const most = bucket === 'minute' ? Math.min(room, MOST_MINUTES) : room
  if (bars.length <= most) return bars
  const size = steps[bucket].find((step) => bars.length / step <= most) ?? Math.ceil(bars.length / most)
  const joined: Bar[] = []
  const over = bucket === 'minute' || bucket === 'hour' ? 0 : bars.length % size
  for (let start = over - size; start < bars.length; start += size) {
    const group = bars.slice(Math.max(0, start), start + size)
    if (!group.length) continue
    joined.push({
      start: group[0]?.start ?? 0,
      end: group.at(-1)?.end ?? 0,
      amounts: merge(group.map((bar) => bar.amounts)),
      before: group[0]?.before && merge(group.map((bar) => bar.before ?? {})),
    })
  }
  return joined
}

export function sum(amounts: Amount[]): Amount {
  return amounts.reduce(add, '0')
}

function merge(all: Record<string, Amount>[]): Record<string, Amount> {
  const merged: Record<string, Amount> = {}
  for (const amounts of all) {
    for (const [key, amount] of Object.entries(amounts)) merged[key] = add(merged[key] ?? '0', amount)
  }
  return merged
}
