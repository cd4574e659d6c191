/** English, `<credit-balance>`: what it says besides its figures. */
import type { Amount, Balance } from '@creditkit/sdk'
import type { Format } from '../../../format/format.ts'

export const enBalanceExtras = {
  how: 'How this is worked out',
  pace: ({ perDay, windowDays }: NonNullable<Balance['runway']>, f: Format): string =>
    `At about ${f.number(perDay, { maximumSignificantDigits: 3 })} a day, as over the last ${f.plural(windowDays, { one: 'day', other: `${f.number(windowDays)} days` })}.`,
  low: 'Running low',
  held: (amount: Amount, f: Format): string => `${f.credits(amount)} held for work in progress`,
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
