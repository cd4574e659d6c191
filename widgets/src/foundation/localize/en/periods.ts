/** English, periods to choose from. */
import type { Format } from '../../format/format.ts'
import type { Length } from '../../period.ts'

const units = { hour: 'h', day: 'd', year: 'y' }
const span = ({ count, unit }: NonNullable<Length>, f: Format): string =>
  `${f.number(count)} ${unit}${count === 1 ? '' : 's'}`

export const enPeriods = {
  period: 'Period',
  /** The name of a period, for a narrow button and for a list; undefined: dates of one's own. */
  short: (length: Length, f: Format): string =>
    length ? `${f.number(length.count)} ${units[length.unit]}` : 'Dates',
  long: (length: Length, f: Format): string =>
    !length ? 'Choose dates' : `Last ${length.count === 1 ? length.unit : span(length, f)}`,
  /** Within a sentence. */
  within: (length: Length, f: Format): string => (length ? `in ${span(length, f)}` : 'on these days'),
  all: 'All time',
  from: 'From',
  to: 'To',
  noDays: 'Choose a first day and a last day after it.',
}
