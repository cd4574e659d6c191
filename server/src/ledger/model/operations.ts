import type { ModelRate } from './rates.ts'
import {
  compare,
  type ModelGrant,
  type ModelHold,
  type ModelSplit,
  ModelState,
  NEVER,
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
  /** Null: the feature has no rate. */
  readonly cost: bigint | null
  /** Of the rate. */
  readonly version: number | null
  readonly dimension?: string | null
}

const DONE: Outcome = { ok: true }

/** What the ledger does, done plainly. Every operation first lets time pass up to now. */
export class Model {
  readonly state = new ModelState()
  readonly rates: ModelRate[] = []
  now: number

  constructor(now: number) {
    this.now = now
  }

  tick(now: number): void {
    this.now = now
    advance(this.state, now)
  }

  addRate(rate: ModelRate): Outcome {
    const latest = this.rates.findLast(({ dimension }) => dimension === rate.dimension)
    if (latest !== undefined && rate.effectiveAt <= latest.effectiveAt) return refused('rate_overlap')
    this.rates.push(rate)
    return DONE
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

  consume(wanted: Wanted, whenShort: string, occurredAt: number | null): Outcome {
    const { feature, cost, version } = wanted
    if (cost === null) return refused('no_rate')
    const moment = occurredAt !== null && occurredAt < this.now ? occurredAt : null
    const available = this.state.available(feature, moment)
    // What costs nothing can always be had.
    if (cost === 0n || cost <= available) return this.#burn(feature, cost, moment, version)
    if (whenShort === 'partial') {
      const taken = available > 0n ? available : 0n
      return taken > 0n ? this.#burn(feature, taken, moment, version) : { ok: true, amount: 0n }
    }
    if (whenShort === 'overdraft' && this.#overdraftAllows(available, cost)) {
      return this.#burn(feature, cost, moment, version)
    }
    return refused('insufficient_credits')
  }

  hold({ feature, cost, version, dimension = null }: Wanted, lapsesAt: number): Outcome {
    if (cost === null) return refused('no_rate')
    const available = this.state.available(feature, null)
    if (cost > (available > 0n ? available : 0n)) return refused('insufficient_credits')
    const index = this.state.holds.length
    const terms = { index, amount: cost, feature, version, dimension }
    const hold: ModelHold = { ...terms, lapsesAt, status: 'open', reserved: new Map() }
    this.state.holds.push(hold)
    this.state.reserve(hold, cost)
    this.state.append(writtenAt(this.state, this.now), 'hold', [], 0n, version)
    return DONE
  }

  settle(hold: ModelHold, { cost, version }: Wanted, mayOverdraw: boolean): Outcome {
    if (hold.status !== 'open') return refused('hold_closed')
    if (cost === null) return refused('no_rate')
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
    return this.#burn(hold.feature, cost, null, version)
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
        cost: 0n,
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
    grant.writtenOffWithdrawn += smaller(gone, grant.withdrawn - grant.writtenOffWithdrawn)
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
    const undone = smaller(this.state.overdraft, owed)
    const fromOwn = grant.features === null && !waiting ? smaller(this.state.overdraft - undone, own) : 0n
    const settled = undone + fromOwn
    const credited = owed + own - settled
    const settledByOthers = undone < owed
    const overdue = settledByOthers && grant.expiresAt <= this.now
    const expiring = overdue ? own : 0n
    const lapsed = overdue ? grant.takenBack - own : 0n
    if (settledByOthers) {
      grant.expiresAt = NEVER
      grant.features = null
    }
    grant.expired += lapsed
    grant.takenBack -= own + lapsed
    grant.writtenOff -= amount - owed - own
    grant.writtenOffWithdrawn = smaller(grant.writtenOffWithdrawn, grant.writtenOff)
    grant.writtenOff += lapsed
    grant.clawedBack -= amount
    grant.remaining += credited
    grant.status = statusAfterReinstatement(grant, waiting)
    const split = { grant: grant.number, amount: waiting ? 0n : credited, remainingAfter: grant.remaining }
    this.#append('reinstatement', [split], settled)
    if (expiring > 0n) {
      this.state.take(grant, expiring, 'expired', 'expired')
      this.#append('expiry', [{ grant: grant.number, amount: -expiring, remainingAfter: grant.remaining }])
    }
    advance(this.state, this.now)
    return DONE
  }

  #overdraftAllows(available: bigint, cost: bigint): boolean {
    const { soft, limit } = this.state
    return soft ? available > -limit : cost <= available + limit
  }

  #burn(feature: string | null, cost: bigint, moment: number | null, version: number | null): Outcome {
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
    this.state.append(writtenAt(this.state, this.now), 'consumption', splits, -left, version)
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
  if (grant.status === 'voided') return 'voided'
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
