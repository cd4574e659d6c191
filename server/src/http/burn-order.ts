import {
  LedgerError,
  type Grant,
  type GrantStatus,
  type Ledger,
  type Page,
  type PoolKey,
} from '../ledger/index.ts'
import { cutPage } from './pages.ts'

/** More grants than this in one pool are not put in order; what is left out is what is over, then the oldest. */
const mostGrants = 1000

const openStatuses: readonly GrantStatus[] = ['available', 'scheduled']
const closedStatuses: readonly GrantStatus[] = ['used_up', 'expired', 'voided', 'taken_back']

export interface GrantsRequest {
  readonly status?: readonly GrantStatus[] | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/**
 * Grants in the order in which they are spent, those that are not in effect after those that are. A page begins
 * after the grant that its cursor names, wherever that stands now.
 */
export async function readInBurnOrder(
  ledger: Ledger,
  key: PoolKey & { readonly resource: string },
  { status, cursor, limit }: GrantsRequest,
): Promise<Page<Grant>> {
  const { customer } = key
  const open = await readSome(ledger, key, openStatuses, status, mostGrants)
  const closed = await readSome(ledger, key, closedStatuses, status, mostGrants - open.length)
  const sorted = [...open, ...closed].toSorted(byBurnOrder)
  const known = cursor === undefined || sorted.some(({ id }) => id === cursor)
  const gone = known ? undefined : await findGrant(ledger, customer, cursor)
  if (!gone) return cutPage(sorted, idOf, { cursor, limit })
  // It has left the list since, spent or expired: what follows is what came after its place.
  const place = { ...gone, status: status?.[0] ?? gone.status }
  return cutPage(
    sorted.filter((grant) => byBurnOrder(place, grant) < 0),
    idOf,
    { limit },
  )
}

const idOf = (grant: Grant) => grant.id

async function readSome(
  ledger: Ledger,
  { customer, currency, resource }: PoolKey & { readonly resource: string },
  statuses: readonly GrantStatus[],
  asked: GrantsRequest['status'],
  limit: number,
): Promise<readonly Grant[]> {
  const status = statuses.filter((one) => asked?.includes(one) ?? true)
  if (status.length === 0 || limit === 0) return []
  return (await ledger.grants(customer, { currency, resource, status, limit })).data
}

/** The grant that a cursor names, where it has left the list since. */
export async function findGrant(ledger: Ledger, customer: string, id: string): Promise<Grant | undefined> {
  try {
    return await ledger.grantById(customer, id)
  } catch (error) {
    if (error instanceof LedgerError) return undefined
    throw error
  }
}

const ranks: Record<GrantStatus, number> = {
  available: 0,
  scheduled: 1,
  used_up: 2,
  expired: 2,
  voided: 2,
  taken_back: 2,
}

const never = Number.POSITIVE_INFINITY

function byBurnOrder(one: Grant, other: Grant): number {
  const closed = ranks[one.status] === 2
  return (
    ranks[one.status] - ranks[other.status] ||
    // What is over is a history: newest first.
    (closed ? other.createdAt.getTime() - one.createdAt.getTime() : 0) ||
    one.priority - other.priority ||
    compare(one.expiresAt?.getTime() ?? never, other.expiresAt?.getTime() ?? never) ||
    compare(Number(one.category === 'paid'), Number(other.category === 'paid')) ||
    one.effectiveAt.getTime() - other.effectiveAt.getTime() ||
    one.createdAt.getTime() - other.createdAt.getTime() ||
    (one.id < other.id ? -1 : 1)
  )
}

/** Infinity less infinity is no number. */
function compare(one: number, other: number): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
