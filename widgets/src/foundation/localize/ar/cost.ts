/** Arabic, `<credit-cost>`. */
import type { Messages } from '../messages.ts'

const credits = { zero: 'رصيد', one: 'رصيد', two: 'رصيد', few: 'أرصدة', many: 'رصيدًا', other: 'رصيد' }

export const arCost: Messages['cost'] = {
  cost: (cost, f) => `${f.credits(cost)} ${f.plural(cost, credits)}`,
  free: 'مجانًا',
  have: (available, f) => `، لديك ${f.credits(available)}`,
  addCredits: 'إضافة رصيد',
}
