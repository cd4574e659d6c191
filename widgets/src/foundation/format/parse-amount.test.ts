import { expect, test } from 'vitest'
import { parseAmount } from './parse-amount.ts'

test.each([
  ['25,000.5', 'en-US', '25000.5'],
  ['25.000,5', 'de-DE', '25000.5'],
  ['25 000', 'fr-FR', '25000'],
  ['٢٥٬٠٠٠٫٥', 'ar-EG', '25000.5'],
  ['٢٥', 'ar-EG', '25'],
  ['25', 'ar-EG', '25'],
  [' 007. ', 'en', '7'],
  ['9007199254740993', 'en', '9007199254740993'],
])('%s in %s is %s', (text, locale, amount) => {
  expect(parseAmount(text, locale)).toBe(amount)
})

test.each(['', 'abc', '-5', '1e9', 'NaN', '0x10', '1.2.3', '9'.repeat(40)])('%s is no amount', (text) => {
  expect(parseAmount(text, 'en')).toBeUndefined()
})
