import type { Currency } from '../ledger/index.ts'
import { formatAmount } from '../ledger/index.ts'
import type { Context } from './context.ts'
import { chooseCurrency } from './currency.ts'
import {
  type CustomAmountDefinition,
  type CustomAmountRow,
  findCustomAmount,
  viewBounds,
} from './custom-amounts.ts'
import { TopUpError } from './errors.ts'
import { boughtByPackage } from './limits.ts'
import { type Money, money, type UnitPrice, unitPrice } from './money.ts'
import { type PackageRow, packagesOnSale } from './packages.ts'
import { compare, divide, floor, type Rational, rational, subtract } from './rational.ts'

/** A package as a customer sees it. */
export interface Package {
  id: string
  name: string
  currency: string
  credits: string
  bonusCredits: string
  price: Money
  unitPrice: UnitPrice
  savingPercent: number
  expiresAfterDays: number | null
  perCustomerLimit: number | null
  purchasable: boolean
  displayOrder: number
}

export type CustomAmount = Pick<CustomAmountDefinition, 'currency' | 'minimum' | 'maximum' | 'step' | 'tiers'>

/** Everything that a customer can buy. */
export interface Catalogue {
  packages: Package[]
  custom: CustomAmount | null
  moneyCurrencies: string[]
  moneyCurrency: string
  promotionCodes: boolean
  checkoutModes: ('hosted' | 'embedded')[]
}

/** What is on sale in one currency of credits, with what belongs to choosing from it. */
export interface Offer {
  readonly currency: Currency
  readonly packages: readonly PackageRow[]
  readonly custom: CustomAmountRow | null
  readonly moneyCurrencies: readonly string[]
  readonly moneyCurrency: string
  /** The dearest unit price on sale, against which savings are told; null if nothing is on sale. */
  readonly basePrice: Rational | null
}

export async function getCatalogue(
  context: Context,
  request: {
    readonly customer: string
    readonly currency?: string | undefined
    readonly moneyCurrency?: string | undefined
  },
): Promise<Catalogue> {
  const offer = await loadOffer(context, request)
  const bought = await boughtByPackage(context.pool, request.customer)
  const tiers = offer.custom?.tiers.filter((tier) => tier.moneyCurrency === offer.moneyCurrency) ?? []
  return {
    packages: offer.packages.flatMap((row) => viewPackage(row, offer, bought.get(row.id) ?? 0)),
    custom:
      offer.custom && tiers.length > 0
        ? { currency: offer.currency.id, ...viewBounds(offer.custom, offer.currency, tiers) }
        : null,
    moneyCurrencies: [...offer.moneyCurrencies],
    moneyCurrency: offer.moneyCurrency,
    promotionCodes: context.promotionCodes,
    checkoutModes: ['hosted', 'embedded'],
  }
}

/** @throws TopUpError `package_unavailable` where nothing is on sale for the currency of money asked for */
export async function loadOffer(
  context: Context,
  request: { readonly currency?: string | undefined; readonly moneyCurrency?: string | undefined },
): Promise<Offer> {
  const currency = await chooseCurrency(context, request.currency)
  const packages = await packagesOnSale(context.pool, currency.id)
  const row = await findCustomAmount(context.pool, currency.id)
  const custom = row?.active ? row : null
  const moneyCurrencies = [
    ...new Set([
      ...packages.flatMap((entry) => Object.keys(entry.prices)),
      ...(custom?.tiers.map((tier) => tier.moneyCurrency) ?? []),
    ]),
  ].sort()
  const moneyCurrency = chooseMoney(context, moneyCurrencies, request.moneyCurrency)
  const basePrice = dearest(currency, packages, custom, moneyCurrency)
  return { currency, packages, custom, moneyCurrencies, moneyCurrency, basePrice }
}

function chooseMoney(context: Context, onSale: readonly string[], asked: string | undefined): string {
  if (asked === undefined) {
    return onSale.includes(context.moneyCurrency)
      ? context.moneyCurrency
      : (onSale[0] ?? context.moneyCurrency)
  }
  if (onSale.includes(asked)) return asked
  const others = onSale.length > 0 ? ` Choose one of: ${onSale.join(', ')}.` : ''
  throw new TopUpError('package_unavailable', `Nothing is on sale in ${asked}.${others}`, {
    path: 'moneyCurrency',
  })
}

function dearest(
  currency: Currency,
  packages: readonly PackageRow[],
  custom: CustomAmountRow | null,
  moneyCurrency: string,
): Rational | null {
  const prices = [
    ...packages.flatMap((row) => {
      const price = priceOf(row, moneyCurrency)
      return price === null ? [] : [pricePerCredit(price, row.credits + row.bonusCredits, currency)]
    }),
    ...(custom?.tiers ?? [])
      .filter((tier) => tier.moneyCurrency === moneyCurrency)
      .map((tier) => tier.unitPrice),
  ]
  return prices.reduce<Rational | null>(
    (most, price) => (most && compare(most, price) >= 0 ? most : price),
    null,
  )
}

/** A package's price in minor units, or null where it is not sold for this money. */
export function priceOf(row: PackageRow, moneyCurrency: string): bigint | null {
  const amount = row.prices[moneyCurrency]
  return amount === undefined ? null : BigInt(amount)
}

/** Minor units for one whole credit. */
export function pricePerCredit(price: bigint, totalCredits: bigint, currency: Currency): Rational {
  return rational(price * 10n ** BigInt(currency.scale), totalCredits)
}

/** Whole percent below the base price, rounded down: it never promises more than is saved. */
export function savingPercent(price: Rational, basePrice: Rational | null): number {
  if (!basePrice || compare(price, basePrice) >= 0) return 0
  const saved = divide(subtract(basePrice, price), basePrice)
  return Number(floor(rational(saved.numerator * 100n, saved.denominator)))
}

function viewPackage(row: PackageRow, offer: Offer, bought: number): Package[] {
  const { currency, moneyCurrency } = offer
  const price = priceOf(row, moneyCurrency)
  if (price === null) return []
  const perCredit = pricePerCredit(price, row.credits + row.bonusCredits, currency)
  return [
    {
      id: row.id,
      name: row.name,
      currency: row.currency,
      credits: formatAmount(row.credits, currency.scale),
      bonusCredits: formatAmount(row.bonusCredits, currency.scale),
      price: money(price, moneyCurrency),
      unitPrice: unitPrice(perCredit, moneyCurrency),
      savingPercent: savingPercent(perCredit, offer.basePrice),
      expiresAfterDays: row.expiresAfterDays,
      perCustomerLimit: row.perCustomerLimit,
      purchasable: row.perCustomerLimit === null || bought < row.perCustomerLimit,
      displayOrder: row.displayOrder,
    },
  ]
}
