/** The figures of the headline. */
import type { Amount, Usage } from '@creditkit/sdk'

export interface Figures {
  total: Amount
  /** Against the period before, in whole percents: 0.12 is 12% more. Undefined where there was nothing before. */
  change: number | undefined
}

/** Beyond this, there was so little before that the percentage says nothing. */
const LARGEST_CHANGE = 10

export function figuresOf({ total, previousTotal }: Pick<Usage, 'total' | 'previousTotal'>): Figures {
  const before = Number(previousTotal)
  const change = Math.round((100 * (Number(total) - before)) / before) / 100
  return { total, change: before > 0 && change <= LARGEST_CHANGE ? change : undefined }
}

/** What makes the skeleton of the headline. */
export const figuresPlaceholder = { total: '528000', previousTotal: '471000' }
