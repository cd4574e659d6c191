import type { Category, EntryKind, Grant, GrantStatus, LedgerEntry } from '@creditkit/sdk'
import { toAmount } from './amounts.ts'
import type { Feature } from './features.ts'

/** What a grant of the scenario is, before anything was used of it. Amounts in the smallest unit, instants in ms. */
export interface GrantPlan {
  amount: bigint
  effectiveAt: number
  createdAt?: number
  expiresAt?: number | null
  category?: Category
  priority?: number
  features?: string[]
  type?: Grant['source']['type']
  orderId?: string
  /** Whole price paid, in minor units of US dollars. */
  cost?: number
  reason?: string
  /** Ends the grant before its time. */
  ends?: { at: number; how: 'voided' | 'taken_back'; reason: string }
}

export interface HeldGrant extends GrantPlan {
  id: string
  remaining: bigint
  entered: boolean
  ended?: GrantStatus
}

const nothing = {
  feature: null,
  featureName: null,
  quantity: null,
  dimensions: {},
  rate: null,
  orderId: null,
  holdId: null,
  late: false,
  reason: null,
  actor: null,
  metadata: {},
}

/** A ledger of one pool in memory, just true enough that the figures of a scenario add up. */
export class ScenarioLedger {
  readonly grants: HeldGrant[] = []
  readonly entries: LedgerEntry[] = []
  balance = 0n
  /** What was consumed beyond the grants, and no grant has settled yet. */
  owed = 0n
  #open: HeldGrant[] | undefined
  /** Nothing is due before this instant. */
  #nextAt = -Infinity
  readonly currency: string
  readonly scale: number

  constructor(currency: string, scale: number) {
    this.currency = currency
    this.scale = scale
  }

  plan(plan: GrantPlan): HeldGrant {
    const grant = {
      ...plan,
      id: `grant_${String(this.grants.length + 1).padStart(4, '0')}`,
      remaining: plan.amount,
      entered: false,
    }
    this.grants.push(grant)
    this.#nextAt = -Infinity
    return grant
  }

  /** Lets everything happen that is due by `now`: grants take effect, expire, are voided or taken back. */
  advance(now: number): void {
    while (this.#nextAt <= now) {
      const due = this.#nextDue()
      if (due && due.at <= now) {
        due.act()
        this.#open = undefined
      } else this.#nextAt = due?.at ?? Infinity
    }
  }

  /** Takes a consumption from the grants in burn order; what they lack is taken into overdraft. */
  consume(feature: Feature, quantity: bigint, dimensions: Record<string, string>, at: number): LedgerEntry {
    this.advance(at)
    const units = feature.rate * quantity
    const splits: LedgerEntry['splits'] = []
    let left = units
    for (const grant of this.inBurnOrder(feature.id)) {
      const taken = grant.remaining < left ? grant.remaining : left
      if (taken === 0n) continue
      left -= taken
      splits.push(this.#split(grant, -taken))
    }
    this.owed += left
    return this.#enter(at, 'consumption', -units, {
      splits,
      overdraft: toAmount(-left, this.scale),
      feature: feature.id,
      featureName: feature.name,
      quantity: quantity.toString(),
      dimensions,
      rate: {
        id: `rate_${feature.id}`,
        version: feature.rateVersion,
        description: `${toAmount(feature.rate, this.scale)} per ${feature.unit}`,
      },
    })
  }

  /** Grants in effect, in the order in which they are used. */
  inBurnOrder(feature?: string): HeldGrant[] {
    this.#open ??= this.grants.filter((grant) => grant.entered && !grant.ended).sort(burnOrder)
    return this.#open.filter((grant) => !feature || !grant.features || grant.features.includes(feature))
  }

  status(grant: HeldGrant): GrantStatus {
    return grant.ended ?? (!grant.entered ? 'scheduled' : grant.remaining === 0n ? 'used_up' : 'available')
  }

  #nextDue(): { at: number; act: () => void } | undefined {
    const due: { at: number; act: () => void }[] = []
    for (const grant of this.grants) {
      if (grant.ended) continue
      if (!grant.entered) due.push({ at: grant.effectiveAt, act: () => this.#takeEffect(grant) })
      else if (grant.ends) due.push({ at: grant.ends.at, act: () => this.#end(grant) })
      else if (grant.expiresAt) due.push({ at: grant.expiresAt, act: () => this.#expire(grant) })
    }
    return due.sort((one, other) => one.at - other.at)[0]
  }

  #takeEffect(grant: HeldGrant): void {
    grant.entered = true
    const settled = this.owed < grant.amount ? this.owed : grant.amount
    this.owed -= settled
    grant.remaining -= settled
    const split = {
      grantId: grant.id,
      category: grant.category ?? 'paid',
      amount: toAmount(grant.amount - settled, this.scale),
      remainingAfter: toAmount(grant.remaining, this.scale),
    }
    this.#enter(grant.effectiveAt, 'grant', grant.amount, {
      splits: [split],
      overdraft: toAmount(settled, this.scale),
      orderId: grant.orderId ?? null,
      reason: grant.reason ?? null,
    })
  }

  #expire(grant: HeldGrant): void {
    const at = grant.expiresAt ?? 0
    const lost = grant.remaining
    if (lost > 0n) this.#enter(at, 'expiry', -lost, { splits: [this.#split(grant, -lost)] })
    grant.ended = lost > 0n ? 'expired' : 'used_up'
  }

  #end(grant: HeldGrant): void {
    if (!grant.ends) return
    const { at, how, reason } = grant.ends
    const taken = grant.remaining
    grant.ended = how
    const kind = how === 'voided' ? 'void' : 'clawback'
    this.#enter(at, kind, -taken, {
      splits: [this.#split(grant, -taken)],
      reason,
      orderId: grant.orderId ?? null,
    })
  }

  #split(grant: HeldGrant, units: bigint): LedgerEntry['splits'][number] {
    grant.remaining += units
    return {
      grantId: grant.id,
      category: grant.category ?? 'paid',
      amount: toAmount(units, this.scale),
      remainingAfter: toAmount(grant.remaining, this.scale),
    }
  }

  #enter(at: number, kind: EntryKind, units: bigint, more: Partial<LedgerEntry>): LedgerEntry {
    this.balance += units
    const entry: LedgerEntry = {
      ...nothing,
      splits: [],
      overdraft: '0',
      ...more,
      seq: String(this.entries.length + 1),
      at: new Date(at).toISOString(),
      kind,
      currency: this.currency,
      resource: null,
      amount: toAmount(units, this.scale),
      balanceAfter: toAmount(this.balance, this.scale),
    }
    this.entries.push(entry)
    return entry
  }
}

/** Priority, soonest expiry, promotional first, earliest effective, earliest planned. */
export function burnOrder(one: HeldGrant, other: HeldGrant): number {
  const rank = (grant: HeldGrant): number => (grant.category === 'promotional' ? 0 : 1)
  return (
    (one.priority ?? 0) - (other.priority ?? 0) ||
    (one.expiresAt ?? Number.MAX_SAFE_INTEGER) - (other.expiresAt ?? Number.MAX_SAFE_INTEGER) ||
    rank(one) - rank(other) ||
    one.effectiveAt - other.effectiveAt ||
    one.id.localeCompare(other.id)
  )
}
