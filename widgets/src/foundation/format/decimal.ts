/**
 * Decimal strings, exact at any length: what first figures need of them; the rest is in `arithmetic.ts`. Credits and
 * money never pass through a float; `toNumber` is for proportions on the screen alone.
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
