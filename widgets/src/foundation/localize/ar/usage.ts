/** Arabic, `<credit-usage>`. */
import type { Messages } from '../messages.ts'

const credits = { zero: 'رصيد', one: 'رصيد', two: 'رصيدان', few: 'أرصدة', many: 'رصيدًا', other: 'رصيد' }

export const arUsage: Messages['usage'] = {
  title: 'الاستهلاك',
  headline: (total, within, change, f) => {
    const percent = f.percent(Math.abs(change ?? 0))
    const than =
      change === undefined
        ? ''
        : change > 0
          ? `، بزيادة ${percent}`
          : change < 0
            ? `، بانخفاض ${percent}`
            : '، كما قبلها'
    return `${f.plural(total, credits)} ${within}${than}`
  },
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
