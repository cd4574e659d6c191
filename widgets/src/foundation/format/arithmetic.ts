/** Arithmetic on decimal strings, exact at any length. */
import { shift } from './decimal.ts'

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
