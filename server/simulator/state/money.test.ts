import { describe, expect, test } from 'vitest'
import { Refusal } from '../http/errors.ts'
import { checkChargeAmount, checkCurrency, formatMoney, percentOf, share } from './money.ts'

describe('money', () => {
  test.each([
    [2250, 'usd', '$22.50'],
    [5, 'usd', '$0.05'],
    [500, 'jpy', '¥500'],
    [1230, 'kwd', 'KWD\u00A01.230'],
    [99_999_999, 'eur', '€999,999.99'],
  ])('%i %s is shown as %s', (amount, currency, text) => {
    expect(formatMoney(amount, currency)).toBe(text)
  })

  test.each([
    [49, 'usd', 'amount_too_small'],
    [49, 'jpy', 'amount_too_small'],
    [29, 'gbp', 'amount_too_small'],
    [100_000_000, 'usd', 'amount_too_large'],
    [1234, 'kwd', 'parameter_invalid_integer'],
  ])('%i %s is not charged: %s', (amount, currency, code) => {
    const charge = (): void => checkChargeAmount(amount, currency, 'amount')
    expect(charge).toThrow(Refusal)
    expect(charge).toThrow(
      expect.objectContaining({
        body: expect.objectContaining({ code, param: 'amount' }) as object,
      }) as Error,
    )
  })

  test.each([
    [50, 'usd'],
    [50, 'jpy'],
    [1230, 'kwd'],
  ])('%i %s is charged', (amount, currency) => {
    expect(() => checkChargeAmount(amount, currency, 'amount')).not.toThrow()
  })

  test('a currency is taken in any case, if there is such a one', () => {
    expect(checkCurrency('EUR')).toBe('eur')
    expect(() => checkCurrency('xyz')).toThrow('Invalid currency')
  })

  test('shares round half up', () => {
    expect([share(5, 1, 2), share(4, 1, 3), percentOf(2250, 20), percentOf(333, 12.5)]).toEqual([
      3, 1, 450, 42,
    ])
  })
})
