/** Which alert a balance calls for, with hysteresis so that one at its edge does not flicker. */
import type { Balance } from '@creditkit/sdk'
import { compare, fromUnits, toUnits } from '../foundation/format/arithmetic.ts'
import { isNegative, isZero } from '../foundation/format/decimal.ts'
import { DAY } from '../foundation/format/format.ts'

export type Alert = 'negative' | 'held_up' | 'low' | 'expiring'

export interface Limits {
  /** Below it the balance is low; the currency's own where undefined. */
  lowThreshold: string | undefined
  /** How near an expiry has to be, in days. */
  expiringWithin: number
}

/** A low balance is low until it is this much above the threshold, in percent. */
const CLEARED_AT = 110n
/** An expiry, once told of, stays so while it is this much further off, in ms: clocks differ. */
const EXPIRY_MARGIN = 60_000

/** The gravest alert there is; `shown` is the one on the screen. */
export function decide(
  { available, balance, held, lowThreshold, nextExpiry }: Balance,
  limits: Limits,
  shown: Alert | undefined,
  now: number,
): Alert | undefined {
  if (isNegative(balance)) return 'negative'
  if ((isZero(available) || isNegative(available)) && !isZero(held)) return 'held_up'
  const threshold = limits.lowThreshold ?? lowThreshold ?? '0'
  const edge = shown === 'low' ? raised(threshold) : threshold
  if (isZero(available) || compare(available, edge) < 0) return 'low'
  if (!nextExpiry || isZero(nextExpiry.amount)) return undefined
  const margin = shown === 'expiring' ? EXPIRY_MARGIN : 0
  const left = Date.parse(nextExpiry.at) - now
  return left > 0 && left <= limits.expiringWithin * DAY + margin ? 'expiring' : undefined
}

function raised(threshold: string): string {
  const scale = 12
  return fromUnits((toUnits(threshold, scale) * CLEARED_AT) / 100n, scale)
}
