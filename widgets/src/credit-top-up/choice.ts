/** What a person can choose to buy, and what is known about it before they pay. */
import type { Amount, Catalogue, Instant, Money, Package } from '@creditkit/sdk'
import { add } from '../foundation/format/arithmetic.ts'

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
