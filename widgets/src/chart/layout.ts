/**
 * Where everything of a stacked bar chart stands, in px. `x` is counted from the side where lines of
 * text begin; the drawing mirrors it where that is the right one.
 */
import type { Bar, Series } from './data.ts'
import { placeLabels } from './labels.ts'
import type { Label } from './labels.ts'
import { ticks } from './ticks.ts'

/** Height of the whole, in px: fixed, so that nothing moves when the figures come. */
export const HEIGHT = 184
const TOP = 8
const FLOOR = HEIGHT - 24
const WIDEST_BAR = 44
/** Between two parts of a bar. */
const GAP = 1.5

export interface ChartData {
  /** The series that are shown, from the bottom up. */
  series: Series[]
  bars: Bar[]
  /** The smallest step of the axis: 1, or 0.01 for a currency with two digits. */
  smallest: number
  /** Bars that can bear a label, and how far their count is from an even one. */
  labels: Label[]
  phase: number
  /** Writes a value of the axis. */
  write: (value: number) => string
}

export interface Layout {
  gutter: number
  slot: number
  grid: { y: number; text: string }[]
  labels: { x: number; text: string }[]
  bars: DrawnBar[]
}

export interface DrawnBar {
  x: number
  width: number
  parts: { y: number; height: number; color: number }[]
  /** Height of the period before. */
  before: number | undefined
}

export function layOut(data: ChartData, width: number, measure: (text: string) => number): Layout {
  const { series, bars } = data
  const total = (amounts: Record<string, string>): number =>
    series.reduce((sum, { key }) => sum + Number(amounts[key] ?? 0), 0)
  const highest = Math.max(
    ...bars.flatMap((bar) => [total(bar.amounts), bar.before ? total(bar.before) : 0]),
    0,
  )
  const marks = ticks(highest, data.smallest)
  const scale = (FLOOR - TOP) / (marks.at(-1) || 1)
  const texts = marks.map(data.write)
  const gutter = Math.ceil(Math.max(...texts.map(measure)) + 12)
  const slot = (width - gutter) / Math.max(1, bars.length)
  const thickness = Math.min(
    WIDEST_BAR,
    slot > 18 ? slot * 0.58 : slot > 6 ? slot * 0.7 : Math.max(1, slot - 1),
  )

  return {
    gutter,
    slot,
    grid: marks.map((mark, index) => ({
      y: Math.round(FLOOR - mark * scale) + 0.5,
      text: texts[index] ?? '',
    })),
    labels: placeLabels(data.labels, { start: gutter, slot, width, measure }, data.phase),
    bars: bars.map((bar, index) => {
      let y = FLOOR
      const parts = series.flatMap(({ key, color }) => {
        const height = Number(bar.amounts[key] ?? 0) * scale
        y -= height
        // A little is still something: it stays visible.
        return height > 0 ? [{ y, height: Math.max(1, height - GAP), color }] : []
      })
      return {
        x: gutter + index * slot + (slot - thickness) / 2,
        width: thickness,
        parts,
        before: bar.before && FLOOR - total(bar.before) * scale,
      }
    }),
  }
}
