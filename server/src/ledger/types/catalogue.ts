import type { Dimensions, UnitCost } from './common.ts'

/** A unit of credit. */
export interface Currency {
  readonly id: string
  readonly name: { readonly singular: string; readonly plural: string }
  /** Digits after the point, 0 to 9. Fixed from the start. */
  readonly scale: number
  readonly unitCost: UnitCost | null
  /** Below this, in the smallest unit, a balance is low. */
  readonly lowThreshold: bigint | null
  readonly createdAt: Date
}

export interface CurrencyRequest {
  readonly id: string
  readonly name: { readonly singular: string; readonly plural: string }
  readonly scale: number
  readonly unitCost?: UnitCost | null | undefined
  readonly lowThreshold?: bigint | null | undefined
}

/** Something metered. */
export interface Feature {
  readonly id: string
  readonly name: string
  readonly archivedAt: Date | null
  readonly createdAt: Date
}

export interface FeatureRequest {
  readonly id: string
  readonly name: string
  /** `false` brings it back from the archive; left out, it stays as it is. */
  readonly archived?: false | undefined
}

/**
 * How a price goes over a quantity. `flat`: every unit costs the same. `graduated`: each part of the quantity at
 * the price of the tier it falls in. `volume`: the whole quantity at the price of the tier its total falls in.
 */
export type RateModel = 'flat' | 'graduated' | 'volume'

export interface RateTier {
  /** The tier's last quantity, decimal; null for the last tier. */
  readonly upTo: string | null
  /** Credits for `per` units, decimal; may be finer than the currency's scale. */
  readonly price: string
}

/** One version of what a feature costs in a currency, for the dimensions named. */
export interface Rate {
  readonly id: string
  readonly feature: string
  readonly currency: string
  /** 1, 2, … within feature and currency. */
  readonly version: number
  /** What it applies to; a dimension that is not named matches any value. */
  readonly dimensions: Dimensions
  readonly model: RateModel
  /** Credits for `per` units, decimal; null unless `flat`. */
  readonly price: string | null
  /** Units that a price is for, decimal. */
  readonly per: string
  /** Whether a begun block of `per` units counts whole. */
  readonly wholeBlocks: boolean
  readonly tiers: readonly RateTier[]
  readonly effectiveAt: Date
  readonly createdAt: Date
  /** For people: `3 per 1`. */
  readonly description: string
}

export interface RateRequest {
  readonly feature: string
  readonly currency: string
  /** `*` for any value is the same as leaving the dimension out. */
  readonly dimensions?: Dimensions | undefined
  readonly model?: RateModel | undefined
  readonly price?: string | undefined
  /** `1` when left out. */
  readonly per?: string | undefined
  readonly wholeBlocks?: boolean | undefined
  readonly tiers?: readonly RateTier[] | undefined
  /** Now when left out. */
  readonly effectiveAt?: Date | undefined
}

export interface QuoteRequest {
  readonly feature: string
  readonly currency: string
  /** Decimal, `1` when left out. */
  readonly quantity?: string | undefined
  readonly dimensions?: Dimensions | undefined
  /** Whose rates count; now when left out. */
  readonly at?: Date | undefined
}

export interface RateQuote {
  /** In the currency's smallest unit, rounded up once. */
  readonly cost: bigint
  readonly rate: Rate
}

export interface PreviewRequest extends RateRequest {
  /** Past usage from here, inclusive … */
  readonly from: Date
  /** … to here, exclusive. */
  readonly to: Date
  readonly customer?: string | undefined
}

/** What a rate version would have charged over past usage, beside what was charged. */
export interface RatePreview {
  readonly consumptions: number
  /** Consumptions that the version would apply to. */
  readonly affected: number
  /** What the affected ones cost. */
  readonly before: bigint
  /** What they would have cost. */
  readonly after: bigint
  /** The customers whose costs change, the largest change first, at most 20. */
  readonly customers: readonly {
    readonly customer: string
    readonly before: bigint
    readonly after: bigint
  }[]
}
