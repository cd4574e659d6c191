import {
  compare,
  type ModelGrant,
  type ModelHold,
  type ModelSplit,
  ModelState,
  smaller,
  type Status,
} from './state.ts'
import { advance, issue, type NewGrant, writtenAt } from './time.ts'

/** A refusal has the code that the ledger gives. */
export type Outcome =
  | { readonly ok: true; readonly amount?: bigint }
  | { readonly ok: false; readonly code: string }

export interface Wanted {
  readonly feature: string | null
  readonly cost: bigint
}

const DONE: Outcome = { ok: true }

/** What the ledger does, done plainly. Every operation first lets time pass up to now. */
export class Model {
  readonly state = new ModelState()
  now: number

  constructor(now: number) {
    this.now = now
  }

  tick(now: number): void {
    this.now = now
    advance(this.state, now)
  }

  grant(terms: NewGrant): Outcome {
    if (terms.expiresAt <= Math.max(terms.effectiveAt, this.now)) return refused('invalid_expiry')
    issue(this.state, terms, this.now, 'grant')
    return DONE
  }

  recurring(amount: bigint, startsAt: number, period: number, cap: bigint | 'all' | null): Outcome {
    this.state.recurring.push({ amount, startsAt, period, cap, turns: 0 })
    advance(this.state, this.now)
    return DONE
  }

  consume({ feature, cost }: Wanted, whenShort: string, occurredAt: number | null): Outcome {
    const moment = occurredAt !== null && occurredAt < this.now ? occurredAt : null
    const available = this.state.available(feature, moment)
    if (cost <= available) return this.#burn('consumption', feature, cost, moment)
    if (whenShort === 'partial') {
      const taken = available > 0n ? available : 0n
      return taken > 0n ? this.#burn('consumption', feature, taken, moment) : { ok: true, amount: 0n }
    }
    if (whenShort === 'overdraft' && this.#overdraftAllows(available, cost)) {
      return this.#burn('consumption', feature, cost, moment)
    }
    return refused('insufficient_credits')
  }

  hold({ feature, cost }: Wanted, lapsesAt: number): Outcome {
    const available = this.state.available(feature, null)
    if (cost > (available > 0n ? available : 0n)) return refused('insufficient_credits')
    const index = this.state.holds.length
    const hold: ModelHold = { index, amount: cost, feature, lapsesAt, status: 'open', reserved: new Map() }
    this.state.holds.push(hold)
    this.state.reserve(hold, cost)
    this.#note('hold')
    return DONE
  }

