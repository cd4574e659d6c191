import { trimDecimal } from './amount.ts'
import type { Rate, RateModel } from './types/catalogue.ts'
import type { Dimensions } from './types/common.ts'

export const RATE_COLUMNS = `feature, currency, version, id, dimensions, model, prices, limits, per,
  whole_blocks, effective_at, created_at`

export interface RateRow {
  readonly feature: string
  readonly currency: string
  readonly version: number
  readonly id: string
  readonly dimensions: Dimensions
  readonly model: RateModel
  readonly prices: readonly string[]
  readonly limits: readonly string[]
  readonly per: string
  readonly whole_blocks: boolean
  readonly effective_at: Date
  readonly created_at: Date
}

export function toRate(row: RateRow | undefined): Rate {
  if (row === undefined) throw new Error('The database gave no rate.')
  const prices = row.prices.map(trimDecimal)
  const limits = row.limits.map(trimDecimal)
  return {
    id: row.id,
    feature: row.feature,
    currency: row.currency,
    version: row.version,
    dimensions: row.dimensions,
    model: row.model,
    price: row.model === 'flat' ? (prices[0] ?? null) : null,
    per: trimDecimal(row.per),
    wholeBlocks: row.whole_blocks,
    tiers: row.model === 'flat' ? [] : prices.map((price, tier) => ({ upTo: limits[tier] ?? null, price })),
    effectiveAt: row.effective_at,
    createdAt: row.created_at,
    description: describeRate(row.model, prices, limits, trimDecimal(row.per), row.whole_blocks),
  }
}

/** For people: `3 per 1`, `graduated: 2 per 1 up to 100, then 1 per 1`. */
export function describeRate(
  model: RateModel,
  prices: readonly string[],
  limits: readonly string[],
  per: string,
  wholeBlocks: boolean,
): string {
  const unit = wholeBlocks ? `per block of ${per}` : `per ${per}`
  const tiers = prices.map((price, tier) => {
    const limit = limits[tier]
    const end = limit === undefined ? '' : ` up to ${limit}`
    return `${tier > 0 ? 'then ' : ''}${price} ${unit}${end}`
  })
  return `${model === 'flat' ? '' : `${model}: `}${tiers.join(', ')}`
}
