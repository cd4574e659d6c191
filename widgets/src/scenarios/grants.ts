import type { Grant, GrantStatus, Page } from '@creditkit/sdk'
import { toAmount } from './amounts.ts'
import { burnOrder, type HeldGrant } from './ledger.ts'
import { listOf, pageOf } from './lists.ts'
import type { World } from './world.ts'

/** A page of grants: in burn order with those that are over at the end, or newest first. */
export function grantsOf(world: World, query: URLSearchParams): Page<Grant> {
  const { ledger } = world
  const wanted = listOf(query, 'status')
  const grants = ledger.grants.filter((grant) => !wanted.length || wanted.includes(ledger.status(grant)))
  const burn = (one: HeldGrant, other: HeldGrant): number => {
    const [first, second] = [ledger.status(one), ledger.status(other)]
    return rank(first) - rank(second) || (rank(first) < over ? burnOrder : newest)(one, other)
  }
  grants.sort(query.get('sort') === 'newest' ? newest : burn)
  return pageOf(
    grants.map((grant) => grantOf(world, grant)),
    query,
  )
}

const newest = (one: HeldGrant, other: HeldGrant): number => other.effectiveAt - one.effectiveAt
const instant = (at: number): string => new Date(at).toISOString()
const over = 2
const rank = (status: GrantStatus): number => (status === 'available' ? 0 : status === 'scheduled' ? 1 : over)

/** A grant as the wire has it. */
export function grantOf({ recipe, ledger }: World, grant: HeldGrant): Grant {
  const { id, scale } = recipe.currency
  const type = grant.type ?? 'manual'
  return {
    id: grant.id,
    currency: id,
    resource: null,
    amount: toAmount(grant.amount, scale),
    remaining: toAmount(grant.remaining, scale),
    category: grant.category ?? 'paid',
    priority: grant.priority ?? 0,
    status: ledger.status(grant),
    effectiveAt: instant(grant.effectiveAt),
    expiresAt: grant.expiresAt ? instant(grant.expiresAt) : null,
    createdAt: instant(grant.createdAt ?? grant.effectiveAt),
    features: grant.features ?? null,
    costBasis: grant.cost === undefined ? null : { amount: String(grant.cost), currency: 'usd', scale: 2 },
    source: {
      type,
      orderId: grant.orderId ?? null,
      receiptUrl: grant.orderId ? `https://pay.example/receipts/${grant.orderId}` : null,
    },
    reason: grant.reason ?? null,
    metadata: {},
  }
}
