import { Adjusting } from './adjusting.ts'
import { Balances } from './balance.ts'
import { Checking } from './checking.ts'
import { Consuming } from './consuming.ts'
import { Currencies } from './currencies.ts'
import { Entries } from './entries.ts'
import { Features } from './features.ts'
import { Finance } from './finance.ts'
import { Grants } from './grants.ts'
import { Holds } from './holds.ts'
import { Lanes } from './lanes.ts'
import { Notifier } from './notifier.ts'
import { Outlook } from './outlook.ts'
import { Pools } from './pools.ts'
import { RateNames } from './rate-names.ts'
import { Rates } from './rates.ts'
import { RecurringGrants } from './recurring-grants.ts'
import type { Ledger, LedgerOptions } from './types/ledger.ts'
import { Upkeep } from './upkeep.ts'
import { UsageReader } from './usage.ts'
import { verify } from './verify.ts'
import { Writes } from './writes.ts'

const DAY = 86_400_000
const LANES = 2
const LONGEST_QUEUE = 4096
const LATE_WINDOW = 7 * DAY
const KEY_RETENTION = 30 * DAY

/** Opens the ledger on a database whose migrations have run. */
export async function createLedger(options: LedgerOptions): Promise<Ledger> {
  const { pool } = options
  const lateWindow = `${options.lateWindow ?? LATE_WINDOW} milliseconds`
  const notifier = new Notifier(pool)
  const lanes = new Lanes({
    connectionString: options.connectionString,
    lanes: options.lanes ?? LANES,
    longestQueue: options.laneQueue ?? LONGEST_QUEUE,
    lateWindow,
    afterCommit: () => notifier.notify(),
  })
  const writes = new Writes(pool, notifier)
  const currencies = new Currencies(pool)
  const features = new Features(pool)
  const rates = new Rates(pool, currencies, features)
  const entries = new Entries(pool)
  const balances = new Balances(pool, currencies)
  const upkeep = new Upkeep(pool, notifier, options.keyRetention ?? KEY_RETENTION)
  const grants = new Grants(writes, currencies)
  const pools = new Pools(pool, currencies, upkeep)
  const consuming = new Consuming({ lanes, currencies, entries, rateNames: new RateNames(pool), lateWindow })
  const holds = new Holds(writes, currencies, entries)
  const recurringGrants = new RecurringGrants(writes, currencies)
  const adjusting = new Adjusting(writes, currencies, entries)
  const checking = new Checking(pool, currencies)
  const outlook = new Outlook(pool, balances, grants)
  const usage = new UsageReader(pool, currencies)
  const finance = new Finance(pool, upkeep)
  // Fails here, and not at the first request, where the migrations have not run.
  await currencies.list()
  return {
    currencies,
    features,
    rates,
    holds,
    recurringGrants,
    grant: async (request, client) => await grants.grant(request, client),
    voidGrant: async (request, client) => await grants.withdraw('void', request, client),
    revokeGrant: async (request, client) => await grants.withdraw('revocation', request, client),
    extendGrant: async (request, client) => await grants.extend(request, client),
    changePriority: async (request, client) => await grants.changePriority(request, client),
    clawback: async (request, client) => await grants.clawback(request, client),
    reinstate: async (request, client) => await grants.reinstate(request, client),
    adjust: async (request, client) => await adjusting.adjust(request, client),
    grants: async (customer, filter = {}) => await grants.list(customer, filter),
    grantById: async (customer, grantId, client) => await grants.byId(customer, grantId, client),
    consume: async (request) => await consuming.consume(request),
    consumeBatch: async (requests) => await consuming.consumeBatch(requests),
    consumeIn: async (client, request) => await consuming.consumeIn(client, request),
    check: async (request, client) => await checking.check(request, client),
    balance: async (key, client) => await balances.get(key, client),
    balanceAt: async (key, at) => await balances.at(key, at),
    forecast: async (key) => (await balances.get(key)).runway,
    expiries: async (key) => await outlook.expiries(key),
    setOverdraft: async (request) => await pools.setOverdraft(request),
    pools: async (filter = {}) => await pools.list(filter),
    entries: async (customer, filter = {}) => await entries.list(customer, filter),
    entry: async (key, seq) => await entries.get(key, seq),
    usage: async (query) => await usage.read(query),
    finance: async (query) => await finance.report(query),
    verify: (scope = {}) => verify(pool, scope.customer, scope.onProgress),
    sweep: async (limit) => await upkeep.sweep(limit),
    pruneKeys: async () => await upkeep.pruneKeys(),
    nextChangeAt: async () => await upkeep.nextChangeAt(),
    async close() {
      await lanes.close()
      await notifier.idle()
    },
  }
}
