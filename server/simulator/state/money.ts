import { invalid } from '../http/errors.ts'

/** Currencies without minor units (https://docs.stripe.com/currencies#zero-decimal). */
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
/** Currencies with three digits after the point (https://docs.stripe.com/currencies#three-decimal). */
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '))
/** The least that Stripe charges, in minor units (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const MINIMUM: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  bhd: 200,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jod: 400,
  jpy: 50,
  krw: 700,
  kwd: 200,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  omr: 200,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  tnd: 2000,
  usd: 50,
}
/** Eight digits, in minor units. */
const MAXIMUM = 99_999_999

const KNOWN = new Set([...Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()), 'bgn'])

/** Digits after the point of the amounts in this currency. */
const scaleOf = (currency: string): number =>
  ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2

/** `2250`, `usd` → `$22.50`. */
export const formatMoney = (amount: number, currency: string, locale = 'en'): string => {
  const scale = scaleOf(currency)
  const digits = String(Math.abs(amount)).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: scale,
    maximumFractionDigits: scale,
  }).format(`${amount < 0 ? '-' : ''}${text}` as Intl.StringNumericLiteral)
}

/** A currency in lower case. @throws Refusal where Stripe does not know it. */
export const checkCurrency = (currency: string, param = 'currency'): string => {
  const code = currency.toLowerCase()
  if (!KNOWN.has(code)) {
    throw invalid(
      `Invalid currency: ${currency}. Stripe currently supports these currencies: usd, eur, gbp, jpy, …`,
      param,
    )
  }
  return code
}

/** The least that Stripe charges in this currency, in minor units. */
export const minimumOf = (currency: string): number => MINIMUM[currency] ?? 50

/** @throws Refusal `amount_too_small` or `amount_too_large` where Stripe would not charge so little or so much. */
export const checkChargeAmount = (
  amount: number,
  currency: string,
  param: string,
  subject = 'Amount',
): void => {
  const least = minimumOf(currency)
  if (amount < least) {
    const text = `${formatMoney(least, currency)} ${currency}`
    throw invalid(`${subject} must be no less than ${text}`, param, 'amount_too_small')
  }
  if (amount > MAXIMUM) {
    throw invalid(
      `${subject} must be no more than ${formatMoney(MAXIMUM, currency)}`,
      param,
      'amount_too_large',
    )
  }
  // The networks settle these currencies to two digits (https://docs.stripe.com/currencies#three-decimal).
  if (THREE_DECIMAL.has(currency) && amount % 10 !== 0) {
    throw invalid(
      `${subject} in ${currency} must be a multiple of 10: its last digit has to be 0`,
      param,
      'parameter_invalid_integer',
    )
  }
}

/** `amount × numerator / denominator`, rounded half up, without a float on the way. */
export const share = (amount: number, numerator: number | bigint, denominator: number | bigint): number => {
  const product = BigInt(amount) * BigInt(numerator) * 2n + BigInt(denominator)
  return Number(product / (BigInt(denominator) * 2n))
}

/** A percentage as a fraction of whole numbers: `12.5` → 125000 of 1000000. */
export const percentOf = (amount: number, percent: number): number =>
  share(amount, BigInt(Math.round(percent * 10_000)), 1_000_000n)
