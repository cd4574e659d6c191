/** Arabic, `<credit-gate>`. */
import type { Messages } from '../messages.ts'

export const arGate: Messages['gate'] = {
  title: 'الرصيد غير كافٍ',
  explain: (cost, available, f) => `يتطلب هذا ${f.credits(cost)}، ولديك ${f.credits(available)}.`,
  addCredits: 'إضافة رصيد',
}
