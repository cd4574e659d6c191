import { expect, test } from 'vitest'
import { parseAmount } from './parse-amount.ts'

test.each([
  ['25,000.5', 'en-US', '25000.5'],
  ['25.000,5', 'de-DE', '25000.5'],
  ['25 000', 'fr-FR', '25000'],
  ['25\u202f000,5', 'fr-FR', '25000.5'],
  ['1.5', 'fr-FR', '1.5'],
  ["1'234'567.5", 'de-CH', '1234567.5'],
  ['1’234’567', 'de-CH', '1234567'],
  ['٢٥٬٠٠٠٫٥', 'ar-EG', '25000.5'],
  ['٢٥', 'ar-EG', '25'],
  ['25', 'ar-EG', '25'],
  ['٢٥', 'ar', '25'],
  ['٢٥٬٠٠٠٫٥', 'ar', '25000.5'],
  ['۱۲۳', 'en', '123'],
  ['१२३', 'de', '123'],
  ['𝟙𝟚.𝟛', 'en', '12.3'],
  ['12,34,567.8', 'en-IN', '1234567.8'],
  ['1,234,567', 'en-IN', '1234567'],
  ['12,34,567', 'hi', '1234567'],
  ['1,234,567', 'en', '1234567'],
  [' 007. ', 'en', '7'],
  ['9007199254740993', 'en', '9007199254740993'],
])('%s in %s is %s', (text, locale, amount) => {
  expect(parseAmount(text, locale)).toBe(amount)
})

test.each(['', 'abc', '-5', '1e9', 'NaN', '0x10', '1.2.3', '9'.repeat(40)])('%s is no amount', (text) => {
  expect(parseAmount(text, 'en')).toBeUndefined()
})

// Whoever means 1.5 and pays for 15 is not asked again.
test.each([
  ['1,5', 'en'],
  ['1,50', 'en'],
  ['1,5000', 'en'],
  ['0,500', 'en'],
  ['12,34,567', 'en'],
  ['1,234 567', 'en'],
  ['1,2345,678', 'en-IN'],
  ['1 5', 'en'],
  ["1'5", 'en'],
  ['1,234.567,8', 'en'],
  ['1.5', 'de'],
  ['1.50', 'de'],
  ['1,5', 'ar'],
  ['1,5', 'ar-EG'],
  ['١٬٥', 'ar'],
  // Thousands to some, and a fraction to others.
  ['1.500', 'fr'],
  ['1.500', 'ar-EG'],
])('%s in %s is no amount, since it may be another than was meant', (text, locale) => {
  expect(parseAmount(text, locale)).toBeUndefined()
})
