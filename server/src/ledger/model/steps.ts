import { formatAmount } from '../amount.ts'
import type { UsageRequest } from '../types/entry.ts'
import type { Driver } from './driver.ts'
import type { Wanted } from './operations.ts'
import { costOf, type ModelRate, rateAt } from './rates.ts'
import type { ModelHold } from './state.ts'

/** They say how a step is done. */
export interface Numbers {
  readonly x: number
  readonly y: number
  readonly z: number
}

export interface ModelUsage {
  readonly wanted: Wanted
  readonly usage: Pick<UsageRequest, 'feature' | 'quantity' | 'amount' | 'dimensions'>
}

export function amountOf(number: number): bigint {
  return BigInt((number % 5000) + 1)
}

/** By amount, of no feature. */
export function wholeUsage(amount: bigint): ModelUsage {
  return { wanted: { feature: null, cost: amount, version: null }, usage: { amount } }
}

/** By amount; or by feature, at a cost that is worked out by hand: 2000 an image, a tenth a character, rounded up. */
export function usageOf(driver: Driver, x: number, y: number, moment: number): ModelUsage {
  switch (x % 5) {
    case 0:
      return wholeUsage(amountOf(y))
    case 1: {
      const count = (y % 3) + 1
      const wanted = { feature: 'image', cost: BigInt(count) * 2000n, version: 1 }
      return { wanted, usage: { feature: 'image', quantity: String(count) } }
    }
    case 2: {
      const tenths = BigInt(y % 90_000) + 1n
      const wanted = { feature: 'text', cost: (tenths + 99n) / 100n, version: 1 }
      return { wanted, usage: { feature: 'text', quantity: formatAmount(tenths, 1) } }
    }
    default: {
      const dimension = [null, 'a', 'b'][y % 3] ?? null
      return pricedUsage(driver, y, dimension, rateAt(driver.model.rates, dimension, moment))
    }
  }
}

/** Of the feature whose rates change. */
export function pricedUsage(
  { feature }: Driver,
  y: number,
  dimension: string | null,
  rate: ModelRate | undefined,
): ModelUsage {
  // Often about where the rate's block or first tier ends.
  const edge = (rate?.size ?? 1n) * 10n - 1n + BigInt(y % 3)
  const tenths = y % 4 === 0 ? edge : BigInt(y % 900) + 1n
  const cost = rate === undefined ? null : costOf(rate, tenths)
  const usage = { feature, quantity: formatAmount(tenths, 1) }
  return {
    wanted: { feature, cost, version: rate?.version ?? null, dimension },
    usage: dimension === null ? usage : { ...usage, dimensions: { model: dimension } },
  }
}

/** Whole, by a quantity at its own rate, or that of now, or by an amount. */
export function settlementOf(
  driver: Driver,
  { amount, feature, dimension, version }: ModelHold,
  y: number,
): { wanted: Wanted; by: { amount?: bigint; quantity?: string } } {
  if (y % 5 === 0) return { wanted: { feature, cost: amount, version }, by: {} }
  if (y % 5 === 1 && feature === driver.feature) {
    const { rates } = driver.model
    const rate = rates.find((own) => own.version === version) ?? rateAt(rates, dimension, driver.now)
    const { wanted, usage } = pricedUsage(driver, y, dimension, rate)
    return { wanted, by: { quantity: usage.quantity ?? '1' } }
  }
  const cost = (amount * BigInt(y % 16)) / 10n
  return { wanted: { feature, cost, version: null }, by: { amount: cost } }
}
