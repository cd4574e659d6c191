import type { UnitPrice } from '@creditkit/sdk'
import { compare } from './arithmetic.ts'
import { shift } from './decimal.ts'
import type { Format } from './format.ts'

/** The price of as many credits (1, 1,000, 1,000,000) as cost at least a tenth of the major unit. */
export function writeUnitPrice(
  { amount, currency, scale }: UnitPrice,
  f: Format,
): { price: string; per: string } {
  let power = 0
  const tenth = shift('1', scale - 1)
  while (power < 6 && compare(shift(amount, power), tenth) < 0) power += 3
  const price = f.currency(shift(amount, power - scale), currency, scale, 20)
  return { price, per: f.number(10 ** power) }
}
