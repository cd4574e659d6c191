import type * as z from 'zod'
import type { Feature, Rate } from '../../ledger/index.ts'
import type * as schemas from '../schemas/catalogue.ts'

export function viewRate(rate: Rate): z.input<typeof schemas.Rate> {
  return {
    id: rate.id,
    version: rate.version,
    feature: rate.feature,
    currency: rate.currency,
    model: rate.model,
    price: rate.price,
    per: rate.per,
    wholeBlocks: rate.wholeBlocks,
    tiers: rate.tiers.map(({ upTo, price }) => ({ upTo, price })),
    dimensions: { ...rate.dimensions },
    effectiveAt: rate.effectiveAt.toISOString(),
    createdAt: rate.createdAt.toISOString(),
    description: rate.description,
  }
}

export function viewFeature(feature: Feature, rates: readonly Rate[]): z.input<typeof schemas.Feature> {
  return {
    id: feature.id,
    name: feature.name,
    archived: feature.archivedAt !== null,
    rates: rates.map(viewRate),
  }
}
