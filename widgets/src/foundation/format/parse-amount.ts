/**
 * Reads an amount as a person types it in a locale, in its digits or in Latin ones, with or without
 * separators: `parseAmount("25.000,5", "de")` is `"25000.5"`. Undefined when it is no number.
 */
import { fromUnits, digitsAfterPoint, toUnits } from './arithmetic.ts'

export function parseAmount(text: string, locale: string): string | undefined {
  const format = new Intl.NumberFormat(locale)
  const parts = format.formatToParts(-12345.6)
  const sign = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const digits = Array.from(
    new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210),
  ).toReversed()
  const plain = Array.from(text.replaceAll(/[\s'’\u00a0\u202f]/g, '').replaceAll(sign('group') || ' ', ''))
    .map((character) => (digits.includes(character) ? String(digits.indexOf(character)) : character))
    .join('')
    .replace(sign('decimal') || '.', '.')
  if (!/^\d{1,30}(\.\d{0,12})?$/.test(plain)) return undefined
  const amount = plain.replace(/\.$/, '')
  const scale = digitsAfterPoint(amount)
  return fromUnits(toUnits(amount, scale), scale)
}
