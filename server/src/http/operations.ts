import { byDeclaration, type Operation } from './operation.ts'
import * as catalogue from './routes/catalogue.ts'
import * as corrections from './routes/corrections.ts'
import * as customers from './routes/customers.ts'
import * as finance from './routes/finance.ts'
import * as holds from './routes/holds.ts'
import * as ledger from './routes/ledger.ts'
import * as myCredits from './routes/my-credits.ts'
import * as orders from './routes/orders.ts'
import * as pools from './routes/pools.ts'
import * as rates from './routes/rates.ts'
import * as recurringGrants from './routes/recurring-grants.ts'
import * as sessions from './routes/sessions.ts'
import * as stream from './routes/stream.ts'
import * as system from './routes/system.ts'
import * as topUps from './routes/top-ups.ts'

const families: Record<string, unknown>[] = [
  myCredits,
  topUps,
  stream,
  sessions,
  customers,
  orders,
  ledger,
  pools,
  recurringGrants,
  holds,
  corrections,
  catalogue,
  rates,
  finance,
  system,
]

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'operationId' in value

/** All operations of the API, in the order in which they are described. */
export const operations: readonly Operation[] = families.flatMap((family) =>
  Object.values(family).filter(isOperation).toSorted(byDeclaration),
)