  settle(hold: ModelHold, cost: bigint, mayOverdraw: boolean): Outcome {
    if (hold.status !== 'open') return refused('hold_closed')
    const kept = new Map(hold.reserved)
    hold.reserved.clear()
    const available = this.state.available(hold.feature, null)
    const allowed =
      cost <= hold.amount || cost <= available || (mayOverdraw && this.#overdraftAllows(available, cost))
    if (!allowed) {
      for (const [grant, amount] of kept) hold.reserved.set(grant, amount)
      return refused('insufficient_credits')
    }
    hold.status = 'settled'
    return this.#burn('consumption', hold.feature, cost, null)
  }

  release(hold: ModelHold): Outcome {
    if (hold.status !== 'open') return refused('hold_closed')
    hold.reserved.clear()
    hold.status = 'released'
    this.#note('release')
    return DONE
  }

  extendHold(hold: ModelHold, lapsesAt: number): Outcome {
    if (hold.status !== 'open') return refused('hold_closed')
    hold.lapsesAt = lapsesAt
    this.#note('amendment')
    return DONE
  }

  withdraw(grant: ModelGrant, kind: 'void' | 'revocation'): Outcome {
    if (!isOpen(grant)) return refused('grant_closed')
    if (kind === 'void' && grant.remaining < grant.amount) return refused('grant_in_use')
    const amount = grant.status === 'available' ? -grant.remaining : 0n
    this.state.take(grant, grant.remaining, 'withdrawn', kind === 'void' ? 'voided' : 'taken_back')
    this.#append(kind, [{ grant: grant.number, amount, remainingAfter: 0n }])
    return DONE
  }

  extend(grant: ModelGrant, expiresAt: number): Outcome {
    if (!isOpen(grant)) return refused('grant_closed')
    if (expiresAt <= grant.expiresAt) return refused('invalid_expiry')
    grant.expiresAt = expiresAt
    this.#append('amendment', [{ grant: grant.number, amount: 0n, remainingAfter: grant.remaining }])
    return DONE
  }

  prioritize(grant: ModelGrant, priority: number): Outcome {
    if (!isOpen(grant)) return refused('grant_closed')
    grant.priority = priority
    this.#append('amendment', [{ grant: grant.number, amount: 0n, remainingAfter: grant.remaining }])
    return DONE
  }

  adjust(amount: bigint, allowNegative: boolean): Outcome {
    const { state, now } = this
    if (amount > 0n) {
      const terms = {
        paid: false,
        priority: 0,
        effectiveAt: now,
        expiresAt: Infinity,
        features: null,
        recurring: null,
      }
      issue(state, { amount, ...terms }, now, 'adjustment')
      return DONE
    }
    let left = -amount
    if (!allowNegative && left > state.balance() - state.held()) return refused('insufficient_credits')
    const splits: ModelSplit[] = []
    const anything = state.inEffect().flatMap((grant) => grant.features ?? [])
    const order = new Set([null, ...anything].flatMap((feature) => state.burnable(feature, null)))
    for (const grant of [...order].sort(byBurnOrder)) {
      const part = smaller(left, state.free(grant))
      if (part > 0n) {
        state.take(grant, part, 'withdrawn', 'taken_back')
        splits.push({ grant: grant.number, amount: -part, remainingAfter: grant.remaining })
        left -= part
      }
    }
    this.#append('adjustment', splits, -left)
    return DONE
  }

  clawback(grant: ModelGrant, amount: bigint): Outcome {
    if (grant.clawedBack + amount > grant.amount) return refused('clawback_exceeds_grant')
    const scheduled = grant.status === 'scheduled'
    const taken = smaller(amount, grant.remaining)
    const gone = smaller(amount - taken, grant.expired + grant.withdrawn - grant.writtenOff)
    if (taken > 0n) this.state.take(grant, taken, 'takenBack', 'taken_back')
    grant.clawedBack += amount
    grant.writtenOff += gone
    if ((grant.status === 'used_up' || grant.status === 'expired') && grant.clawedBack === grant.amount) {
      grant.status = 'taken_back'
    }
    const split = { grant: grant.number, amount: scheduled ? 0n : -taken, remainingAfter: grant.remaining }
    this.#append('clawback', [split], -(amount - taken - gone))
    return DONE
  }

  reinstate(grant: ModelGrant, amount: bigint): Outcome {
    if (amount > grant.clawedBack) return refused('reinstatement_exceeds_clawback')
    const owed = smaller(amount, grant.clawedBack - grant.takenBack - grant.writtenOff)
    const own = smaller(amount - owed, grant.takenBack)
    const waiting = grant.effectiveAt > this.now
    const settled = grant.features === null && !waiting ? smaller(this.state.overdraft, owed + own) : 0n
    const credited = owed + own - settled
    grant.takenBack -= own
    grant.writtenOff -= amount - owed - own
    grant.clawedBack -= amount
    grant.remaining += credited
    grant.status = statusAfterReinstatement(grant, waiting)
    const split = { grant: grant.number, amount: waiting ? 0n : credited, remainingAfter: grant.remaining }
    this.#append('reinstatement', [split], settled)
    advance(this.state, this.now)
    return DONE
  }

  #overdraftAllows(available: bigint, cost: bigint): boolean {
    const { soft, limit } = this.state
    return soft ? available > -limit : cost <= available + limit
  }

  #burn(kind: string, feature: string | null, cost: bigint, moment: number | null): Outcome {
    const splits: ModelSplit[] = []
    let left = cost
    for (const grant of this.state.burnable(feature, moment)) {
      const part = smaller(left, this.state.free(grant))
      if (part > 0n) {
        grant.remaining -= part
        if (grant.remaining === 0n) grant.status = 'used_up'
        splits.push({ grant: grant.number, amount: -part, remainingAfter: grant.remaining })
        left -= part
      }
    }
    this.#append(kind, splits, -left)
    return { ok: true, amount: cost }
  }

  #note(kind: string): void {
    this.#append(kind, [])
  }

  #append(kind: string, splits: readonly ModelSplit[], overdraft = 0n): void {
    this.state.append(writtenAt(this.state, this.now), kind, splits, overdraft)
  }
}

function isOpen(grant: ModelGrant): boolean {
  return grant.status === 'available' || grant.status === 'scheduled'
}

function statusAfterReinstatement(grant: ModelGrant, waiting: boolean): Status {
  if (grant.remaining > 0n) return waiting ? 'scheduled' : 'available'
  if (grant.expired > 0n) return 'expired'
  return grant.takenBack > 0n || grant.withdrawn > 0n ? 'taken_back' : 'used_up'
}

function byBurnOrder(a: ModelGrant, b: ModelGrant): number {
  return (
    a.priority - b.priority ||
    compare(a.expiresAt, b.expiresAt) ||
    Number(a.paid) - Number(b.paid) ||
    a.effectiveAt - b.effectiveAt ||
    a.number - b.number
  )
}

function refused(code: string): Outcome {
  return { ok: false, code }
}
