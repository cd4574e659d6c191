/** English, `<credit-balance>`: what its figures say. */
import type { Amount, Category, Instant } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

const categories: Record<Category, string> = { paid: 'Paid', promotional: 'Promotional' }

export const enBalance = {
  left: (amount: Amount, f: Format): string =>
    amount.startsWith('-') ? 'credits' : f.plural(amount, { one: 'credit left', other: 'credits left' }),
  worth: (money: string): string => `about ${money} at today’s rate`,
  category: (category: Category): string => categories[category],
  addCredits: 'Add credits',
  lastsAbout: 'Lasts about',
  expiringNext: 'Expiring next',
  expiring: (amount: Amount, at: Instant, f: Format): string => `${f.credits(amount)} on ${f.date(at)}`,
  never: 'Nothing expires',
  unknownPace: 'No usage yet',
}
