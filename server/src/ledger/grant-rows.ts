import type { Category, Metadata, Money } from './types/common.ts'
import type { Grant, GrantSource, GrantStatus } from './types/grant.ts'

/** Columns of `creditkit.grants as g` joined to `creditkit.pools as p`. */
export const GRANT_COLUMNS = `g.id, g.customer, g.currency, g.resource, g.amount, creditkit.remaining_of(g, p) as remaining,
  g.held, g.amount - creditkit.remaining_of(g, p) - g.expired - g.withdrawn - g.taken_back as used, g.expired, g.withdrawn,
  g.clawed_back as "clawedBack", g.category, g.priority, g.status, g.effective_at as "effectiveAt",
  nullif(g.expires_at, 'infinity') as "expiresAt", g.created_at as "createdAt", g.features, g.cost_amount,
  g.cost_currency, g.cost_scale, g.source, g.order_id as "orderId", g.recurring_id as "recurringId", g.reason, g.actor,
  g.metadata, p.seq`

export interface GrantRow {
  readonly id: string
  readonly customer: string
  readonly currency: string
  readonly resource: string
  readonly amount: bigint
  readonly remaining: bigint
  readonly held: bigint
  readonly used: bigint
  readonly expired: bigint
  readonly withdrawn: bigint
  readonly clawedBack: bigint
  readonly category: Category
  readonly priority: number
  readonly status: GrantStatus
  readonly effectiveAt: Date
  readonly expiresAt: Date | null
  readonly createdAt: Date
  readonly features: readonly string[] | null
  readonly cost_amount: bigint | null
  readonly cost_currency: string | null
  readonly cost_scale: number | null
  readonly source: GrantSource
  readonly orderId: string | null
  readonly recurringId: string | null
  readonly reason: string | null
  readonly actor: string | null
  readonly metadata: Metadata | null
  readonly seq: bigint
}

export function toGrant(row: GrantRow): Grant {
  const { cost_amount: _, cost_currency: __, cost_scale: ___, ...grant } = row
  return { ...grant, resource: row.resource || null, costBasis: toMoney(row), metadata: row.metadata ?? {} }
}

export function toMoney(row: {
  readonly cost_amount: bigint | null
  readonly cost_currency: string | null
  readonly cost_scale: number | null
}): Money | null {
  const { cost_amount: amount, cost_currency: currency, cost_scale: scale } = row
  return amount === null || currency === null || scale === null ? null : { amount, currency, scale }
}
