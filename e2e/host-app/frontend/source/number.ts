const format = new Intl.NumberFormat('en')

/** `12480` → `12,480`. The decimal string stays exact, whatever its size. */
export function number(amount: string): string {
  return format.format(amount as `${number}`)
}
