import { expect, test } from 'vitest'
import { TopUpError } from './errors.ts'
import { moneyScale } from '../money-scale.ts'
import { chargeable, checkChargeable, money, unitPrice } from './money.ts'
import { parseDecimal, rational } from './rational.ts'

function refusal(amount: bigint, currency: string) {
  try {
    checkChargeable(amount, currency, 'prices.0.amount')
    return null
  } catch (error) {
    if (!(error instanceof TopUpError)) throw error
    return { code: error.code, message: error.message, path: error.details.path }
  }
}

test('F19: yen have no decimals, dinars have three, most have two', () => {
  expect(money(500n, 'jpy')).toEqual({ amount: '500', currency: 'jpy', scale: 0 })
  expect(money(1230n, 'kwd')).toEqual({ amount: '1230', currency: 'kwd', scale: 3 })
  expect(money(2250n, 'usd')).toEqual({ amount: '2250', currency: 'usd', scale: 2 })
  expect(moneyScale('ugx')).toBe(2)
})

test('F19: what Stripe would refuse is refused before, with a sentence that says what would do', () => {
  const path = 'prices.0.amount'
  expect(refusal(500n, 'jpy')).toBeNull()
  expect(refusal(1230n, 'kwd')).toBeNull()
  expect(refusal(50n, 'usd')).toBeNull()
  expect(refusal(49n, 'usd')).toEqual({
    code: 'amount_below_minimum',
    message: 'The least that can be paid is USD 0.50.',
    path,
  })
  expect(refusal(49n, 'jpy')?.message).toBe('The least that can be paid is JPY 50.')
  expect(refusal(1234n, 'kwd')).toEqual({
    code: 'invalid_value',
    message:
      'KWD 1.234 is not taken by Stripe: in this currency it goes in steps of KWD 0.010. Use KWD 1.230 or KWD 1.240.',
    path,
  })
  expect(refusal(550n, 'isk')?.code).toBe('invalid_value')
  expect(refusal(100_000_000n, 'usd')?.code).toBe('amount_above_maximum')
})

test('an exact price is charged at the next amount that Stripe takes, never below', () => {
  expect(chargeable(rational(1n, 3n), 'usd')).toBe(1n)
  expect(chargeable(parseDecimal('100'), 'usd')).toBe(100n)
  expect(chargeable(parseDecimal('1230.1'), 'kwd')).toBe(1240n)
  expect(chargeable(parseDecimal('500.5'), 'jpy')).toBe(501n)
})

test('the price of one credit keeps its fraction of a minor unit', () => {
  expect(unitPrice(parseDecimal('0.1'), 'usd')).toEqual({ amount: '0.1', currency: 'usd', scale: 2 })
  expect(unitPrice(rational(2250n, 26_000n), 'usd').amount).toBe('0.086538461538')
})
