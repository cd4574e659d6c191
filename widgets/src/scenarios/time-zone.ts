import type { Usage } from '@creditkit/sdk'
import { day, hour, minute } from './world.ts'

const lengths = { minute, hour, day, week: 7 * day, month: 31 * day }

/** The starts of the buckets that cover `from` to `to`, in the time zone, with the end of the last one. */
export function bucketStarts(from: number, to: number, bucket: Usage['bucket'], timeZone: string): number[] {
  const starts = [startOf(from, bucket, timeZone)]
  for (let start = starts[0] ?? from; start < to; starts.push(start)) {
    // A step a little too far and back to the start finds the next one across any change of clocks.
    const margin = bucket === 'minute' || bucket === 'hour' ? 0 : 2 * hour
    start = startOf(start + lengths[bucket] + margin, bucket, timeZone)
  }
  return starts
}

/** The bucket that suits a span, where none is asked for. */
export function bucketFor(span: number): Usage['bucket'] {
  if (span <= 3 * hour) return 'minute'
  if (span <= 3 * day) return 'hour'
  if (span <= 120 * day) return 'day'
  return span <= 400 * day ? 'week' : 'month'
}

function startOf(instant: number, bucket: Usage['bucket'], timeZone: string): number {
  if (bucket === 'minute') return instant - (instant % minute)
  const offset = offsetAt(instant, timeZone)
  const local = instant + offset
  if (bucket === 'hour') return local - modulo(local, hour) - offset
  const date = new Date(local)
  if (bucket === 'month') date.setUTCDate(1)
  if (bucket === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  const midnight = date.setUTCHours(0, 0, 0, 0)
  const guess = midnight - offsetAt(midnight - offset, timeZone)
  return midnight - offsetAt(guess, timeZone)
}

const modulo = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far local time is ahead of UTC, in ms. */
function offsetAt(instant: number, timeZone: string): number {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  )
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  )
  return local - (instant - modulo(instant, 1000))
}
