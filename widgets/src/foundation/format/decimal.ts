/**
 * Arithmetic on decimal strings, exact at any length. Credits and money never pass through a float;
 * `toNumber` is for proportions on the screen alone.
 */

/** Moves the point: `shift("2250", -2)` is `"22.50"`, `shift("0.1", 3)` is `"100"`. */
export function shift(decimal: string, digits: number): string {
  const negative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  const padded = digits < 0 ? whole.padStart(1 - digits, '0') : whole
  const all = padded + fraction.padEnd(Math.max(digits, 0), '0')
  const point = padded.length + digits
  const head = all.slice(0, point).replace(/^0+(?=\d)/, '')
  const tail = all.slice(point)
  return (negative ? '-' : '') + head + (tail && `.${tail}`)
}

/** Both as integers of the same smallest unit, with the digits after the point that this took. */
function align(a: string, b: string): [bigint, bigint, number] {
  const scale = Math.max(digitsAfterPoint(a), digitsAfterPoint(b))
  return [toUnits(a, scale), toUnits(b, scale), scale]
}

/** `decimal` as an integer of 10^-scale; what lies beyond is cut off. */
export function toUnits(decimal: string, scale: number): bigint {
  return BigInt(shift(decimal, scale).split('.', 1)[0] ?? 0)
}

/** The inverse of `toUnits`, without trailing zeros. */
export function fromUnits(units: bigint, scale: number): string {
  const text = shift(String(units), -scale)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

export function digitsAfterPoint(decimal: string): number {
  return decimal.split('.')[1]?.length ?? 0
}

export function add(a: string, b: string): string {
  const [left, right, scale] = align(a, b)
  return fromUnits(left + right, scale)
}

export function subtract(a: string, b: string): string {
  const [left, right, scale] = align(a, b)
  return fromUnits(left - right, scale)
}

/** Negative, zero or positive, as for `sort`. */
export function compare(a: string, b: string): number {
  const [left, right] = align(a, b)
  return left < right ? -1 : left > right ? 1 : 0
}

export function isNegative(decimal: string): boolean {
  return decimal.startsWith('-')
}

export function isZero(decimal: string): boolean {
  return !/[1-9]/.test(decimal)
}

/** An approximation, good enough to draw with. */
export function toNumber(decimal: string): number {
  return Number(decimal)
}

/** `part / whole` between 0 and 1, to draw with; 0 where there is no whole. */
export function share(part: string, whole: string): number {
  const total = toNumber(whole)
  return total > 0 ? Math.min(1, Math.max(0, toNumber(part) / total)) : 0
}
