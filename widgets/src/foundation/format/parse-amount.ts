/**
 * Reads an amount as a person types it in a locale, in any digits: `parseAmount("25.000,5", "de")` is `"25000.5"`.
 * Undefined when it is no number, or may be another one than was meant: what separates groups counts only where whole
 * groups follow, so that `1,5` is never 15.
 */
import { fromUnits, digitsAfterPoint, toUnits } from './arithmetic.ts'

const THREES = /^[1-9]\d{0,2}([ ,'])\d{3}(\1\d{3})*(?!\d)/
/** 12,34,567, as in India. */
const PAIRS = /^[1-9]\d?(,\d\d)+,\d{3}(?!\d)/
const DIGIT = /\p{Nd}/u

export function parseAmount(text: string, locale: string): string | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.8)
  const sign = (kind: string): string | undefined => parts.find(({ type }) => type === kind)?.value
  const [decimal, group] = [sign('decimal'), sign('group')]
  const typed = Array.from(text.trim(), digitOf).join('')
  // Where it is neither sign, a point is still one, but not before what may be thousands.
  const point = decimal === '.' || (group !== '.' && !/\.\d{3}$/.test(typed)) ? '.' : ''
  const plain = typed
    .replaceAll(/\D/g, (each) =>
      each === group || each === '٬'
        ? ','
        : [decimal, '٫', point].includes(each)
          ? '.'
          : (others[each] ?? '?'),
    )
    .replace(THREES, ungrouped)
    .replace(parts[0]?.value.length === 2 ? PAIRS : '', ungrouped)
  if (!/^\d{1,30}(\.\d{0,12})?$/.test(plain)) return undefined
  const amount = plain.replace(/\.$/, '')
  const scale = digitsAfterPoint(amount)
  return fromUnits(toUnits(amount, scale), scale)
}

/** What separates groups in one locale or another, and nothing else in any. */
const others: Record<string, string> = { "'": "'", '’': "'", ' ': ' ', '\u00a0': ' ', '\u202f': ' ' }

function ungrouped(whole: string): string {
  return whole.replaceAll(/\D/g, '')
}

/** The digits of every script stand in rows from 0 to 9. Anything else stays. */
function digitOf(character: string): string {
  if (!DIGIT.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  let value = 0
  while (DIGIT.test(String.fromCodePoint(code - value - 1))) value++
  return String(value % 10)
}
