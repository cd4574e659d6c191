/** Arabic, whole. Loaded when it is first needed. */
import { arBalance } from './ar/balance.ts'
import { arAlert } from './ar/alert.ts'
import { arCost } from './ar/cost.ts'
import { arGate } from './ar/gate.ts'
import { arCommon } from './ar/common.ts'
import { arEntries } from './ar/entries.ts'
import { arGrants } from './ar/grants.ts'
import { arPeriods } from './ar/periods.ts'
import { arStatement } from './ar/statement.ts'
import { arTopUp } from './ar/top-up.ts'
import { arUsage } from './ar/usage.ts'
import type { Messages } from './messages.ts'

export const messages: Messages = {
  common: arCommon,
  gate: arGate,
  cost: arCost,
  alert: arAlert,
  balance: arBalance,
  topUp: arTopUp,
  usage: arUsage,
  entries: arEntries,
  grants: arGrants,
  periods: arPeriods,
  statement: arStatement,
}
