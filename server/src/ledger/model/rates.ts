import { formatAmount } from '../amount.ts'
import type { RateRequest } from '../types/catalogue.ts'
import { smaller } from './state.ts'

export const RATE_MODELS = ['flat', 'blocks', 'graduated', 'volume'] as const

/** Prices in thousandths of a credit; quantities of a usage in tenths of a unit. */
export interface ModelRate {
  readonly version: number
  readonly model: (typeof RATE_MODELS)[number]
  /** Units that a price is for, or those of the first of two tiers. */
  readonly size: bigint
  readonly prices: readonly [bigint, bigint]
  /** Null: whatever the usage names. */
  readonly dimension: string | null
  readonly effectiveAt: number
}

/** In hundredths of a credit, rounded up once. */
export function costOf({ model, size, prices: [low, high] }: ModelRate, tenths: bigint): bigint {
  const edge = size * 10n
  switch (model) {
    case 'flat':
      return ceiling(low * tenths, size * 100n)
    case 'blocks':
      return ceiling(low * ceiling(tenths, edge), 10n)
    case 'graduated':
      return ceiling(low * smaller(tenths, edge) + high * (tenths > edge ? tenths - edge : 0n), 100n)
    default:
      return ceiling((tenths > edge ? high : low) * tenths, 100n)
  }
}

/** The exact dimension before any; then the latest that is in effect. */
export function rateAt(
  rates: readonly ModelRate[],
  dimension: string | null,
  moment: number,
): ModelRate | undefined {
  return rates
    .filter((rate) => rate.effectiveAt <= moment)
    .filter((rate) => rate.dimension === null || rate.dimension === dimension)
    .sort(
      (a, b) => Number(a.dimension === null) - Number(b.dimension === null) || b.effectiveAt - a.effectiveAt,
    )[0]
}

export function toRateRequest(rate: ModelRate): Omit<RateRequest, 'feature' | 'currency'> {
  const { model, size, dimension, effectiveAt } = rate
  const [low, high] = [formatAmount(rate.prices[0], 3), formatAmount(rate.prices[1], 3)]
  const when = { dimensions: { model: dimension ?? '*' }, effectiveAt: new Date(effectiveAt) }
  if (model === 'flat' || model === 'blocks') {
    return { ...when, price: low, per: String(size), wholeBlocks: model === 'blocks' }
  }
  return {
    ...when,
    model,
    tiers: [
      { upTo: String(size), price: low },
      { upTo: null, price: high },
    ],
  }
}

function ceiling(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b
}
