import type { Usage } from '@creditkit/sdk'
import { expect, test } from 'vitest'
import { formatFor } from '../foundation/format/format.ts'
import { nameBars } from './bar-names.ts'
import { barsOf, coarsen, OTHER, seriesOf } from './data.ts'
import type { Bar } from './data.ts'
import { placeLabels } from './labels.ts'
import { HEIGHT, layOut } from './layout.ts'
import type { ChartData } from './layout.ts'
import { ticks } from './ticks.ts'

const DAY = 86_400_000
const bars = (count: number, value = '10', start = Date.UTC(2026, 0, 1)): Bar[] =>
  Array.from({ length: count }, (_, index) => ({
    start: start + index * DAY,
    end: start + (index + 1) * DAY,
    amounts: value === '0' ? {} : { a: value },
  }))
const measure = (text: string): number => text.length * 6
const series = [{ key: 'a', name: 'A', color: 1, total: '0', previousTotal: '0' }]
const dataOf = (some: Bar[]): ChartData => ({
  series,
  bars: some,
  smallest: 1,
  phase: 0,
  labels: some.map((_, index) => ({ index, text: `Nov ${index}` })),
  write: String,
})

function usageOf(groups: number): Usage {
  const all = Array.from({ length: groups }, (_, index) => ({
    key: `f${index}`,
    name: `Feature ${index}`,
    total: String(groups - index),
    previousTotal: '0',
  }))
  return {
    currency: 'c',
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-11-02T00:00:00.000Z',
    timeZone: 'UTC',
    bucket: 'day',
    groupBy: 'feature',
    total: '0',
    previousTotal: '0',
    groups: all,
    buckets: [
      {
        start: '2026-11-01T00:00:00.000Z',
        end: '2026-11-02T00:00:00.000Z',
        total: '0',
        amounts: Object.fromEntries(all.map(({ key, total }) => [key, total])),
      },
    ],
    asOf: '2026-11-02T00:00:00.000Z',
  }
}

test('an axis has round marks that reach the highest value, and none too many', () => {
  expect(ticks(0, 1)).toEqual([0])
  expect(ticks(64_000, 1)).toEqual([0, 20_000, 40_000, 60_000, 80_000])
  expect(ticks(60, 1)).toEqual([0, 20, 40, 60])
  expect(ticks(1.443, 0.01).at(-1)).toBeGreaterThanOrEqual(1.443)
  for (let power = -2; power < 20; power++) {
    for (const factor of [1, 1.5, 3.3, 9.99]) {
      const marks = ticks(factor * 10 ** power, 0)
      expect(marks.at(-1)).toBeGreaterThanOrEqual(factor * 10 ** power * (1 - 1e-9))
      expect(marks.length).toBeLessThanOrEqual(6)
    }
  }
})

test('a currency without fractions has no marks between whole credits', () => {
  expect(ticks(2, 1)).toEqual([0, 1, 2])
  expect(ticks(1, 1)).toEqual([0, 1])
})

test('of thirty features the largest have a colour each, and the rest is one, to the last digit', () => {
  const usage = usageOf(30)
  const found = seriesOf(usage, 'Other', new Map())
  expect(found.map(({ color }) => color)).toEqual([1, 2, 3, 4, 5, 6, 8])
  expect(found.at(-1)).toMatchObject({ key: OTHER, name: 'Other', total: '300' })
  expect(barsOf(usage, found)[0]?.amounts[OTHER]).toBe('300')
})

test('seven features need no other', () => {
  expect(seriesOf(usageOf(7), 'Other', new Map())).toHaveLength(7)
})

test('a feature keeps its colour when the order changes', () => {
  const colors = new Map<string, number>()
  const usage = usageOf(3)
  seriesOf(usage, 'Other', colors)
  const turned = seriesOf({ ...usage, groups: usage.groups.toReversed() }, 'Other', colors)
  expect(turned.map(({ key, color }) => [key, color])).toEqual([
    ['f2', 3],
    ['f1', 2],
    ['f0', 1],
  ])
})

