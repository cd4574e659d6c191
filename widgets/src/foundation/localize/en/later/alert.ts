/** English, `<credit-alert>`. */
import type { Amount, Instant } from '@creditkit/sdk'
import type { Format } from '../../../format/format.ts'

const credits = (amount: Amount, f: Format): string =>
  `${f.credits(amount)} ${f.plural(amount, { one: 'credit', other: 'credits' })}`

export const enAlert = {
  low: (amount: Amount, lasts: number | undefined, f: Format): string =>
    lasts === undefined
      ? `You have ${credits(amount, f)} left.`
      : `You have ${credits(amount, f)} left, about ${f.duration(lasts)} at your current pace.`,
  none: 'You have no credits left.',
  negative: (amount: Amount, f: Format): string =>
    `You are ${credits(amount, f)} over. Add some to carry on.`,
  expiring: (amount: Amount, at: Instant, f: Format): string =>
    `${credits(amount, f)} will expire ${f.relative(at)}, on ${f.date(at)}.`,
  heldUp: 'All your credits are held for work in progress, and come free when it ends.',
  addCredits: 'Add credits',
  dismiss: 'Dismiss',
}
