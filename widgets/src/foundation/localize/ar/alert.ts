/** Arabic, `<credit-alert>`. */
import type { Messages } from '../messages.ts'

export const arAlert: Messages['alert'] = {
  low: (amount, lasts, f) =>
    lasts === undefined
      ? `تبقّى لديك ${f.credits(amount)} من الرصيد.`
      : `تبقّى لديك ${f.credits(amount)} من الرصيد، يكفي نحو ${f.duration(lasts)} بالمعدل الحالي.`,
  none: 'لم يتبقَّ لديك رصيد.',
  negative: (amount, f) => `تجاوزت رصيدك بمقدار ${f.credits(amount)}. أضف رصيدًا للمتابعة.`,
  expiring: (amount, at, f) => `${f.credits(amount)} من رصيدك تنتهي ${f.relative(at)}، في ${f.date(at)}.`,
  heldUp: 'رصيدك كله محجوز لعمل جارٍ، ويعود متاحًا عند انتهائه.',
  addCredits: 'إضافة رصيد',
  dismiss: 'إخفاء',
}
