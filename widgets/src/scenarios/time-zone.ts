import type { Usage } from '@creditkit/sdk'
import { instantOf, offsetAt } from '../foundation/format/time-zone.ts'
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
  const local = instant + offsetAt(instant, timeZone)
  if (bucket === 'hour') return instant - (((local % hour) + hour) % hour)
  const date = new Date(local)
  if (bucket === 'month') date.setUTCDate(1)
  if (bucket === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return instantOf(date.setUTCHours(0, 0, 0, 0), timeZone)
}
