import { moneyScale } from '../money-scale.ts'
import { TopUpError } from './errors.ts'
import { ceiling, rational, type Rational, toDecimal } from './rational.ts'

/** Money on the wire: integer minor units as Stripe counts them. */
export interface Money {
  amount: string
  currency: string
  scale: number
}

/** The price of one credit: minor units with a fraction where needed. */
export type UnitPrice = Money

/** Whole units only, and yet counted in hundredths by Stripe. */
const WHOLE_IN_HUNDREDTHS = new Set(['isk', 'ugx'])

/** The least that Stripe charges, in minor units, where it names one. */
const MINIMUM = new Map<string, bigint>([
  ...['usd', 'aud', 'brl', 'cad', 'chf', 'eur', 'inr', 'nzd', 'sgd'].map((code): [string, bigint] => [
    code,
    50n,
  ]),
  ['aed', 200n],
  ['bgn', 100n],
  ['czk', 1500n],
  ['dkk', 250n],
  ['gbp', 30n],
  ['hkd', 400n],
  ['huf', 17500n],
  ['jpy', 50n],
  ['mxn', 1000n],
  ['myr', 200n],
  ['nok', 300n],
  ['pln', 200n],
  ['ron', 200n],
  ['sek', 300n],
  ['thb', 1000n],
  // Stripe names none for these; about half a dollar, which it asks for in the end.
  ['bhd', 200n],
  ['jod', 400n],
  ['krw', 700n],
  ['kwd', 200n],
  ['omr', 200n],
  ['tnd', 2000n],
])

/** Where Stripe names none, its minimum depends on the rate of the day: Stripe itself has the last word. */
const USUAL_MINIMUM = 50n

/** Stripe takes at most eight digits. */
const MAXIMUM = 99_999_999n

/** Beyond this many digits a unit price is rounded; Stripe's own decimals have as many. */
const UNIT_PRICE_DIGITS = 12

/**
 * Stripe charges only multiples of this many minor units: of a three-decimal amount the last digit has to be 0,
 * https://docs.stripe.com/currencies#three-decimal. So KWD 1.230 can be charged, and KWD 1.234 cannot.
 */
export function moneyStep(currency: string): bigint {
  if (moneyScale(currency) === 3) return 10n
  return WHOLE_IN_HUNDREDTHS.has(currency) ? 100n : 1n
}

export function money(amount: bigint, currency: string): Money {
  return { amount: amount.toString(), currency, scale: moneyScale(currency) }
}

export function unitPrice(price: Rational, currency: string): UnitPrice {
  return { amount: toDecimal(price, UNIT_PRICE_DIGITS), currency, scale: moneyScale(currency) }
}

/** The next amount that Stripe can charge, from an exact price: always rounded up, to its step. */
export function chargeable(price: Rational, currency: string): bigint {
  const step = moneyStep(currency)
  return ceiling(rational(price.numerator, price.denominator * step)) * step
}

/**
 * Refuses what Stripe would refuse, before Stripe is asked.
 *
 * @throws TopUpError `amount_below_minimum`, `amount_above_maximum` or `invalid_value`
 */
export function checkChargeable(amount: bigint, currency: string, path: string): void {
  const minimum = MINIMUM.get(currency) ?? USUAL_MINIMUM
  if (amount < minimum) {
    throw new TopUpError(
      'amount_below_minimum',
      `The least that can be paid is ${show(minimum, currency)}.`,
      { path },
    )
  }
  if (amount > MAXIMUM) {
    throw new TopUpError('amount_above_maximum', `The most that can be paid is ${show(MAXIMUM, currency)}.`, {
      path,
    })
  }
  checkStep(amount, currency, path)
}

/** The most that is not over the amount and that Stripe takes. */
export function roundDownToStep(amount: bigint, currency: string): bigint {
  return amount - (amount % moneyStep(currency))
}

/** @throws TopUpError `invalid_value` for an amount between two that Stripe takes */
export function checkStep(amount: bigint, currency: string, path: string): void {
  const step = moneyStep(currency)
  const below = roundDownToStep(amount, currency)
  if (below !== amount) {
    throw new TopUpError(
      'invalid_value',
      `${show(amount, currency)} is not taken by Stripe: in this currency it goes in steps of ` +
        `${show(step, currency)}. Use ${show(below, currency)} or ${show(below + step, currency)}.`,
      { path },
    )
  }
}

function show(amount: bigint, currency: string): string {
  const scale = moneyScale(currency)
  const digits = amount.toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  return `${currency.toUpperCase()} ${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`
}
