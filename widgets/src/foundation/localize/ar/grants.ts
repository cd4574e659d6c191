/** Arabic, `<credit-grants>`. */
import type { Messages } from '../messages.ts'

const statuses: Record<Parameters<Messages['grants']['status']>[0], string> = {
  available: 'متاح',
  expires_soon: 'ينتهي قريبًا',
  scheduled: 'مجدول',
  used_up: 'مستنفد',
  expired: 'منتهي الصلاحية',
  voided: 'مُبطل',
  taken_back: 'مسترد',
}
const types = {
  top_up: 'شحن',
  manual: 'أُضيف لك',
  recurring: 'دوري',
  import: 'منقول',
  adjustment: 'تصحيح',
}

export const arGrants: Messages['grants'] = {
  title: 'المنح',
  inOrder: 'تُستهلك من الأعلى إلى الأسفل',
  newest: 'الأحدث أولاً',
  order: 'الترتيب',
  filter: 'الحالة',
  all: 'كل المنح',
  open: 'لم تُستنفد بعد',
  status: (status) => statuses[status],
  type: ({ category, source }) => (category === 'promotional' ? 'ترويجي' : types[source.type]),
  received: 'تاريخ الاستلام',
  kind: 'النوع',
  left: 'المتبقي',
  expires: (at, f) => (at ? `ينتهي في ${f.date(at)}` : 'لا ينتهي'),
  expired: (at, f) => `انتهى في ${f.date(at)}`,
  of: (amount, f) => `من ${f.credits(amount)}`,
  from: 'من',
  until: 'حتى',
  never: 'بلا نهاية',
  paid: 'المدفوع',
  receipt: 'الإيصال',
  onlyFor: 'فقط لـ',
  reason: 'السبب',
  history: 'ما حدث لها',
  noHistory: 'لا شيء بعد.',
  earlier: 'الحركات الأقدم في كشف الحساب.',
  after: (amount, f) => `المتبقي ${f.credits(amount)}`,
  empty: 'لا منح بعد. يظهر هنا الرصيد الذي تشتريه أو يُمنح لك.',
  noMatch: 'لا توجد منحة كهذه.',
  showAll: 'عرض الكل',
}
