import type { Balances } from './balance.ts'
import { byBurnOrder } from './burn-order.ts'
import type { Grants } from './grants.ts'
import { readPoolKey } from './pool-key.ts'
import { type Pace, usedUntil } from './runway.ts'
import type { PoolKey } from './types/common.ts'
import type { Grant } from './types/grant.ts'
import type { ExpiryOutlook } from './types/pool.ts'

const LARGEST_PAGE = 1000

/** What will become of the credits that expire, if the pace of the forecast stays. */
export class Outlook {
  readonly #balances: Balances
  readonly #grants: Grants

  constructor(balances: Balances, grants: Grants) {
    this.#balances = balances
    this.#grants = grants
  }

  async expiries(key: PoolKey): Promise<ExpiryOutlook[]> {
    const { pace, asOf } = await this.#balances.pace(key)
    return foresee(await this.#openGrants(key), pace, asOf)
  }

  async #openGrants(key: PoolKey): Promise<Grant[]> {
    const { customer, currency, resource } = readPoolKey(key)
    const filter = { currency, resource, status: ['available', 'scheduled'] as const, limit: LARGEST_PAGE }
    const grants: Grant[] = []
    let cursor: string | null | undefined
    do {
      // oxlint-disable-next-line no-await-in-loop -- each page begins where the one before ended
      const page = await this.#grants.list(customer, { ...filter, cursor })
      grants.push(...page.data)
      cursor = page.nextCursor
    } while (cursor !== null)
    return grants
  }
}

/**
 * Burns the grants in burn order at an even pace, each from when it takes effect until its expiry. Restrictions to
 * features are left aside: the pace is that of all usage together.
 *
 * @returns those that are in effect now and expire, the soonest first.
 */
function foresee(grants: readonly Grant[], pace: Pace | null, now: Date): ExpiryOutlook[] {
  const items = [...grants].sort(byBurnOrder).map((grant) => ({ grant, left: grant.remaining }))
  const expiring = grants
    .filter(hasExpiry)
    .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime() || (a.id < b.id ? -1 : 1))
  const starts = grants.map(({ effectiveAt }) => effectiveAt.getTime())
  const ends = expiring.map(({ expiresAt }) => expiresAt.getTime())
  let from = now.getTime()
  // Those before are used up or gone: looked at once, or many grants would take the square of their time.
  let first = 0
  const usedBy = (moment: number): bigint => (pace === null ? 0n : usedUntil(new Date(moment), pace, now))
  for (const moment of [...starts, ...ends].filter((at) => at > from).sort((a, b) => a - b)) {
    let burned = usedBy(moment) - usedBy(from)
    for (let index = first; burned > 0n && index < items.length; index += 1) {
      const item = items[index]
      if (item === undefined || !isInEffect(item.grant, from)) continue
      const part = item.left < burned ? item.left : burned
      item.left -= part
      burned -= part
    }
    from = moment
    while (isOver(items[first], from)) first += 1
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

function isOver(item: { readonly grant: Grant; readonly left: bigint } | undefined, moment: number): boolean {
  if (item === undefined) return false
  return item.left === 0n || (item.grant.expiresAt !== null && item.grant.expiresAt.getTime() <= moment)
}

function isInEffect({ effectiveAt, expiresAt }: Grant, moment: number): boolean {
  return effectiveAt.getTime() <= moment && (expiresAt === null || expiresAt.getTime() > moment)
}

function hasExpiry(grant: Grant): grant is Grant & { readonly expiresAt: Date } {
  return grant.expiresAt !== null
}
