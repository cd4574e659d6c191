import { formatAmount } from '../amount.ts'
import type { ConsumeRequest } from '../types/entry.ts'
import type { Wanted } from './operations.ts'

export function amountOf(number: number): bigint {
  return BigInt((number % 5000) + 1)
}

/** The cost is worked out by hand: 2000 an image, a tenth a character, rounded up. */
export function usageOf(x: number, y: number): { wanted: Wanted; usage: Partial<ConsumeRequest> } {
  const count = (y % 3) + 1
  if (x % 3 === 0) return { wanted: { feature: null, cost: amountOf(y) }, usage: { amount: amountOf(y) } }
  if (x % 3 === 1) {
    const wanted = { feature: 'image', cost: BigInt(count) * 2000n }
    return { wanted, usage: { feature: 'image', quantity: String(count) } }
  }
  const tenths = BigInt(y % 90_000) + 1n
  const wanted = { feature: 'text', cost: (tenths + 99n) / 100n }
  return { wanted, usage: { feature: 'text', quantity: formatAmount(tenths, 1) } }
}
