/** Arabic, `<credit-usage>`. */
import type { Format } from '../../format/format.ts'
import type { Length } from '../../period.ts'
import type { Messages } from '../messages.ts'

const span = ({ count, unit }: NonNullable<Length>, f: Format): string =>
  f.number(count, { style: 'unit', unit, unitDisplay: 'long' })
const credits = { zero: 'رصيد', one: 'رصيد', two: 'رصيدان', few: 'أرصدة', many: 'رصيدًا', other: 'رصيد' }

export const arUsage: Messages['usage'] = {
  title: 'الاستهلاك',
  range: 'الفترة',
  rangeShort: (length, f) => (length ? span(length, f) : 'تواريخ'),
  rangeLong: (length, f) => (length ? `آخر ${span(length, f)}` : 'اختيار التواريخ'),
  headline: (total, length, change, f) => {
    const percent = f.percent(Math.abs(change ?? 0))
    const than =
      change === undefined
        ? ''
        : change > 0
          ? `، بزيادة ${percent}`
          : change < 0
            ? `، بانخفاض ${percent}`
            : '، كما قبلها'
    return `${f.plural(total, credits)} خلال ${length ? span(length, f) : 'هذه الأيام'}${than}`
  },
  from: 'من',
  to: 'إلى',
  noDays: 'اختر يومًا أول ويومًا أخيرًا بعده.',
  group: 'التجميع حسب',
  feature: 'الميزة',
  unnamed: 'غير محدَّد',
  other: 'أخرى',
  total: 'المجموع',
  before: 'الفترة السابقة',
  compare: 'مقارنة',
  table: 'جدول',
  chart: 'رسم بياني',
  download: 'تنزيل CSV',
  none: 'لا استهلاك في هذه الفترة.',
  allHidden: 'اختر أدناه ما تريد عرضه.',
  by: (group) => `الاستهلاك حسب ${group}`,
  summary: (most, f) =>
    most
      ? `كان أكثر الاستهلاك في ${most.title}: ${f.credits(most.total)} ${f.plural(most.total, credits)}، ومعظمه في ${most.name}.`
      : 'لا استهلاك في هذه الفترة.',
  bar: (title, total, parts, before, f) =>
    [
      `${title}: ${f.credits(total)} ${f.plural(total, credits)}`,
      parts.map(([name, amount]) => `${name} ${f.credits(amount)}`).join('، '),
      before && `الفترة السابقة ${f.credits(before)}`,
    ]
      .filter(Boolean)
      .join('. '),
}
