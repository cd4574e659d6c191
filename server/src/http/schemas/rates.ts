import * as z from 'zod'
import { Rate, RateRequest } from './catalogue.ts'
import { Amount, Dimensions, InstantInput, Quantity, currencyId, hostId, page } from './values.ts'

export const RatePage = page('RatePage', Rate)

export const RateQuoteRequest = z
  .strictObject({
    currency: currencyId.optional(),
    quantity: Quantity.optional().meta({ description: 'Of the feature; "1" unless given.' }),
    dimensions: Dimensions.optional(),
    at: InstantInput.optional().meta({ description: 'Whose rates count; now unless given.' }),
  })
  .meta({ id: 'RateQuoteRequest', example: { quantity: '1250', dimensions: { model: 'large' } } })

export const RateQuote = z
  .strictObject({ currency: z.string(), cost: Amount, rate: Rate })
  .meta({ id: 'RateQuote', description: 'What a use costs, rounded up once to the currency’s scale.' })

export const RatePreviewRequest = z
  .strictObject({
    // What a preview answers is over past usage, so when the version would take effect has no part in it.
    ...RateRequest.omit({ effectiveAt: true }).shape,
    from: InstantInput.meta({ description: 'Past usage from here on …' }),
    to: InstantInput.meta({ description: '… to before here.' }),
    customer: hostId.optional().meta({ description: 'Of this customer only.' }),
  })
  .refine((value) => value.from < value.to, { path: ['to'], message: 'must be later than "from"' })
  .meta({
    id: 'RatePreviewRequest',
    example: { price: '4', from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  })

const sums = {
  before: Amount.meta({ description: 'What the affected consumptions cost.' }),
  after: Amount.meta({ description: 'What they would have cost.' }),
}

export const RatePreview = z
  .strictObject({
    currency: z.string(),
    consumptions: z.int(),
    affected: z.int().meta({ description: 'Consumptions that the version would apply to.' }),
    ...sums,
    customers: z
      .array(z.strictObject({ customer: z.string(), ...sums }))
      .meta({ description: 'Those whose costs change, the largest change first, at most 20.' }),
  })
  .meta({ id: 'RatePreview', description: 'What a rate would have charged, beside what was charged.' })
