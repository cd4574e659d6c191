/** What a person can choose to buy, and what is known about it before they pay. */
import type { Amount, Catalogue, CustomAmount, Instant, Money, Package, Quote } from '@creditkit/sdk'
import { add, compare, isZero, toUnits, digitsAfterPoint } from '../foundation/format/decimal.ts'
import type { Format } from '../foundation/format/format.ts'
import { parseAmount } from '../foundation/format/parse-amount.ts'
import type { Messages } from '../foundation/localize/messages.ts'

/** The custom amount's place in the radio group. No package has an empty id. */
export const CUSTOM = ''

/** What the summary shows. A price is missing while a quote is on its way. */
export interface Offer {
  totalCredits: Amount
  price: Money | undefined
  saving: Money | undefined
  validDays: number | undefined
  validUntil: Instant | undefined
}

/** In the host's order; what can be bought is chosen first, the second of three or more being the usual one. */
export function sorted(catalogue: Catalogue): Package[] {
  return [...catalogue.packages].sort((a, b) => a.displayOrder - b.displayOrder)
}

/** The choice made for a person who has not chosen yet. */
export function firstChoice(catalogue: Catalogue): string | undefined {
  const open = sorted(catalogue).filter(({ purchasable }) => purchasable)
  return (open.length > 2 ? open[1] : open[0])?.id ?? (catalogue.custom ? CUSTOM : undefined)
}

export function offerOfPackage(chosen: Package): Offer {
  return {
    totalCredits: add(chosen.credits, chosen.bonusCredits),
    price: chosen.price,
    saving: undefined,
    validDays: chosen.expiresAfterDays ?? undefined,
    validUntil: undefined,
  }
}

export function offerOfQuote(credits: Amount, quote: Quote | undefined): Offer {
  return {
    totalCredits: quote?.totalCredits ?? credits,
    price: quote?.price,
    saving: quote?.saving ?? undefined,
    validDays: undefined,
    validUntil: quote?.grantExpiresAt ?? undefined,
  }
}

/** The amount typed, or the sentence that says what is wrong with it. */
export function readCustom(
  text: string,
  { minimum, maximum, step }: CustomAmount,
  t: Messages['topUp'],
  f: Format,
): { credits: Amount; problem?: undefined } | { credits?: undefined; problem: string } {
  const credits = parseAmount(text, f.locale)
  if (credits === undefined) return { problem: t.noNumber }
  if (compare(credits, minimum) < 0 || compare(credits, maximum) > 0) {
    return { problem: t.outOfRange(minimum, maximum, f) }
  }
  const scale = Math.max(digitsAfterPoint(credits), digitsAfterPoint(step))
  if (!isZero(step) && toUnits(credits, scale) % toUnits(step, scale) !== 0n) {
    return { problem: t.offStep(step, f) }
  }
  return { credits }
}
