/** English, `<credit-statement>`, what is said when somebody looks closer. */
import type { Amount, Category } from '@creditkit/sdk'
import type { Format } from '../../../format/format.ts'

const categories: Record<Category, string> = { paid: 'Paid credits', promotional: 'Promotional credits' }

export const enStatementDetails = {
  why: 'Why',
  rate: 'Rate',
  rateOf: (description: string, version: number, f: Format): string =>
    `${description} (version ${f.number(version)})`,
  quantity: 'Quantity',
  reason: 'Reason',
  actor: 'By',
  number: 'Number',
  order: 'Top-up',
  hold: 'Held before',
  late: 'Reported late',
  yes: 'Yes',
  credits: 'Credits from',
  creditsTo: 'Credits to',
  category: (category: Category): string => categories[category],
  /** A grant by its type and the day it came. */
  grant: (type: string, day: string): string => `${type}, ${day}`,
  overdraft: 'Overdraft',
  left: (amount: Amount, f: Format): string => `${f.credits(amount)} left`,
  tooMany: (count: number, f: Format): string => `The latest ${f.number(count)} movements.`,
}
