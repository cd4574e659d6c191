import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ceiling,
  compare,
  divide,
  floor,
  multiply,
  parseDecimal,
  rational,
  roundHalfUp,
  subtract,
  toDecimal,
} from './rational.ts'

test('a decimal string is read exactly and written back without needless zeros', () => {
  expect(toDecimal(parseDecimal('0.0950'), 12)).toBe('0.095')
  expect(toDecimal(parseDecimal('-12'), 12)).toBe('-12')
  expect(toDecimal(rational(1n, 3n), 12)).toBe('0.333333333333')
  expect(toDecimal(rational(2n, 3n), 2)).toBe('0.67')
})

test('what is no plain decimal is refused', () => {
  for (const text of ['', '1e3', '.5', '1.', 'NaN', ' 1', '1,5', '--1']) {
    expect(() => parseDecimal(text)).toThrow(RangeError)
  }
  expect(() => rational(1n, 0n)).toThrow(RangeError)
})

test('rounding goes down, up and to the nearest as it says, also below zero', () => {
  const cases: [bigint, bigint, bigint, bigint, bigint][] = [
    [5n, 2n, 2n, 3n, 3n],
    [-5n, 2n, -3n, -2n, -2n],
    [4n, 2n, 2n, 2n, 2n],
    [-7n, 3n, -3n, -2n, -2n],
    [7n, 3n, 2n, 3n, 2n],
  ]
  for (const [numerator, denominator, down, up, nearest] of cases) {
    const value = rational(numerator, denominator)
    expect([floor(value), ceiling(value), roundHalfUp(value)]).toEqual([down, up, nearest])
  }
})

test('arithmetic is exact: what is multiplied and divided, added and taken away, comes out the same', () => {
  const fraction = fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 20n))
  fc.assert(
    fc.property(fraction, fraction, ([a, b], [c, d]) => {
      const left = rational(a, b)
      const right = rational(c, d)
      expect(compare(subtract(subtract(left, right), subtract(rational(0n), right)), left)).toBe(0)
      if (c !== 0n) expect(compare(divide(multiply(left, right), right), left)).toBe(0)
      expect(floor(left) <= roundHalfUp(left) && roundHalfUp(left) <= ceiling(left)).toBe(true)
    }),
    { verbose: true },
  )
})
