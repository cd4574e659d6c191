import { expect, test } from 'vitest'
import { readPurchases } from './configuration.ts'

function read(environment: Record<string, string>) {
  const mistakes: string[] = []
  return { ...readPurchases(environment, (mistake) => mistakes.push(mistake)), mistakes }
}

test('buying needs no configuration', () => {
  expect(read({})).toEqual({
    moneyCurrency: 'usd',
    checkoutMinutes: 60,
    promotionCodes: false,
    automaticTax: false,
    invoices: true,
    mistakes: [],
  })
})

test('promotion codes, tax and invoices are on or off, and nothing else', () => {
  const on = { CREDITKIT_PROMOTION_CODES: 'on', CREDITKIT_AUTOMATIC_TAX: ' on ', CREDITKIT_INVOICES: 'off' }
  expect(read(on)).toMatchObject({ promotionCodes: true, automaticTax: true, invoices: false, mistakes: [] })
  expect(read({ CREDITKIT_AUTOMATIC_TAX: 'yes' }).mistakes).toEqual([
    'CREDITKIT_AUTOMATIC_TAX is "yes": use on or off.',
  ])
})

test.each(['44', '1381', '1.5', 'an hour', '-60'])(
  'a payment page cannot stay open for %j minutes',
  (minutes) => {
    expect(read({ CREDITKIT_CHECKOUT_MINUTES: minutes }).mistakes).toHaveLength(1)
  },
)

test('money is named by three small letters', () => {
  expect(read({ CREDITKIT_MONEY_CURRENCY: 'EUR' }).mistakes).toHaveLength(1)
  expect(read({ CREDITKIT_MONEY_CURRENCY: 'eur' }).moneyCurrency).toBe('eur')
})
