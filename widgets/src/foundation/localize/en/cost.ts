/** English, `<credit-cost>`. */
import type { Amount } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

export const enCost = {
  cost: (cost: Amount, f: Format): string =>
    `${f.credits(cost)} ${f.plural(cost, { one: 'credit', other: 'credits' })}`,
  free: 'Free',
  /** Follows the cost in the same line. */
  have: (available: Amount, f: Format): string => `, you have ${f.credits(available)}`,
  addCredits: 'Add credits',
}
