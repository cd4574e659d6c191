import type * as z from 'zod'
import { type Currency, type Feature, formatAmount, type Rate } from '../../ledger/index.ts'
import type * as schemas from '../schemas/catalogue.ts'
import { viewCurrency } from './ledger.ts'

export function viewCurrencyDefinition(currency: Currency): z.input<typeof schemas.CurrencyDefinition> {
  const { lowThreshold, scale } = currency
  return {
    ...viewCurrency(currency),
    lowThreshold: lowThreshold === null ? null : formatAmount(lowThreshold, scale),
  }
}

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
