/** Arabic, periods to choose from. */
import type { Format } from '../../format/format.ts'
import type { Length } from '../../period.ts'
import type { Messages } from '../messages.ts'

const span = ({ count, unit }: NonNullable<Length>, f: Format): string =>
  f.number(count, { style: 'unit', unit, unitDisplay: 'long' })

export const arPeriods: Messages['periods'] = {
  period: 'الفترة',
  short: (length, f) => (length ? span(length, f) : 'تواريخ'),
  long: (length, f) => (length ? `آخر ${span(length, f)}` : 'اختيار التواريخ'),
  within: (length, f) => `خلال ${length ? span(length, f) : 'هذه الأيام'}`,
  all: 'كل الفترات',
  from: 'من',
  to: 'إلى',
  noDays: 'اختر يومًا أول ويومًا أخيرًا بعده.',
}
