/** Arabic, `<credit-balance>`. */
import type { Messages } from '../messages.ts'

const categories = { paid: 'مدفوع', promotional: 'ترويجي' }
const left = {
  zero: 'رصيد متبقٍّ',
  one: 'رصيد متبقٍّ',
  two: 'رصيدان متبقيان',
  few: 'أرصدة متبقية',
  many: 'رصيدًا متبقيًا',
  other: 'رصيد متبقٍّ',
}

export const arBalance: Messages['balance'] = {
  left: (amount, f) => (amount.startsWith('-') ? 'رصيد' : f.plural(amount, left)),
  worth: (money) => `نحو ${money} بالسعر الحالي`,
  category: (category) => categories[category],
  addCredits: 'إضافة رصيد',
  lastsAbout: 'يكفي نحو',
  expiringNext: 'أقرب انتهاء',
  expiring: (amount, at, f) => `${f.credits(amount)} في ${f.date(at)}`,
  never: 'لا شيء ينتهي',
  unknownPace: 'لا استهلاك بعد',
  how: 'كيف حُسب هذا',
  pace: ({ perDay, windowDays }, f) =>
    `بمعدل نحو ${f.number(perDay, { maximumSignificantDigits: 3 })} يوميًا، كما في آخر ${f.duration(windowDays * 86_400_000)}.`,
  low: 'الرصيد منخفض',
  held: (amount, f) => `${f.credits(amount)} محجوز لعمل جارٍ`,
  owed: (amount, f) => `${f.credits(amount)} مستحق، يسدّده الشحن القادم`,
  pending: (amount, f) => `${f.credits(amount)} في الطريق`,
  empty: 'لا رصيد لديك بعد. أضف رصيدًا لتبدأ.',
  allHeld: 'رصيدك كله محجوز لعمل جارٍ.',
  usedUp: 'لقد استهلكت رصيدك كله. أضف رصيدًا للمتابعة.',
  negative: (amount, f) => `تجاوزت رصيدك بمقدار ${f.credits(amount)}. الشحن القادم يسدّد هذا أولاً.`,
  usedOf: (used, granted, f) => `استُهلك ${f.credits(used)} من ${f.credits(granted)}`,
  announce: (amount, f) => `${f.credits(amount)} ${f.plural(amount, left)}.`,
}
