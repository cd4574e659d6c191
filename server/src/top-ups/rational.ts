/** An exact fraction. The denominator is positive; it need not be in lowest terms. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError('A fraction cannot have a denominator of zero.')
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator }
}

/** Reads a decimal string such as "0.095". @throws RangeError if it is not one */
export function parseDecimal(text: string): Rational {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`"${text}" is not a decimal number.`)
  const [, sign = '', whole = '', fraction = ''] = match
  return rational(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length))
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator)
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)
}

export function divide(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** Negative, zero or positive, as a is less than, equal to or more than b. */
export function compare(a: Rational, b: Rational): number {
  const difference = subtract(a, b).numerator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function floor({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator
  return numerator % denominator < 0n ? quotient - 1n : quotient
}

export function ceiling({ numerator, denominator }: Rational): bigint {
  return -floor(rational(-numerator, denominator))
}

/** To the nearest integer, halves upwards. */
export function roundHalfUp({ numerator, denominator }: Rational): bigint {
  return floor(rational(2n * numerator + denominator, 2n * denominator))
}

/** A decimal string with at most `digits` after the point, halves upwards, without trailing zeros. */
export function toDecimal(value: Rational, digits: number): string {
  const scaled = roundHalfUp(multiply(value, rational(10n ** BigInt(digits))))
  const sign = scaled < 0n ? '-' : ''
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const fraction = text.slice(text.length - digits).replace(/0+$/, '')
  return `${sign}${whole}${fraction && `.${fraction}`}`
}
