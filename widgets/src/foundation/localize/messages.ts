/**
 * The type of a whole set of messages: a section for each element, and one for all.
 *
 * A message is a string, or a function of typed values and the `Format` of the locale in force, which
 * has `plural`. A section's English file is both its default and its type; a language is one object of
 * the type `Messages`, in a file of its own, added with `registerMessages`.
 */
import type { enAge } from './en/age.ts'
import type { enAlert } from './en/later/alert.ts'
import type { enCost } from './en/cost.ts'
import type { enGate } from './en/gate.ts'
import type { enCommon } from './en/common.ts'
import type { enBalance } from './en/later/balance.ts'
import type { enMore } from './en/more.ts'
import type { enEntries } from './en/entries.ts'
import type { enGrants } from './en/grants.ts'
import type { enPeriods } from './en/periods.ts'
import type { enStatement } from './en/statement.ts'
import type { enGrantDetails } from './en/later/grants.ts'
import type { enStatementDetails } from './en/later/statement.ts'
import type { enBuying } from './en/later/top-up.ts'
import type { enTopUp } from './en/top-up.ts'
import type { enUsage } from './en/usage.ts'

export interface Messages {
  common: typeof enCommon & typeof enAge & typeof enMore
  gate: typeof enGate
  cost: typeof enCost
  alert: typeof enAlert
  balance: typeof enBalance
  topUp: typeof enTopUp & typeof enBuying
  usage: typeof enUsage
  entries: typeof enEntries
  grants: typeof enGrants & typeof enGrantDetails
  periods: typeof enPeriods
  statement: typeof enStatement & typeof enStatementDetails
}

/** Wording to put in place of the built-in, in part. */
export type MessageOverrides = { [S in keyof Messages]?: Partial<Messages[S]> }
