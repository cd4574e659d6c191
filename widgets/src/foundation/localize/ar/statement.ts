/** Arabic, `<credit-statement>`. */
import type { Messages } from '../messages.ts'

const categories = { paid: 'رصيد مدفوع', promotional: 'رصيد ترويجي' }

export const arStatement: Messages['statement'] = {
  title: 'كشف الحساب',
  when: 'التاريخ',
  what: 'الحركة',
  amount: 'المبلغ',
  balance: 'الرصيد',
  kind: 'النوع',
  allKinds: 'كل الحركات',
  feature: 'الميزة',
  allFeatures: 'كل الميزات',
  download: 'تنزيل CSV',
  print: 'طباعة',
  why: 'السبب',
  rate: 'السعر',
  rateOf: (description, version, f) => `${description} (الإصدار ${f.number(version)})`,
  quantity: 'الكمية',
  reason: 'السبب',
  actor: 'بواسطة',
  number: 'الرقم',
  order: 'الشحن',
  hold: 'حُجز من قبل',
  late: 'سُجّل متأخرًا',
  yes: 'نعم',
  credits: 'الرصيد من',
  creditsTo: 'الرصيد إلى',
  category: (category) => categories[category],
  grant: (type, day) => `${type}، ${day}`,
  overdraft: 'سحب على المكشوف',
  left: (amount, f) => `المتبقي ${f.credits(amount)}`,
  empty: 'لا حركات بعد. تُعرض هنا كل إضافة وكل استهلاك.',
  noMatch: 'لا توجد حركة كهذه.',
  showAll: 'عرض الكل',
  tooMany: (count, f) => `آخر ${f.number(count)} حركة.`,
}
