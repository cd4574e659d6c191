import { formatAmount } from '../ledger/index.ts'
import { loadOffer, type Offer, priceOf, pricePerCredit, savingPercent } from './catalogue.ts'
import type { Context } from './context.ts'
import { readCredits } from './currency.ts'
import { priceCustomAmount } from './custom-amounts.ts'
import { TopUpError } from './errors.ts'
import { boughtOf, limitReached } from './limits.ts'
import { checkChargeable, type Money, money, type UnitPrice, unitPrice } from './money.ts'
import type { Terms } from './orders.ts'
import { findPackage } from './packages.ts'
import { floor, multiply, rational, subtract } from './rational.ts'

/** What to buy: a package, or a number of credits. All that ever comes from a browser. */
export interface QuoteRequest {
  readonly customer: string
  readonly currency?: string | undefined
  readonly moneyCurrency?: string | undefined
  readonly resource?: string | undefined
  readonly packageId?: string | undefined
  readonly credits?: string | undefined
}

/** What would be paid and granted now. */
export interface Quote {
  currency: string
  packageId: string | null
  credits: string
  bonusCredits: string
  totalCredits: string
  price: Money
  unitPrice: UnitPrice
  saving: Money | null
  savingPercent: number
  grantExpiresAt: string | null
  balance: string
  newBalance: string
}

const DAY = 24 * 60 * 60 * 1000

/** Terms that may be sold, with the offer that they were chosen from. */
export interface Choice {
  readonly terms: Terms
  readonly offer: Offer
}

export async function quote(context: Context, request: QuoteRequest): Promise<Quote> {
  const { terms, offer } = await choose(context, request)
  const { scale } = offer.currency
  const total = terms.credits + terms.bonusCredits
  const perCredit = pricePerCredit(terms.price, total, offer.currency)
  const atBasePrice = multiply(offer.basePrice ?? perCredit, rational(total, 10n ** BigInt(scale)))
  const saving = floor(subtract(atBasePrice, rational(terms.price)))
  const pool = await context.ledger.balance({
    customer: request.customer,
    currency: terms.currency,
    resource: terms.resource,
  })
  return {
    currency: terms.currency,
    packageId: terms.packageId,
    credits: formatAmount(terms.credits, scale),
    bonusCredits: formatAmount(terms.bonusCredits, scale),
    totalCredits: formatAmount(total, scale),
    price: money(terms.price, terms.moneyCurrency),
    unitPrice: unitPrice(perCredit, terms.moneyCurrency),
    saving: saving > 0n ? money(saving, terms.moneyCurrency) : null,
    savingPercent: savingPercent(perCredit, offer.basePrice),
    grantExpiresAt: expiry(terms.expiresAfterDays, pool.asOf),
    balance: formatAmount(pool.balance, scale),
    newBalance: formatAmount(pool.balance + total, scale),
  }
}

function expiry(days: number | null, from: Date): string | null {
  return days === null ? null : new Date(from.getTime() + days * DAY).toISOString()
}

/** Turns a request into terms from the catalogue, or refuses it before Stripe is asked. */
export async function choose(context: Context, request: QuoteRequest): Promise<Choice> {
  const { packageId, credits } = request
  if ((packageId === undefined) === (credits === undefined)) {
    throw new TopUpError('invalid_value', 'Choose either a package or a number of credits.')
  }
  const currency = request.currency ?? (packageId && (await findPackage(context.pool, packageId))?.currency)
  const offer = await loadOffer(context, { currency, moneyCurrency: request.moneyCurrency })
  const terms =
    packageId === undefined
      ? customTerms(offer, request.resource ?? '', credits ?? '')
      : await packageTerms(context, offer, request, packageId)
  checkChargeable(terms.price, terms.moneyCurrency, packageId === undefined ? 'credits' : 'packageId')
  return { terms, offer }
}

async function packageTerms(
  context: Context,
  offer: Offer,
  request: QuoteRequest,
  packageId: string,
): Promise<Terms> {
  const row = offer.packages.find((entry) => entry.id === packageId)
  const price = row ? priceOf(row, offer.moneyCurrency) : null
  if (!row || price === null) {
    throw new TopUpError('package_unavailable', 'This package is not on sale here. Choose one that is.', {
      path: 'packageId',
    })
  }
  const bought = await boughtOf(context.pool, request.customer, row.id)
  const left = row.perCustomerLimit === null ? row.maximumQuantity : row.perCustomerLimit - bought
  if (left <= 0) throw limitReached()
  return {
    currency: row.currency,
    scale: offer.currency.scale,
    resource: request.resource ?? '',
    packageId: row.id,
    packageName: row.name,
    credits: row.credits,
    bonusCredits: row.bonusCredits,
    moneyCurrency: offer.moneyCurrency,
    price,
    expiresAfterDays: row.expiresAfterDays,
    priority: row.priority,
    maximumQuantity: Math.min(row.maximumQuantity, left),
  }
}

function customTerms(offer: Offer, resource: string, text: string): Terms {
  const { custom, currency, moneyCurrency } = offer
  if (!custom) {
    throw new TopUpError('package_unavailable', 'Choose a package: other amounts are not on sale.', {
      path: 'credits',
    })
  }
  const credits = readCredits(text, currency, 'credits')
  return {
    currency: currency.id,
    scale: currency.scale,
    resource,
    packageId: null,
    packageName: null,
    credits,
    bonusCredits: 0n,
    moneyCurrency,
    price: priceCustomAmount(custom, credits, currency, moneyCurrency),
    expiresAfterDays: custom.expiresAfterDays,
    priority: custom.priority,
    maximumQuantity: 1,
  }
}