test('400 days become weeks where there is room for a hundred bars, and months where there is little', () => {
  const weeks = coarsen(bars(400), 'day', 100)
  expect(weeks).toHaveLength(58)
  expect(weeks.at(-1)?.amounts).toEqual({ a: '70' })
  expect(weeks[0]?.amounts).toEqual({ a: '10' })
  expect(weeks.map(({ start }) => start)).toEqual(weeks.map(({ start }) => start).toSorted((a, b) => a - b))
  expect(coarsen(bars(400), 'day', 40)).toHaveLength(15)
  expect(coarsen(bars(400), 'day', 400)).toHaveLength(400)
})

test('amounts joined stay exact where floats do not', () => {
  const [joined] = coarsen(bars(7, '9007199254740993.01'), 'day', 1)
  expect(joined?.amounts).toEqual({ a: '63050394783186951.07' })
})

test('labels never touch one another and are never cut', () => {
  for (const count of [1, 2, 7, 14, 31, 90, 400]) {
    for (const width of [200, 320, 640, 1200]) {
      const { labels } = layOut(dataOf(bars(count)), width, measure)
      labels.forEach(({ x, text }, index) => {
        const half = measure(text) / 2
        const next = labels[index + 1]
        expect(x - half).toBeGreaterThanOrEqual(0)
        expect(x + half).toBeLessThanOrEqual(width)
        if (next) expect(x + half).toBeLessThan(next.x - measure(next.text) / 2)
      })
      expect(labels.length).toBeGreaterThan(0)
    }
  }
})

test('hours are labelled at even ones', () => {
  const candidates = Array.from({ length: 24 }, (_, index) => ({ index, text: String((index + 16) % 24) }))
  const placed = placeLabels(candidates, { start: 0, slot: 10, width: 240, measure }, 16)
  expect(placed.map(({ text }) => Number(text) % 3)).toEqual(placed.map(() => 0))
})

test('bars stay within the plot, one above the other, and a little is still seen', () => {
  const some = bars(3)
  some[1] = { start: 0, end: DAY, amounts: { a: '100000', b: '1' } }
  const both = [...series, { key: 'b', name: 'B', color: 2, total: '0', previousTotal: '0' }]
  const { bars: drawn, gutter } = layOut({ ...dataOf(some), series: both }, 400, measure)
  for (const { x, width, parts } of drawn) {
    expect(x).toBeGreaterThanOrEqual(gutter)
    expect(x + width).toBeLessThanOrEqual(400)
    for (const { y, height } of parts) {
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y + height).toBeLessThanOrEqual(HEIGHT)
      expect(height).toBeGreaterThanOrEqual(1)
    }
  }
  expect(drawn[1]?.parts).toHaveLength(2)
})

test('a day with nothing has no bar, and no day at all leaves an axis', () => {
  expect(layOut(dataOf(bars(2, '0')), 300, measure).bars.map(({ parts }) => parts)).toEqual([[], []])
  expect(layOut(dataOf([]), 300, measure).grid).toHaveLength(1)
})

test('long spans are labelled by months, once each', () => {
  const { labels } = nameBars(bars(100, '1', Date.UTC(2026, 7, 1)), 'day', 'UTC', formatFor('en-US'))
  expect(labels.map(({ text }) => text)).toEqual(['Sep', 'Oct', 'Nov'])
})

test('a bar is called by its day, its hours or its span, in the time zone asked for', () => {
  const format = formatFor('en-US')
  const [bar] = bars(1, '1', Date.UTC(2026, 10, 7, 23))
  if (!bar) throw new Error('There is a bar.')
  expect(nameBars([bar], 'day', 'Europe/Vienna', format).title(bar)).toBe('Sun, Nov 8')
  const week = { ...bar, end: bar.start + 7 * DAY }
  expect(nameBars([week], 'week', 'Europe/Vienna', format).title(week)).toBe('Nov 8 – 14')
  const hour = { ...bar, end: bar.start + DAY / 24 }
  expect(nameBars([hour], 'hour', 'UTC', format).title(hour)).toMatch(/11:00 PM.+12:00 AM/)
})
