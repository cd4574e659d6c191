import * as z from 'zod'
import { priority } from './host.ts'
import { Currency } from './ledger.ts'
import {
  Amount,
  AmountInput,
  Dimensions,
  Instant,
  InstantInput,
  Money,
  MoneyInput,
  PositiveAmount,
  Quantity,
  UnitPrice,
  UnitPriceInput,
  currencyId,
  digits,
  text,
} from './values.ts'

export const CurrencyRequest = z
  .strictObject({
    name: z.strictObject({ singular: text(60), plural: text(60) }),
    scale: z.int().min(0).max(9).meta({ description: 'Digits after the point; fixed from the start.' }),
    unitCost: UnitPriceInput.optional(),
    lowThreshold: AmountInput.optional().meta({ description: 'Below it a `low` alert is raised.' }),
  })
  .meta({
    id: 'CurrencyRequest',
    example: {
      name: { singular: 'AI credit', plural: 'AI credits' },
      scale: 0,
      unitCost: { amount: '0.1', currency: 'usd' },
      lowThreshold: '500',
    },
  })

export const CurrencyDefinition = z
  .strictObject({ ...Currency.shape, lowThreshold: Amount.nullable() })
  .meta({ id: 'CurrencyDefinition', description: 'A unit of credit, as the catalogue has it.' })

export const CurrencyList = z.strictObject({ data: z.array(CurrencyDefinition) }).meta({ id: 'CurrencyList' })

export const FeatureRequest = z
  .strictObject({
    name: text(100),
    archived: z.literal(false, 'must be false: POST /v1/features/{id}/archive archives').optional().meta({
      description:
        'Brings it back from the archive. Left out, it stays there: naming it again brings nothing back.',
    }),
  })
  .meta({ id: 'FeatureRequest', example: { name: 'Chat' } })

const RateModel = z.enum(['flat', 'graduated', 'volume']).meta({
  id: 'RateModel',
  description:
    'flat: every unit costs the same. graduated: each part of the quantity at the price of the tier it falls in. ' +
    'volume: the whole quantity at the price of the tier that its total falls in.',
})

export const Rate = z
  .strictObject({
    id: z.string(),
    version: z.int(),
    feature: z.string(),
    currency: z.string(),
    model: RateModel,
    price: z.string().nullable().meta({ description: 'Credits for `per` of the feature; null unless flat.' }),
    per: z.string(),
    wholeBlocks: z.boolean().meta({ description: 'Whether a begun block of `per` counts whole.' }),
    tiers: z.array(z.strictObject({ upTo: z.string().nullable(), price: z.string() })),
    dimensions: Dimensions,
    effectiveAt: Instant,
    createdAt: Instant,
    description: z.string(),
  })
  .meta({ id: 'Rate', description: 'What a feature costs from an instant on.' })

export const Feature = z
  .strictObject({ id: z.string(), name: z.string(), archived: z.boolean(), rates: z.array(Rate) })
  .meta({ id: 'Feature', description: 'Something metered, with all versions of its rates.' })

export const FeatureList = z.strictObject({ data: z.array(Feature) }).meta({ id: 'FeatureList' })

const RatePrice = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, `must be a decimal string such as "3" or "0.05", ${digits(12, 12)}`)
  .meta({ id: 'RatePrice', description: 'Credits; may be finer than the currency’s scale.', example: '3' })

const RateTier = z.strictObject({
  upTo: Quantity.nullable().meta({ description: 'The tier’s last quantity; null for the last tier.' }),
  price: RatePrice,
})

export const RateRequest = z
  .strictObject({
    currency: currencyId.optional(),
    model: RateModel.optional().meta({ description: 'flat unless given.' }),
    price: RatePrice.optional().meta({ description: 'Credits for `per` of the feature, for a flat rate.' }),
    tiers: z.array(RateTier).min(1).max(50).optional(),
    per: Quantity.optional().meta({ description: '"1" unless given.' }),
    wholeBlocks: z.boolean().optional().meta({
      description: 'Whether a quantity is rounded up to a multiple of `per` first. No unless given.',
    }),
    dimensions: Dimensions.optional().meta({
      description:
        'For uses with these dimensions, whatever others they have; "*" is any value, and as good as none. A use takes ' +
        'the rate that names the most of its dimensions, of equal ones that whose names come first in the alphabet.',
    }),
    effectiveAt: InstantInput.optional().meta({ description: 'Now unless given.' }),
  })
  .meta({ id: 'RateRequest', example: { price: '3', per: '1000', dimensions: { model: 'large' } } })

const packageTerms = {
  expiresAfterDays: z
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .meta({ description: 'Of what it grants; never unless given.' }),
  priority: priority.optional().meta({ description: 'Of what it grants; 0 unless given.' }),
  active: z.boolean().optional().meta({ description: 'false takes it off sale.' }),
}

export const PackageRequest = z
  .strictObject({
    name: text(100),
    currency: currencyId.optional(),
    credits: PositiveAmount,
    bonusCredits: AmountInput.optional(),
    prices: z.array(MoneyInput).min(1).max(20).meta({ description: 'One for each currency of money.' }),
    ...packageTerms,
    perCustomerLimit: z.int().min(1).max(1_000_000).optional(),
    maximumQuantity: z.int().min(1).max(1000).optional(),
    displayOrder: z.int().min(0).max(10_000).optional(),
  })
  .meta({
    id: 'PackageRequest',
    example: {
      name: 'Starter',
      credits: '5000',
      bonusCredits: '250',
      prices: [{ amount: '500', currency: 'usd' }],
      expiresAfterDays: 365,
    },
  })

export const PackageDefinition = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    currency: z.string(),
    credits: Amount,
    bonusCredits: Amount,
    prices: z.array(Money),
    expiresAfterDays: z.int().nullable(),
    priority: z.int(),
    perCustomerLimit: z.int().nullable(),
    maximumQuantity: z.int(),
    displayOrder: z.int(),
    active: z.boolean(),
  })
  .meta({ id: 'PackageDefinition', description: 'A package as the host defined it.' })

export const PackageDefinitionList = z
  .strictObject({ data: z.array(PackageDefinition) })
  .meta({ id: 'PackageDefinitionList' })

export const CustomAmountRequest = z
  .strictObject({
    minimum: PositiveAmount,
    maximum: PositiveAmount,
    step: PositiveAmount.optional().meta({ description: 'Amounts are multiples of it; "1" unless given.' }),
    tiers: z
      .array(z.strictObject({ from: AmountInput, unitPrice: UnitPriceInput }))
      .min(1)
      .max(50)
      .meta({ description: 'The tier that an amount falls into prices every credit of it.' }),
    ...packageTerms,
  })
  .meta({
    id: 'CustomAmountRequest',
    example: {
      minimum: '1000',
      maximum: '100000',
      step: '100',
      tiers: [
        { from: '0', unitPrice: { amount: '0.1', currency: 'usd' } },
        { from: '20000', unitPrice: { amount: '0.09', currency: 'usd' } },
      ],
    },
  })

export const CustomAmountDefinition = z
  .strictObject({
    currency: z.string(),
    minimum: Amount,
    maximum: Amount,
    step: Amount,
    tiers: z.array(z.strictObject({ from: Amount, unitPrice: UnitPrice })),
    expiresAfterDays: z.int().nullable(),
    priority: z.int(),
    active: z.boolean(),
  })
  .meta({ id: 'CustomAmountDefinition', description: 'A freely chosen amount as the host defined it.' })
