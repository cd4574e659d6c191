/** English, `<credit-balance>`. */
import type { Amount, Balance, Category, Instant } from '@creditkit/sdk'
import type { Format } from '../../../format/format.ts'

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
  how: 'How this is worked out',
  pace: ({ perDay, windowDays }: NonNullable<Balance['runway']>, f: Format): string =>
    `At about ${f.number(perDay, { maximumSignificantDigits: 3 })} a day, as over the last ${f.plural(windowDays, { one: 'day', other: `${f.number(windowDays)} days` })}.`,
  low: 'Running low',
  held: (amount: Amount, f: Format): string => `${f.credits(amount)} held for work in progress`,
  owed: (amount: Amount, f: Format): string => `${f.credits(amount)} owed, settled by your next top-up`,
  pending: (amount: Amount, f: Format): string => `${f.credits(amount)} on the way`,
  empty: 'You have no credits yet. Add some to get started.',
  allHeld: 'All your credits are held for work in progress.',
  usedUp: 'You have used all your credits. Add some to carry on.',
  negative: (amount: Amount, f: Format): string =>
    `You are ${f.credits(amount)} over. Your next top-up settles this first.`,
  usedOf: (used: Amount, granted: Amount, f: Format): string =>
    `${f.credits(used)} of ${f.credits(granted)} used`,
  announce: (amount: Amount, f: Format): string =>
    `${f.credits(amount)} ${f.plural(amount, { one: 'credit left', other: 'credits left' })}.`,
}
