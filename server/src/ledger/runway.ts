import type { Forecast } from './types/pool.ts'

/** The pace is taken over so many days of UTC, today among them. */
export const FORECAST_WINDOW_DAYS = 30

const DAY = 86_400_000
const SECOND = 1000

/** Beyond this a forecast says nothing: ten years, in seconds. */
const LONGEST_RUNWAY = 315_360_000n

/**
 * Available ÷ pace, where the pace is what was used since the first day of usage in the window, divided by the time
 * since then, a day at least. Null without usage.
 *
 * @param since midnight of the first day with usage in the window.
 */
export function toForecast(available: bigint, used: bigint, since: Date, now: Date): Forecast | null {
  if (used <= 0n) return null
  const elapsed = Math.max(now.getTime() - since.getTime(), DAY)
  const left = available > 0n ? (available * BigInt(elapsed)) / used / BigInt(SECOND) : 0n
  const seconds = Number(left < LONGEST_RUNWAY ? left : LONGEST_RUNWAY)
  return {
    seconds,
    runsOutAt: new Date(now.getTime() + seconds * SECOND),
    perDay: (used * BigInt(DAY) + BigInt(elapsed) / 2n) / BigInt(elapsed),
    windowDays: Math.ceil(elapsed / DAY),
  }
}
