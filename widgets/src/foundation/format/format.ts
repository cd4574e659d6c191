/**
 * Numbers, money, dates and durations in one locale. Formatters are made once for each locale and
 * set of options, and kept: making one costs far more than using it.
 *
 * Amounts are decimal strings and stay exact: `Intl.NumberFormat` reads strings digit by digit.
 */
import type { Amount, Instant, Money } from '@creditkit/sdk'
import { isRightToLeft } from '../localize/locale.ts'
import { shift } from './decimal.ts'

type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>
/** What `Intl.NumberFormat` takes as an exact decimal. */
type Decimal = `${number}`

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

// The most that `Intl` allows everywhere: an amount is never rounded for the screen.
const EXACT = { maximumFractionDigits: 20 } as const
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * DAY],
  ['month', 30 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
]

export class Format {
  readonly locale: string
  readonly #cache = new Map<string, unknown>()

  constructor(locale: string) {
    this.locale = locale
  }

  #formatter<T, O>(Kind: new (locale: string, options?: O) => T, options?: O): T {
    const key = Kind.name + JSON.stringify(options)
    let made = this.#cache.get(key) as T | undefined
    if (!made) this.#cache.set(key, (made = new Kind(this.locale, options)))
    return made
  }

  /** Any exact decimal: `number("12480.5")` is `12,480.5`. */
  number(value: string | number, options: Intl.NumberFormatOptions = EXACT): string {
    return this.#formatter(Intl.NumberFormat, options).format(value as Decimal)
  }

  /** Credits, exact. */
  credits(amount: Amount, options?: Intl.NumberFormatOptions): string {
    return this.number(amount, options && { ...EXACT, ...options })
  }

  /** Money in minor units: `{amount: "2250", currency: "usd", scale: 2}` is `$22.50`. */
  money({ amount, currency, scale }: Money, digits = scale): string {
    return this.currency(shift(amount, -scale), currency, digits, Math.max(digits, scale))
  }

  /** Money in major units, with at least and at most so many digits after the point. */
  currency(major: string, currency: string, least: number, most: number): string {
    const text = this.number(major, {
      style: 'currency',
      currency,
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    })
    // From right to left, the sign of "US$" would jump to its other side without a mark after it.
    return isRightToLeft(this.locale) ? `${text}\u200e` : text
  }

  /** A share between 0 and 1. */
  percent(share: number, options?: Intl.NumberFormatOptions): string {
    return this.number(share, { style: 'percent', maximumFractionDigits: 0, ...options })
  }

  /** `Dec 3`; with the year when it is not this year's. It is never broken between two lines. */
  date(at: Instant | Date, options?: Intl.DateTimeFormatOptions): string {
    return this.dateTime(at, options ?? dayOf(at)).replaceAll(' ', '\u00a0')
  }

  /** `Dec 3, 2026, 10:20 AM`. */
  dateTime(
    at: Instant | Date | number,
    options: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
  ): string {
    return this.#formatter(Intl.DateTimeFormat, options).format(new Date(at))
  }

  /** `Dec 3, 10:20 AM`; with the year when it is not this year's. */
  moment(at: Instant): string {
    return this.dateTime(at, { ...dayOf(at), hour: 'numeric', minute: '2-digit' })
  }

  /** `Nov 3 – 9`: what both instants share is said once. */
  dateRange(from: Date | number, to: Date | number, options: Intl.DateTimeFormatOptions): string {
    return this.#formatter(Intl.DateTimeFormat, options).formatRange(from, to)
  }

  /** `9 days`, `8 hours`: the largest unit of which there is at least one, cut off. */
  duration(milliseconds: number): string {
    const [unit, count] = inLargestUnit(Math.abs(milliseconds))
    return this.number(count, { style: 'unit', unit, unitDisplay: 'long' })
  }

  /** `in 9 days`, `2 minutes ago`. Days are those of the calendar: `tomorrow` ends with the next midnight but one. */
  relative(at: Instant | Date | number, now = Date.now()): string {
    const difference = new Date(at).getTime() - now
    const [unit, count] = inLargestUnit(Math.abs(difference))
    const signed = unit === 'day' ? midnights(now, at) : difference < 0 ? -count : count
    return this.#formatter(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(signed, unit)
  }

  /** The form of a word that goes with a count: `plural("2", {one: "credit", other: "credits"})`. */
  plural(count: string | number, forms: PluralForms): string {
    // Plural rules look at the last digits and the fraction; a longer number would lose them.
    const value = Number(String(count).replace('-', '').slice(-15))
    const rule = this.#formatter(Intl.PluralRules).select(value)
    return forms[rule] ?? forms.other
  }

  list(items: string[]): string {
    return this.#formatter(Intl.ListFormat).format(items)
  }
}

/** How many midnights lie between two instants, in the viewer's time zone. */
function midnights(from: number, to: Instant | Date | number): number {
  const [start, end] = [from, to].map((at) => new Date(at).setHours(0, 0, 0, 0)) as [number, number]
  // Rounded, for a day on which the clocks change is not 24 hours long.
  return Math.round((end - start) / DAY)
}

/** Month and day, and the year when it is not this year's. */
function dayOf(at: Instant | Date): Intl.DateTimeFormatOptions {
  const thisYear = new Date(at).getFullYear() === new Date().getFullYear()
  return { month: 'short', day: 'numeric', ...(!thisYear && { year: 'numeric' }) }
}

function inLargestUnit(milliseconds: number): [Intl.RelativeTimeFormatUnit, number] {
  const [unit, length] = UNITS.find(([, length]) => milliseconds >= length) ?? ['second', SECOND]
  return [unit, Math.floor(milliseconds / length)]
}

const formats = new Map<string, Format>()

/** The formats of a locale, which `Intl` must be able to read. */
export function formatFor(locale: string): Format {
  let format = formats.get(locale)
  if (!format) formats.set(locale, (format = new Format(locale)))
  return format
}

/** An id as people write it: `image_model` is `Image model`. For what has no name of its own. */
export function readable(id: string): string {
  const words = id.replaceAll(/[._-]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
