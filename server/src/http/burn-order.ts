import {
  byBurnOrder,
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
  const sorted = (await readMost(ledger, key, status)).toSorted(byListOrder)
  const known = cursor === undefined || sorted.some(({ id }) => id === cursor)
  const gone = known ? undefined : await findGrant(ledger, key.customer, cursor)
  if (gone === undefined) return cutPage(sorted, idOf, { cursor, limit })
  // It has left the list since, spent or expired: what follows is what came after its place.
  const place = { ...gone, status: status?.[0] ?? gone.status }
  const following = sorted.filter((grant) => byListOrder(place, grant) < 0)
  return cutPage(following, idOf, { limit })
}

/** The newest grants; and where these are not all, those that are open before any that is over. */
async function readMost(
  ledger: Ledger,
  { customer, currency, resource }: PoolKey & { readonly resource: string },
  status: GrantsRequest['status'],
): Promise<readonly Grant[]> {
  const read = async (statuses: GrantsRequest['status']) =>
    await ledger.grants(customer, { currency, resource, status: statuses, limit: mostGrants })
  const { data, nextCursor } = await read(status)
  if (nextCursor === null) return data
  const open = openStatuses.filter((one) => status?.includes(one) ?? true)
  if (open.length === 0) return data
  const closed = data.filter((grant) => !openStatuses.includes(grant.status))
  return [...(await read(open)).data, ...closed].slice(0, mostGrants)
}

function idOf({ id }: Grant): string {
  return id
}

async function findGrant(ledger: Ledger, customer: string, id: string): Promise<Grant | undefined> {
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

function byListOrder(one: Grant, other: Grant): number {
  const closed = ranks[one.status] === 2
  return (
    ranks[one.status] - ranks[other.status] ||
    // What is over is a history: newest first.
    (closed ? other.createdAt.getTime() - one.createdAt.getTime() : 0) ||
    byBurnOrder(one, other)
  )
}
