import type { CreditsServer } from '@creditkit/sdk/node'

export const CURRENCY = 'ai-credits'
export const FEATURES = {
  summary: { id: 'email-summary', name: 'Email summaries', price: '3' },
  image: { id: 'image', name: 'Images', price: '20' },
} as const

/** Before anything was metered, so that usage of any day has a rate. */
const RATES_SINCE = '2026-01-01T00:00:00Z'

/** Dollars in cents. One credit costs a tenth of a cent; more at once cost less. */
const PACKAGES = [
  { id: 'starter', name: '5,000 AI credits', credits: '5000', cents: '500' },
  { id: 'regular', name: '25,000 AI credits', credits: '25000', cents: '2250' },
  { id: 'studio', name: '100,000 AI credits', credits: '100000', cents: '8000' },
]

/** Tells Creditkit what this product sells and meters. Doing it again changes nothing. */
export async function registerCatalogue({ catalogue }: CreditsServer): Promise<void> {
  await catalogue.putCurrency(CURRENCY, {
    name: { singular: 'AI credit', plural: 'AI credits' },
    scale: 0,
    unitCost: { amount: '0.1', currency: 'usd' },
    lowThreshold: '500',
  })
  await Promise.all(
    Object.values(FEATURES).map(async ({ id, name, price }) => {
      const { rates } = await catalogue.putFeature(id, { name })
      // A rate once added stays; another one would be a further version of it.
      if (!rates.length)
        await catalogue.addRate(
          id,
          { currency: CURRENCY, price, effectiveAt: RATES_SINCE },
          { idempotencyKey: `rate-${id}-${price}` },
        )
    }),
  )
  await Promise.all(
    PACKAGES.map(({ id, name, credits, cents }, displayOrder) =>
      catalogue.putPackage(id, {
        name,
        currency: CURRENCY,
        credits,
        prices: [{ amount: cents, currency: 'usd' }],
        displayOrder,
      }),
    ),
  )
  await catalogue.putCustomAmount(CURRENCY, {
    minimum: '1000',
    maximum: '1000000',
    step: '100',
    tiers: [
      { from: '0', unitPrice: { amount: '0.1', currency: 'usd' } },
      { from: '25000', unitPrice: { amount: '0.09', currency: 'usd' } },
      { from: '100000', unitPrice: { amount: '0.08', currency: 'usd' } },
    ],
  })
}
