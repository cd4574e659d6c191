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
    const filter = { currency, resource, status: ['available', 'scheduled'] as const, limit: 1000 }
    const { data } = await this.#grants.list(customer, filter)
    return foresee(data, state.runway?.perDay ?? 0n, state.asOf)
  }
}

/**
 * Burns the grants in burn order at an even pace, each from when it takes effect until its expiry. Restrictions to
 * features are left aside: the pace is that of all usage together.
 *
 * @param perDay in the smallest unit.
 * @returns those that are in effect now and expire, the soonest first.
 */
function foresee(grants: readonly Grant[], perDay: bigint, now: Date): ExpiryOutlook[] {
  const items = [...grants].sort(byBurnOrder).map((grant) => ({ grant, left: grant.remaining }))
  const expiring = grants.filter(hasExpiry).sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime())
  const starts = grants.map(({ effectiveAt }) => effectiveAt.getTime())
  const ends = expiring.map(({ expiresAt }) => expiresAt.getTime())
  let from = now.getTime()
  const usedUntil = (moment: number): bigint => (perDay * BigInt(moment - now.getTime())) / BigInt(DAY)
  for (const moment of [...starts, ...ends].filter((at) => at > from).sort((a, b) => a - b)) {
    let burned = usedUntil(moment) - usedUntil(from)
    for (const item of items) {
      if (!isInEffect(item.grant, from)) continue
      const part = item.left < burned ? item.left : burned
      item.left -= part
      burned -= part
    }
    from = moment
  }
  const left = new Map(items.map((item) => [item.grant.id, item.left]))
  return expiring
    .filter((grant) => grant.status === 'available')
    .map(({ id: grantId, category, expiresAt, remaining }) => ({
      grantId,
      category,
      expiresAt,
      remaining,
      likelyUnused: left.get(grantId) ?? 0n,
    }))
}

function isInEffect({ effectiveAt, expiresAt }: Grant, moment: number): boolean {
  return effectiveAt.getTime() <= moment && (expiresAt === null || expiresAt.getTime() > moment)
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
