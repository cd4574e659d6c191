/** Periods that a person can choose, as the queries they stand for, in a time zone. */
import type { Instant, Usage } from '@creditkit/sdk'
import { DAY, HOUR, MINUTE } from './format/format.ts'
import { instantOf, offsetAt } from './format/time-zone.ts'

export const RANGES = ['1h', '24h', '7d', '14d', '30d', '90d', '1y', 'custom'] as const
export type Range = (typeof RANGES)[number]

/** How long a range is; undefined for dates of one's own. */
export type Length = { count: number; unit: 'hour' | 'day' | 'year' } | undefined

const units = { h: 'hour', d: 'day', y: 'year' } as const

export function lengthOf(range: Range): Length {
  if (range === 'custom') return undefined
  return { count: Number.parseInt(range), unit: units[range.at(-1) as keyof typeof units] }
}

/** First and last day as `2026-11-21`, both included. */
export interface Days {
  from: string
  to: string
}

export interface Period {
  from: Instant
  /** Left out: up to now. */
  to?: Instant
  bucket: Usage['bucket']
}

/** Beyond this many days, bars for days say less than bars for weeks, and those less than months. */
const MOST_DAYS = 400
const MOST_WEEKS = 1500
// The start moves in steps, so that the query, and with it the resource, stays the same for a while.
const STEP = 5 * MINUTE

/** The period of a range at an instant, or undefined when custom days make none. */
export function periodOf(range: Range, days: Days, now: number, timeZone: string): Period | undefined {
  if (range === '1h') return { from: instant(now - (now % STEP) - HOUR), bucket: 'minute' }
  if (range === '24h')
    return { from: instant(now - modulo(now + offsetAt(now, timeZone), HOUR) - 23 * HOUR), bucket: 'hour' }
  if (range !== 'custom') {
    const count = range === '1y' ? 365 : Number.parseInt(range)
    const today = Math.floor((now + offsetAt(now, timeZone)) / DAY)
    const from = instantOf((today - count + 1) * DAY, timeZone)
    return { from: instant(from), bucket: range === '1y' ? 'week' : 'day' }
  }
  const [first, last] = [Date.parse(days.from), Date.parse(days.to)]
  if (!(first <= last)) return undefined
  const count = (last - first) / DAY + 1
  return {
    from: instant(instantOf(first, timeZone)),
    to: instant(instantOf(last + DAY, timeZone)),
    bucket: count <= 2 ? 'hour' : count <= MOST_DAYS ? 'day' : count <= MOST_WEEKS ? 'week' : 'month',
  }
}

const lengths = { minute: STEP, hour: HOUR, day: DAY, week: DAY, month: DAY }

/** As many whole days (hours, minutes) just before: its bars stand beside those of the period itself. */
export function periodBefore(period: Period, now: number, timeZone: string): Period {
  const { from, to, bucket } = period
  const start = Date.parse(from)
  const length = lengths[bucket]
  const span = Math.ceil((to ? Date.parse(to) - start : now - start) / length) * length
  const before = instantOf(start + offsetAt(start, timeZone) - span, timeZone)
  return { from: instant(before), to: from, bucket }
}

const instant = (at: number): Instant => new Date(at).toISOString()

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor
