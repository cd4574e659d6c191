import type { Forecast } from './types/pool.ts'

/** The pace is taken over so many days of UTC, today among them. */
export const FORECAST_WINDOW_DAYS = 30

const DAY = 86_400_000
const SECOND = 1000

/** Beyond this a forecast says nothing: ten years, in seconds. */
const LONGEST_RUNWAY = 315_360_000n

/** Used, in the smallest unit, in so many milliseconds. */
export interface Pace {
  readonly used: bigint
  readonly elapsed: number
}

/**
 * What was used since the first day of usage in the window, and the time since then, a day at least. Null without
 * usage.
 *
 * @param since midnight of the first day with usage in the window.
 */
export function toPace(used: bigint, since: Date, now: Date): Pace | null {
  return used <= 0n ? null : { used, elapsed: Math.max(now.getTime() - since.getTime(), DAY) }
}

/** What will have been used by a moment if the pace stays. */
export function usedUntil(moment: Date, pace: Pace, now: Date): bigint {
  return (pace.used * BigInt(moment.getTime() - now.getTime())) / BigInt(pace.elapsed)
}

/** Credits that expire together. */
export interface Expiring {
  readonly at: Date
  readonly amount: bigint
}

/** What will be lost if it is not used before, the soonest first. */
export interface Losses {
  /** With their grants' dates. */
  readonly expiring: readonly Expiring[]
  /** To roll-overs' caps. */
  readonly aboveCap: readonly Expiring[]
}

/**
 * What of the available credits will be used ÷ pace: those that expire next are used first, then what caps will take,
 * and what is left of them then is lost.
 */
export function toForecast(available: bigint, losses: Losses, pace: Pace, now: Date): Forecast {
  const { used, elapsed } = pace
  const usable = usableOf(available, losses, pace, now)
  const left = usable > 0n ? (usable * BigInt(elapsed)) / used / BigInt(SECOND) : 0n
  const seconds = Number(left < LONGEST_RUNWAY ? left : LONGEST_RUNWAY)
  return {
    seconds,
    runsOutAt: new Date(now.getTime() + seconds * SECOND),
    perDay: (used * BigInt(DAY) + BigInt(elapsed) / 2n) / BigInt(elapsed),
    windowDays: Math.ceil(elapsed / DAY),
  }
}

function usableOf(available: bigint, { expiring, aboveCap }: Losses, pace: Pace, now: Date): bigint {
  let staying = available
  let usable = 0n
  // What caps will take has no date, so it burns after what has one.
  for (const { at, amount } of [...expiring, ...aboveCap]) {
    const used = usedUntil(at, pace, now)
    staying -= amount
    if (used > usable) usable = usable + amount < used ? usable + amount : used
  }
  return usable + staying
}
