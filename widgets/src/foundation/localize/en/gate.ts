/** English, `<credit-gate>`. */
import type { Amount } from '@creditkit/sdk'
import type { Format } from '../../format/format.ts'

export const enGate = {
  title: 'Not enough credits',
  explain: (cost: Amount, available: Amount, f: Format): string =>
    `This needs ${f.credits(cost)}. You have ${f.credits(available)}.`,
  addCredits: 'Add credits',
}
