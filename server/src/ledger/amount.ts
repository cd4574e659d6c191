import { LedgerError } from './errors.ts'

/** The largest amount that the ledger takes: that of a Postgres `bigint`. */
export const LARGEST_AMOUNT = 9_223_372_036_854_775_807n

/** Digits before and after the point that a quantity may have. */
const QUANTITY = /^\d{1,15}(?:\.\d{1,12})?$/
/** Most quantities, which need no trimming. */
const PLAIN_WHOLE = /^[1-9]\d*$/
const AMOUNT = /^(-?)(\d{1,19})(?:\.(\d{1,9}))?$/

/**
 * Reads credits as people write them, such as `-3.50`, into the currency's smallest unit.
 *
 * @param text a decimal without exponent or thousands separator.
 * @param scale digits after the point that the currency has, 0 to 9.
 * @throws LedgerError `invalid_amount` for what is no number, `amount_too_fine` for more digits than the scale
 *   has (zeros at the end do not count), `amount_too_large` beyond a 64-bit integer.
 */
export function parseAmount(text: string, scale: number): bigint {
  const match = AMOUNT.exec(text)
  if (match === null) {
    throw new LedgerError('invalid_amount', `Write the amount as a decimal such as "12.5", not "${text}".`)
  }
  const [, sign, whole = '', digits = ''] = match
  const fraction = digits.replace(/0+$/, '')
  if (fraction.length > scale) {
    throw new LedgerError(
      'amount_too_fine',
      `This currency has ${scale} digits after the point; ${text} has more. Round the amount first.`,
    )
  }
  const amount = BigInt(whole + fraction.padEnd(scale, '0'))
  if (amount > LARGEST_AMOUNT) {
    const largest = formatAmount(LARGEST_AMOUNT, scale)
    throw new LedgerError(
      'amount_too_large',
      `The amount ${text} is too large: this currency has room for ${largest}.`,
    )
  }
  return sign === '-' ? -amount : amount
}

/**
 * Writes an amount in the smallest unit as a decimal string: no exponent, no zeros at the end.
 *
 * @param scale digits after the point that the currency has, 0 to 9.
 */
export function formatAmount(amount: bigint, scale: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${amount < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/**
 * Checks a quantity and gives it back without needless zeros.
 *
 * @throws LedgerError `invalid_quantity` unless it is a decimal greater than zero with at most 15 digits before
 *   the point and 12 after it.
 */
export function normalizeQuantity(text: string): string {
  const quantity = typeof text === 'string' && QUANTITY.test(text) ? trimDecimal(text) : '0'
  if (quantity === '0') {
    throw new LedgerError(
      'invalid_quantity',
      `The quantity is a decimal above zero such as "1.5", not "${text}".`,
    )
  }
  return quantity
}

/** Removes needless zeros of a plain decimal: `007.50` is `7.5`. */
export function trimDecimal(text: string): string {
  if (PLAIN_WHOLE.test(text)) return text
  const [whole = '0', fraction = ''] = text.split('.')
  const head = whole.replace(/^(-?)0+(?=\d)/, '$1')
  const tail = fraction.replace(/0+$/, '')
  return tail === '' ? head : `${head}.${tail}`
}
