import type * as z from 'zod'
import type { Bucket, Grant } from '../ledger/index.ts'
import { readInBurnOrder } from './burn-order.ts'
import { choosePool } from './pools.ts'
import { ProblemError } from './problems.ts'
import type { entriesQuery, grantsQuery, usageQuery } from './routes/queries.ts'
import type * as schemas from './schemas/ledger.ts'
import type { Services } from './services.ts'
import { viewBalance, viewEntry, viewGrant, viewUsage } from './views/ledger.ts'

// What a customer sees of their credits; the host sees the same of each customer.

type Rooms = Pick<Services, 'ledger' | 'topUps'>
type Scope = { currency?: string | undefined; resource?: string | undefined }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const defaultUsageDays = 30
const mostBuckets = 2000

const bucketLengths: Record<Bucket, number> = { minute, hour, day, week: 7 * day, month: 28 * day }

/** The longest period that each kind of bucket is chosen for by itself. */
const automaticBuckets: [Bucket, number][] = [
  ['minute', 2 * hour],
  ['hour', 3 * day],
  ['day', 92 * day],
  ['week', 731 * day],
]

export async function readBalance(
  { ledger, topUps }: Rooms,
  customer: string,
  scope: Scope,
): Promise<z.input<typeof schemas.Balance>> {
  const { key } = await choosePool(ledger, customer, scope)
  const [pool, pending] = await Promise.all([ledger.balance(key), topUps.pending(key)])
  return viewBalance(pool, pending)
}

export async function readUsage(
  { ledger }: Rooms,
  customer: string,
  query: z.output<typeof usageQuery>,
): Promise<z.input<typeof schemas.Usage>> {
  const { key, currency } = await choosePool(ledger, customer, query)
  const to = query.to ?? new Date()
  const from = query.from ?? new Date(to.getTime() - defaultUsageDays * day)
  const length = to.getTime() - from.getTime()
  if (length <= 0) throw invalid('query.from', 'must be earlier than "to"')
  const bucket =
    query.bucket === 'auto'
      ? (automaticBuckets.find(([, longest]) => length <= longest)?.[0] ?? 'month')
      : query.bucket
  if (length / bucketLengths[bucket] > mostBuckets) {
    throw invalid(
      'query.bucket',
      `gives more than ${mostBuckets} buckets: choose a longer bucket or a shorter period`,
    )
  }
  const usage = await ledger.usage({
    ...key,
    from,
    to,
    bucket,
    groupBy: query.groupBy,
    timeZone: query.timeZone,
  })
  return viewUsage(usage, currency.scale)
}

export async function readGrants(
  rooms: Rooms,
  customer: string,
  query: z.output<typeof grantsQuery>,
): Promise<z.input<typeof schemas.GrantPage>> {
  const { key, currency } = await choosePool(rooms.ledger, customer, query)
  const { status, sort, cursor, limit } = query
  const page =
    sort === 'newest'
      ? await rooms.ledger.grants(customer, { ...key, status, cursor, limit })
      : await readInBurnOrder(rooms.ledger, key, { status, cursor, limit })
  const receiptOf = await readReceipts(rooms, customer, page.data)
  return {
    data: page.data.map((grant) => viewGrant(grant, currency.scale, receiptOf(grant))),
    nextCursor: page.nextCursor,
  }
}

export async function readEntries(
  { ledger }: Rooms,
  customer: string,
  query: z.output<typeof entriesQuery>,
): Promise<z.input<typeof schemas.LedgerEntryPage>> {
  const { key, currency } = await choosePool(ledger, customer, query)
  const { kind, feature, grantId, from, to, cursor, limit } = query
  const page = await ledger.entries(customer, {
    ...key,
    kinds: kind,
    feature,
    grantId,
    from,
    to,
    cursor,
    limit,
  })
  return { data: page.data.map((entry) => viewEntry(entry, currency.scale)), nextCursor: page.nextCursor }
}

/** @returns what tells the receipt of a grant's order, of these grants. */
export async function readReceipts(
  { topUps }: Pick<Services, 'topUps'>,
  customer: string,
  grants: readonly Grant[],
): Promise<(grant: Grant) => string | null> {
  const ids = [...new Set(grants.flatMap((grant) => grant.orderId ?? []))]
  const orders = await Promise.all(ids.map((id) => topUps.order(customer, id).catch(() => null)))
  const receipts = new Map(
    orders.flatMap((order) => (order?.receiptUrl ? [[order.id, order.receiptUrl]] : [])),
  )
  return ({ orderId }) => (orderId === null ? null : (receipts.get(orderId) ?? null))
}

function invalid(path: string, message: string): ProblemError {
  return new ProblemError('invalid_value', undefined, { errors: [{ path, message }] })
}
