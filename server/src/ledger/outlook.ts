import type { Balances } from './balance.ts'
import type { Grants } from './grants.ts'
import { readPoolKey } from './pool-key.ts'
import type { PoolKey } from './types/common.ts'
import type { Grant } from './types/grant.ts'
import type { ExpiryOutlook } from './types/pool.ts'

const DAY = 86_400_000

/** What will become of the credits that expire, if the pace of the forecast stays. */
export class Outlook {
  readonly #balances: Balances
  readonly #grants: Grants

  constructor(balances: Balances, grants: Grants) {
    this.#balances = balances
    this.#grants = grants
  }

  async expiries(key: PoolKey): Promise<ExpiryOutlook[]> {
    const { customer, currency, resource } = readPoolKey(key)
    const state = await this.#balances.get(key)
    const filter = { currency, resource, status: ['available'] as const, limit: 1000 }
    const { data } = await this.#grants.list(customer, filter)
    return foresee(data, state.runway?.perDay ?? 0n, state.asOf)
  }
}

/**
 * Burns the grants in burn order at an even pace, each until its expiry. Restrictions to features are left aside:
 * the pace is that of all usage together.
 *
 * @param perDay in the smallest unit.
 */
export function foresee(grants: readonly Grant[], perDay: bigint, now: Date): ExpiryOutlook[] {
  let remaining = [...grants].sort(byBurnOrder).map((grant) => ({ grant, left: grant.remaining }))
  const outlook: ExpiryOutlook[] = []
  let from = now.getTime()
  const expiring = grants.filter(hasExpiry).sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
  for (const { id: grantId, category, expiresAt, remaining: had } of expiring) {
    let burned = (perDay * BigInt(Math.max(0, expiresAt.getTime() - from))) / BigInt(DAY)
    from = Math.max(from, expiresAt.getTime())
    for (const item of remaining) {
      const part = item.left < burned ? item.left : burned
      item.left -= part
      burned -= part
    }
    const likelyUnused = remaining.find((item) => item.grant.id === grantId)?.left ?? 0n
    outlook.push({ grantId, category, expiresAt, remaining: had, likelyUnused })
    remaining = remaining.filter((item) => item.grant.id !== grantId)
  }
  return outlook
}

function hasExpiry(grant: Grant): grant is Grant & { readonly expiresAt: Date } {
  return grant.expiresAt !== null
}

/** Priority, soonest expiry, promotional first, earliest effective, earliest created. */
function byBurnOrder(a: Grant, b: Grant): number {
  return (
    a.priority - b.priority ||
    compareExpiry(a.expiresAt, b.expiresAt) ||
    Number(a.category === 'paid') - Number(b.category === 'paid') ||
    a.effectiveAt.getTime() - b.effectiveAt.getTime() ||
    a.createdAt.getTime() - b.createdAt.getTime() ||
    (a.id < b.id ? -1 : 1)
  )
}

function compareExpiry(a: Date | null, b: Date | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a.getTime() - b.getTime()
}
