import type { Catalogue, Check, Package, Quote, QuoteRequest, UnitPrice } from '@creditkit/sdk'
import { divideHalfUp, toAmount, toUnits } from './amounts.ts'
import { day, type World } from './world.ts'

const dollars = { currency: 'usd', scale: 2 }
/** Price of a credit by volume, in minor units. */
const tiers = [
  { from: '1000', price: '0.1' },
  { from: '25000', price: '0.09' },
  { from: '100000', price: '0.08' },
].map((tier) => ({ from: tier.from, unitPrice: { amount: tier.price, ...dollars } satisfies UnitPrice }))

const packages = [
  { id: 'small', name: '5,000 credits', credits: '5000', bonus: '0', cents: '500', unit: '0.1', saving: 0 },
  {
    id: 'medium',
    name: '25,000 credits',
    credits: '25000',
    bonus: '0',
    cents: '2250',
    unit: '0.09',
    saving: 10,
  },
  {
    id: 'large',
    name: '100,000 credits',
    credits: '100000',
    bonus: '10000',
    cents: '8250',
    unit: '0.075',
    saving: 25,
  },
]

/** What a scenario's customer can buy. */
export function catalogueOf({ recipe }: World): Catalogue {
  return {
    packages: packages.map((each, index): Package => ({
      id: each.id,
      name: each.name,
      currency: recipe.currency.id,
      credits: each.credits,
      bonusCredits: each.bonus,
      price: { amount: each.cents, ...dollars },
      unitPrice: { amount: each.unit, ...dollars },
      savingPercent: each.saving,
      expiresAfterDays: 365,
      perCustomerLimit: null,
      purchasable: true,
      displayOrder: index,
    })),
    custom: { currency: recipe.currency.id, minimum: '1000', maximum: '1000000', step: '1000', tiers },
    moneyCurrencies: ['usd'],
    moneyCurrency: 'usd',
    promotionCodes: true,
    checkoutModes: ['hosted', 'embedded'],
  }
}

/** The price of a request, or undefined when there is no such package or amount. */
export function quoteOf(world: World, request: QuoteRequest, now: number): Quote | undefined {
  const chosen = 'packageId' in request ? packages.find((each) => each.id === request.packageId) : undefined
  const credits = 'credits' in request ? request.credits : chosen?.credits
  if (credits === undefined) return undefined
  const { scale, id } = world.recipe.currency
  const units = toUnits(credits, scale)
  const tier = tiers.findLast(({ from }) => toUnits(from, scale) <= units)
  if (!tier) return undefined
  const price = (unit: string): bigint => divideHalfUp(units * toUnits(unit, 6), 10n ** BigInt(scale + 6))
  const cents = chosen ? BigInt(chosen.cents) : price(tier.unitPrice.amount)
  const total = units + toUnits(chosen?.bonus ?? '0', scale)
  const saved = divideHalfUp(total * toUnits('0.1', 6), 10n ** BigInt(scale + 6)) - cents
  return {
    currency: id,
    packageId: chosen?.id ?? null,
    credits,
    bonusCredits: chosen?.bonus ?? '0',
    totalCredits: toAmount(total, scale),
    price: { amount: cents.toString(), ...dollars },
    unitPrice: chosen ? { amount: chosen.unit, ...dollars } : tier.unitPrice,
    saving: saved > 0n ? { amount: saved.toString(), ...dollars } : null,
    savingPercent: saved > 0n ? Number((saved * 100n) / (cents + saved)) : 0,
    grantExpiresAt: new Date(now + 365 * day).toISOString(),
    balance: toAmount(world.ledger.balance, scale),
    newBalance: toAmount(world.ledger.balance + total, scale),
  }
}

/** Whether there are credits for a feature; undefined when there is no such feature. */
export function checkOf({ recipe, ledger }: World, query: URLSearchParams): Check | undefined {
  const feature = recipe.features.find(({ id }) => id === query.get('feature'))
  if (!feature) return undefined
  const { scale } = recipe.currency
  const cost = feature.rate * recipe.factor * BigInt(query.get('quantity') ?? '1')
  const available = ledger.balance - toUnits(recipe.held, scale)
  const allowed = available + toUnits(recipe.overdraftLimit, scale) >= cost
  return {
    allowed,
    cost: toAmount(cost, scale),
    available: toAmount(available, scale),
    remaining: toAmount(allowed ? available - cost : available, scale),
    missing: toAmount(allowed ? 0n : cost - available, scale),
    seq: String(ledger.entries.length),
  }
}
