import * as z from 'zod'
import { formatAmount, LedgerError, type Entry } from '../../ledger/index.ts'
import { readReceipts } from '../account.ts'
import { chooseCurrency } from '../currencies.ts'
import { operation } from '../operation.ts'
import { pageOfExpiries } from '../expiries.ts'
import { choosePool } from '../pools.ts'
import { ProblemError } from '../problems.ts'
import { route, type Route } from '../router.ts'
import { ExpiryOutlookPage, ExplainedEntry, PastBalance, PoolPage } from '../schemas/pools.ts'
import { InstantInput, currencyId, hostId, pageQuery, scopeQuery } from '../schemas/values.ts'
import type { Services } from '../services.ts'
import { viewGrant } from '../views/ledger.ts'
import { viewExpiry, viewExplainedEntry, viewPool, type EntryOrigin } from '../views/pools.ts'

const read = { tag: 'Pools', security: 'secret', method: 'get' } as const
const params = z.strictObject({ customer: hostId })
const choosing = ['currency_required', 'unknown_currency'] as const
const mostGrants = 100

export const getPools = operation({
  ...read,
  operationId: 'getPools',
  path: '/v1/pools',
  summary: 'List pools with their balances, of all customers or of one',
  query: z.strictObject({ customer: hostId.optional(), currency: currencyId.optional(), ...pageQuery }),
  answer: PoolPage,
  problems: ['unknown_currency'],
})

export const getPastBalance = operation({
  ...read,
  operationId: 'getPastBalance',
  path: '/v1/customers/{customer}/balance/past',
  summary: 'Read a customer’s balance as it was at an instant',
  params,
  query: z.strictObject({ ...scopeQuery, at: InstantInput }),
  answer: PastBalance,
  problems: choosing,
})

export const getExpiries = operation({
  ...read,
  operationId: 'getExpiries',
  path: '/v1/customers/{customer}/expiries',
  summary: 'List what expires next, and how much of it will likely go unused',
  description: 'Soonest first. The pace is that of the balance’s `runway`, in the order of spending.',
  params,
  query: z.strictObject({ ...scopeQuery, ...pageQuery }),
  answer: ExpiryOutlookPage,
  problems: choosing,
})

export const getEntry = operation({
  ...read,
  operationId: 'getEntry',
  path: '/v1/customers/{customer}/entries/{seq}',
  summary: 'Explain a ledger entry: its grants, feature, rate version, order and actor',
  params: z.strictObject({
    customer: hostId,
    seq: z
      .string()
      .regex(/^[1-9]\d{0,17}$/, 'must be the number of an entry such as "1"')
      .meta({ description: 'The entry’s number in its pool.', example: '1' }),
  }),
  query: z.strictObject(scopeQuery),
  answer: ExplainedEntry,
  problems: choosing,
})

export function poolRoutes(services: Services): Route[] {
  const { ledger } = services
  return [
    route(getPools, async ({ query }) => {
      if (query.currency !== undefined) await chooseCurrency(ledger, query.currency)
      const { data, nextCursor } = await ledger.pools(query)
      const view = async (pool: (typeof data)[number]) =>
        viewPool(pool, (await chooseCurrency(ledger, pool.currency)).scale)
      return { data: await Promise.all(data.map(view)), nextCursor }
    }),
    route(getPastBalance, async ({ params: { customer }, query }) => {
      const { key, currency } = await choosePool(ledger, customer, query)
      // The database's clock says what is past: it is the one that entries are dated by.
      const { asOf, resource } = await ledger.balance(key)
      if (query.at > asOf) {
        const errors = [{ path: 'query.at', message: 'must not lie in the future' }]
        throw new ProblemError('invalid_value', undefined, { errors })
      }
      const { balance, seq } = await ledger.balanceAt(key, query.at)
      return {
        customer,
        currency: currency.id,
        resource,
        at: query.at.toISOString(),
        balance: formatAmount(balance, currency.scale),
        seq: seq.toString(),
      }
    }),
    route(getExpiries, async ({ params: { customer }, query }) => {
      const { key, currency } = await choosePool(ledger, customer, query)
      const { data, nextCursor } = await pageOfExpiries(ledger, key, query)
      return { data: data.map((expiry) => viewExpiry(expiry, currency.scale)), nextCursor }
    }),
    route(getEntry, async ({ params: { customer, seq }, query }) => {
      const { key, currency } = await choosePool(ledger, customer, query)
      const entry = await ledger.entry(key, BigInt(seq)).catch(asNotFound)
      return viewExplainedEntry(entry, currency.scale, await readOrigin(services, entry, currency.scale))
    }),
  ]
}

/** The key and the number are checked already, so a value that the ledger refuses is an entry that is not there. */
function asNotFound(error: unknown): never {
  if (error instanceof LedgerError && error.code === 'invalid_value') {
    throw new ProblemError(
      'not_found',
      'This pool has no entry with that number. Check the number and the pool.',
    )
  }
  throw error
}

async function readOrigin(services: Services, entry: Entry, scale: number): Promise<EntryOrigin> {
  const { ledger } = services
  const { customer, feature, currency, rate } = entry
  const ids = entry.splits.slice(0, mostGrants).map(({ grantId }) => grantId)
  const [grants, versions] = await Promise.all([
    Promise.all(ids.map((id) => ledger.grantById(customer, id))),
    feature === null || rate === null ? [] : ledger.rates.list({ feature, currency }),
  ])
  const receiptOf = await readReceipts(services, customer, grants)
  return {
    grants: grants.map((grant) => viewGrant(grant, scale, receiptOf(grant))),
    rate: versions.find(({ id }) => id === rate?.id) ?? null,
  }
}
