/**
 * Round values for an axis from 0 to at least `maximum`: multiples of 1, 2 or 5 times a power of ten.
 * `smallest` is the smallest step that makes sense (1 where there are no fractions).
 */
export function ticks(maximum: number, smallest: number, count = 4): number[] {
  if (!(maximum > 0)) return [0]
  const rough = maximum / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10
  const step = Math.max(smallest, factor * power)
  // The last may be missing by an error of rounding alone.
  const steps = Math.ceil(maximum / step - 1e-9)
  return Array.from({ length: steps + 1 }, (_, index) => index * step)
}
