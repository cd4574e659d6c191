/** The ledger at its plainest: one pool, in memory, every rule written out the simple way. The tests' oracle. */

export type Status = 'available' | 'scheduled' | 'used_up' | 'expired' | 'voided' | 'taken_back'

export interface ModelGrant {
  readonly number: number
  readonly amount: bigint
  remaining: bigint
  expired: bigint
  withdrawn: bigint
  clawedBack: bigint
  takenBack: bigint
  writtenOff: bigint
  /** Of what is written off, what was withdrawn; the rest expired. */
  writtenOffWithdrawn: bigint
  readonly paid: boolean
  /** Cents that were paid for it. */
  readonly cost: bigint
  priority: number
  readonly effectiveAt: number
  expiresAt: number
  features: readonly string[] | null
  status: Status
  readonly recurring: ModelRecurring | null
}

export interface ModelHold {
  readonly index: number
  readonly amount: bigint
  readonly feature: string | null
  readonly dimension: string | null
  /** Of the rate that it was made for. */
  readonly version: number | null
  lapsesAt: number
  status: 'open' | 'settled' | 'released' | 'lapsed'
  /** By number of the grant. */
  readonly reserved: Map<number, bigint>
}

export interface ModelRecurring {
  readonly amount: bigint
  readonly startsAt: number
  readonly period: number
  /** Null: nothing rolls over; Infinity: all. */
  readonly cap: bigint | 'all' | null
  turns: number
}

export interface ModelSplit {
  readonly grant: number
  readonly amount: bigint
  readonly remainingAfter: bigint
}

export interface ModelEntry {
  readonly seq: number
  readonly at: number
  readonly kind: string
  readonly amount: bigint
  readonly balanceAfter: bigint
  readonly heldAfter: bigint
  readonly overdraft: bigint
  /** Of the rate. */
  readonly version: number | null
  readonly splits: readonly ModelSplit[]
}

export const NEVER = Number.POSITIVE_INFINITY

export class ModelState {
  readonly grants: ModelGrant[] = []
  readonly holds: ModelHold[] = []
  readonly recurring: ModelRecurring[] = []
  readonly entries: ModelEntry[] = []
  overdraft = 0n
  limit = 0n
  soft = false

  balance(): bigint {
    return sum(this.inEffect().map((grant) => grant.remaining)) - this.overdraft
  }

  held(): bigint {
    return sum(this.holds.flatMap((hold) => [...hold.reserved.values()]))
  }

  inEffect(): ModelGrant[] {
    return this.grants.filter((grant) => grant.status === 'available')
  }

  heldOf(grant: ModelGrant): bigint {
    return sum(this.holds.map((hold) => hold.reserved.get(grant.number) ?? 0n))
  }

  free(grant: ModelGrant): bigint {
    return grant.remaining - this.heldOf(grant)
  }

  /** Grants that a usage of the feature may burn, in burn order. `moment`: of those of that moment. */
  burnable(feature: string | null, moment: number | null): ModelGrant[] {
    return this.inEffect()
      .filter((grant) => this.free(grant) > 0n)
      .filter((grant) => grant.features === null || (feature !== null && grant.features.includes(feature)))
      .filter((grant) => moment === null || (grant.effectiveAt <= moment && moment < grant.expiresAt))
      .sort(
        (a, b) =>
          a.priority - b.priority ||
          compare(a.expiresAt, b.expiresAt) ||
          Number(a.paid) - Number(b.paid) ||
          a.effectiveAt - b.effectiveAt ||
          a.number - b.number,
      )
  }

  available(feature: string | null, moment: number | null): bigint {
    return sum(this.burnable(feature, moment).map((grant) => this.free(grant))) - this.overdraft
  }

  append(
    at: number,
    kind: string,
    splits: readonly ModelSplit[],
    overdraft = 0n,
    version: number | null = null,
  ): void {
    this.overdraft -= overdraft
    this.entries.push({
      seq: this.entries.length + 1,
      at,
      kind,
      amount: sum(splits.map((split) => split.amount)) + overdraft,
      balanceAfter: this.balance(),
      heldAfter: this.held(),
      overdraft,
      version,
      splits,
    })
  }

  reserve(hold: ModelHold, wanted: bigint): void {
    let left = wanted
    for (const grant of this.burnable(hold.feature, null)) {
      const part = smaller(left, this.free(grant))
      if (part > 0n) hold.reserved.set(grant.number, (hold.reserved.get(grant.number) ?? 0n) + part)
      left -= part
    }
  }

  /** Takes credits of a grant other than by use; holds that lose by it, the newest first, look elsewhere. */
  take(grant: ModelGrant, amount: bigint, part: 'expired' | 'withdrawn' | 'takenBack', last: Status): void {
    let broken = amount - smaller(amount, this.free(grant))
    const losers: { hold: ModelHold; lost: bigint }[] = []
    for (const hold of this.holds.toReversed()) {
      const reserved = hold.reserved.get(grant.number) ?? 0n
      const lost = smaller(reserved, broken)
      if (lost > 0n) {
        if (lost === reserved) hold.reserved.delete(grant.number)
        else hold.reserved.set(grant.number, reserved - lost)
        losers.unshift({ hold, lost })
        broken -= lost
      }
    }
    grant.remaining -= amount
    grant[part] += amount
    if (grant.remaining === 0n) grant.status = last
    for (const { hold, lost } of losers) this.reserve(hold, lost)
  }
}

export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

export function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

/** Infinity less Infinity is no number. */
export function compare(a: number, b: number): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
