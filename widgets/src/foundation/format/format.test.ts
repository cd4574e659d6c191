import { expect, test } from 'vitest'
import { add, compare, fromUnits, subtract, toUnits } from './arithmetic.ts'
import { shift } from './decimal.ts'
import { DAY, formatFor, HOUR } from './format.ts'
import { writeUnitPrice } from './unit-price.ts'

const f = formatFor('en-US')

const price = (amount: string): unknown => writeUnitPrice({ amount, currency: 'usd', scale: 2 }, f)

test('the point of a decimal moves without a float', () => {
  expect(shift('2250', -2)).toBe('22.50')
  expect(shift('5', -2)).toBe('0.05')
  expect(shift('-5', -3)).toBe('-0.005')
  expect(shift('0.1', 3)).toBe('100')
  expect(shift('12345678901234567890.5', 1)).toBe('123456789012345678905')
})

test('units and decimals are each other’s inverse', () => {
  for (const text of ['0', '1', '-3.5', '12480', '0.000001', '9007199254740993.1']) {
    expect(fromUnits(toUnits(text, 6), 6)).toBe(text)
  }
})

test('sums, differences and comparisons are exact', () => {
  expect(add('0.1', '0.2')).toBe('0.3')
  expect(subtract('9007199254740993', '0.5')).toBe('9007199254740992.5')
  expect(compare('9007199254740993', '9007199254740992')).toBeGreaterThan(0)
  expect(compare('1.50', '1.5')).toBe(0)
})

test('money has the digits of its currency', () => {
  expect(f.money({ amount: '2250', currency: 'usd', scale: 2 })).toBe('$22.50')
  expect(f.money({ amount: '500', currency: 'jpy', scale: 0 })).toBe('¥500')
  expect(f.money({ amount: '1234', currency: 'kwd', scale: 3 })).toBe('KWD\u00a01.234')
})

test('a unit price is told for as many credits as cost at least a tenth', () => {
  expect(price('0.1')).toEqual({ price: '$1.00', per: '1,000' })
  expect(price('0.09')).toEqual({ price: '$0.90', per: '1,000' })
  expect(price('12.5')).toEqual({ price: '$0.125', per: '1' })
  expect(price('0.0001')).toEqual({ price: '$1.00', per: '1,000,000' })
})

test('durations are told in their largest unit', () => {
  expect(f.duration(9 * DAY + HOUR)).toBe('9 days')
  expect(f.duration(8 * HOUR)).toBe('8 hours')
  expect(f.duration(400 * DAY)).toBe('1 year')
})

/** An hour of a day of November 2026, here. */
const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime()

test('relative days are those of the calendar', () => {
  expect(f.relative(at(27, 15), at(25, 16))).toBe('in 2 days')
  expect(f.relative(at(26, 23), at(25, 16))).toBe('tomorrow')
  expect(f.relative(at(26, 9), at(25, 16))).toBe('in 17 hours')
  expect(f.relative(at(23, 17), at(25, 16))).toBe('2 days ago')
})

test('plural forms follow the locale, however long the number', () => {
  const arabic = formatFor('ar')
  const forms = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' }
  expect(arabic.plural('9007199254740993000000000003', forms)).toBe('few')
  expect(f.plural('1', forms)).toBe('one')
  expect(f.plural('1.5', forms)).toBe('other')
})
