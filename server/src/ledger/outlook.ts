import type pg from 'pg'
import type { Balances } from './balance.ts'
import { byBurnOrder } from './burn-order.ts'
import type { Grants } from './grants.ts'
import { readPoolKey } from './pool-key.ts'
import { type Pace, usedUntil } from './runway.ts'
import type { PoolKey } from './types/common.ts'
import type { Grant } from './types/grant.ts'
import type { ExpiryOutlook } from './types/pool.ts'

const LARGEST_PAGE = 1000

const TURNS = `
  select id as "recurringId", next_at as at, rollover_cap as cap from creditkit.recurring_grants
  where customer = $1::text and currency = $2::text and resource = $3::text and rollover_cap is not null
    and next_at < 'infinity'
  order by next_at, id`

/** When a roll-over's cap will take what is above it. */
interface Turn {
  readonly recurringId: string
  readonly at: Date
  readonly cap: bigint
}

/** A grant, and what the forecast has left of it. */
interface Item {
  readonly grant: Grant
  left: bigint
}

/** What will become of the credits that expire, if the pace of the forecast stays. */
export class Outlook {
  readonly #pool: pg.Pool
  readonly #balances: Balances
  readonly #grants: Grants

  constructor(pool: pg.Pool, balances: Balances, grants: Grants) {
    this.#pool = pool
    this.#balances = balances
    this.#grants = grants
  }

  async expiries(key: PoolKey): Promise<ExpiryOutlook[]> {
    const { pace, asOf } = await this.#balances.pace(key)
    return foresee(await this.#openGrants(key), await this.#turns(key), pace, asOf)
  }

  async #turns(key: PoolKey): Promise<Turn[]> {
    const { customer, currency, resource } = readPoolKey(key)
    return (await this.#pool.query<Turn>(TURNS, [customer, currency, resource])).rows
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

/** @returns those in effect now that expire, or lose to a roll-over's cap at its next turn, the soonest first. */
function foresee(
  grants: readonly Grant[],
  turns: readonly Turn[],
  pace: Pace | null,
  now: Date,
): ExpiryOutlook[] {
  const items: Item[] = [...grants].sort(byBurnOrder).map((grant) => ({ grant, left: grant.remaining }))
  const losing = [
    ...grants
      .filter(hasExpiry)
      .filter(({ status }) => status === 'available')
      .map((grant) => outlookOf(grant, grant.expiresAt, grant.remaining)),
    ...turns.flatMap((turn) =>
      aboveCap(items, turn).map(({ item, amount }) => outlookOf(item.grant, turn.at, amount)),
    ),
  ]
  const lost = foreseeLosses(items, turns, pace, now)
  return losing
    .map((outlook) => ({ ...outlook, likelyUnused: lost.get(outlook.grantId) ?? 0n }))
    .sort((a, b) => a.expiresAt.getTime() - b.expiresAt.getTime() || (a.grantId < b.grantId ? -1 : 1))
}

/**
 * Burns the items, which are in burn order, at an even pace, each from when it takes effect until its expiry.
 * Restrictions to features are left aside: the pace is that of all usage together.
 *
 * @returns what is lost of each grant that loses something, by its id.
 */
function foreseeLosses(
  items: readonly Item[],
  turns: readonly Turn[],
  pace: Pace | null,
  now: Date,
): Map<string, bigint> {
  const lost = new Map<string, bigint>()
  const changes = items.flatMap(({ grant: { effectiveAt, expiresAt } }) =>
    expiresAt === null ? [effectiveAt] : [effectiveAt, expiresAt],
  )
  const moments = [...changes, ...turns.map(({ at }) => at)].map((at) => at.getTime()).sort((a, b) => a - b)
  const usedBy = (moment: number): bigint => (pace === null ? 0n : usedUntil(new Date(moment), pace, now))
  let from = now.getTime()
  // Those before are used up or gone: looked at once, or many grants would take the square of their time.
  let first = 0
  for (const moment of new Set(moments.filter((at) => at > from))) {
    let burned = usedBy(moment) - usedBy(from)
    for (let index = first; burned > 0n && index < items.length; index += 1) {
      const item = items[index]
      if (item === undefined || !isInEffect(item.grant, from)) continue
      const part = item.left < burned ? item.left : burned
      item.left -= part
      burned -= part
    }
    for (const turn of turns.filter(({ at }) => at.getTime() === moment)) {
      for (const { item, amount } of aboveCap(items, turn)) {
        item.left -= amount
        lost.set(item.grant.id, amount)
      }
    }
    from = moment
    while (isOver(items[first], from)) first += 1
  }
  for (const { grant, left } of items) if (hasExpiry(grant)) lost.set(grant.id, left)
  return lost
}

/**
 * What the cap takes from the grants that the schedule made, the oldest first, but for what is held, as
 * `creditkit.cap_rollover` will.
 */
function aboveCap(
  items: readonly Item[],
  { recurringId, cap }: Turn,
): { readonly item: Item; readonly amount: bigint }[] {
  const own = items
    .filter(({ grant }) => grant.recurringId === recurringId && grant.status === 'available')
    .sort((a, b) => a.grant.createdAt.getTime() - b.grant.createdAt.getTime())
  let excess = own.reduce((sum, { left }) => sum + left, 0n) - cap
  return own.flatMap((item) => {
    const free = item.left - item.grant.held
    const amount = free < excess ? free : excess
    if (amount <= 0n) return []
    excess -= amount
    return [{ item, amount }]
  })
}

function outlookOf(
  { id: grantId, category }: Grant,
  expiresAt: Date,
  remaining: bigint,
): Omit<ExpiryOutlook, 'likelyUnused'> {
  return { grantId, category, expiresAt, remaining }
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
