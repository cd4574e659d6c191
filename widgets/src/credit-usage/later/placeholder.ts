/** The figures whose outlines make the skeleton. */
import type { Usage } from '@creditkit/sdk'
import { DAY } from '../../foundation/format/format.ts'
import { figuresPlaceholder } from '../figures.ts'

const heights = [31, 35, 40, 43, 14, 12, 45, 51, 49, 52, 57, 20, 15, 64]
const first = Date.UTC(2026, 10, 8)
const instant = (day: number): string => new Date(first + day * DAY).toISOString()

export const placeholder: Usage = {
  currency: '',
  from: instant(0),
  to: instant(heights.length),
  timeZone: 'UTC',
  bucket: 'day',
  groupBy: 'feature',
  ...figuresPlaceholder,
  groups: ['Chat', 'Email summaries'].map((name) => ({ key: name, name, total: '1', previousTotal: '1' })),
  buckets: heights.map((height, day) => ({
    start: instant(day),
    end: instant(day + 1),
    total: String(height),
    amounts: { Chat: String(height) },
  })),
  asOf: instant(0),
}
