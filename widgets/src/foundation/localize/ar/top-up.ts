/** Arabic, `<credit-top-up>`. */
import type { Messages } from '../messages.ts'

export const arTopUp: Messages['topUp'] = {
  title: 'إضافة رصيد',
}
