/** What becomes of an amount that a person types. */
import type { Amount, CustomAmount, Quote } from '@creditkit/sdk'
import { compare, digitsAfterPoint, toUnits } from '../../foundation/format/arithmetic.ts'
import { isZero } from '../../foundation/format/decimal.ts'
import type { Format } from '../../foundation/format/format.ts'
import { parseAmount } from '../../foundation/format/parse-amount.ts'
import type { enBuying } from '../../foundation/localize/en/later/top-up.ts'
import type { Offer } from '../choice.ts'

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
  t: typeof enBuying,
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
