/** English, `<credit-grants>`, what is said of a grant opened. */
import type { Amount } from '@creditkit/sdk'
import type { Format } from '../../../format/format.ts'

export const enGrantDetails = {
  from: 'From',
  until: 'Until',
  never: 'No end',
  paid: 'Paid',
  receipt: 'Receipt',
  onlyFor: 'Only for',
  reason: 'Reason',
  history: 'History',
  noHistory: 'Nothing yet.',
  earlier: 'Earlier movements are in the statement.',
  after: (amount: Amount, f: Format): string => `${f.credits(amount)} left`,
}
