import {
  compare,
  type ModelGrant,
  type ModelRecurring,
  type ModelSplit,
  type ModelState,
  NEVER,
  smaller,
  sum,
} from './state.ts'

interface Due {
  readonly at: number
  readonly turn: number
  readonly run: () => void
}

/** Lets time pass: all that is due up to and including this instant, in order. */
export function advance(state: ModelState, now: number): void {
  for (;;) {
    const [next] = dues(state)
      .filter((due) => due.at <= now)
      .sort((a, b) => compare(a.at, b.at) || a.turn - b.turn)
    if (next === undefined) return
    next.run()
  }
}

/** When something next happens by itself. */
export function nextInstant(state: ModelState): number {
  return Math.min(NEVER, ...dues(state).map((due) => due.at))
}

/** Each list is in order of creation, and sorting keeps that order where instants are the same. */
function dues(state: ModelState): Due[] {
  return [
    ...state.holds
      .filter((hold) => hold.status === 'open')
      .map((hold) => ({
        at: hold.lapsesAt,
        turn: 1,
        run: () => {
          hold.reserved.clear()
          hold.status = 'lapsed'
          state.append(writtenAt(state, hold.lapsesAt), 'release', [])
        },
      })),
    ...state.recurring.map((recurring) => ({
      at: nextTurn(recurring),
      turn: 2,
      run: () => turn(state, recurring),
    })),
    ...state.grants
      .filter((grant) => grant.status === 'scheduled')
      .map((grant) => ({
        at: grant.effectiveAt,
        turn: 3,
        run: () => putInEffect(state, grant, writtenAt(state, grant.effectiveAt), 'grant'),
      })),
    ...state
      .inEffect()
      .filter((grant) => grant.expiresAt < NEVER)
      .map((grant) => ({ at: grant.expiresAt, turn: 4, run: () => expire(state, grant) })),
  ]
}

/** An entry is never earlier than the one before it. */
export function writtenAt(state: ModelState, at: number): number {
  return Math.max(at, state.entries.at(-1)?.at ?? 0)
}

function expire(state: ModelState, grant: ModelGrant): void {
  const amount = grant.remaining
  state.take(grant, amount, 'expired', 'expired')
  const split = { grant: grant.number, amount: -amount, remainingAfter: 0n }
  state.append(writtenAt(state, grant.expiresAt), 'expiry', [split])
}

function nextTurn(recurring: ModelRecurring): number {
  return recurring.startsAt + recurring.turns * recurring.period
}

function turn(state: ModelState, recurring: ModelRecurring): void {
  const at = nextTurn(recurring)
  if (typeof recurring.cap === 'bigint') capRollover(state, recurring, recurring.cap, at)
  recurring.turns += 1
  issue(
    state,
    {
      amount: recurring.amount,
      paid: false,
      cost: 0n,
      priority: 0,
      effectiveAt: at,
      expiresAt: recurring.cap === null ? nextTurn(recurring) : NEVER,
      features: null,
      recurring,
    },
    at,
    'grant',
  )
}

function capRollover(state: ModelState, recurring: ModelRecurring, cap: bigint, at: number): void {
  const own = state.inEffect().filter((grant) => grant.recurring === recurring && grant.expiresAt > at)
  let excess = sum(own.map((grant) => grant.remaining)) - cap
  const splits: ModelSplit[] = []
  for (const grant of own) {
    const part = excess > 0n ? smaller(excess, state.free(grant)) : 0n
    if (part > 0n) {
      state.take(grant, part, 'expired', 'expired')
      splits.push({ grant: grant.number, amount: -part, remainingAfter: grant.remaining })
      excess -= part
    }
  }
  if (splits.length > 0) state.append(writtenAt(state, at), 'expiry', splits)
}

export type NewGrant = Pick<
  ModelGrant,
  'amount' | 'paid' | 'cost' | 'priority' | 'effectiveAt' | 'expiresAt' | 'features' | 'recurring'
>

export function issue(state: ModelState, terms: NewGrant, now: number, kind: string): ModelGrant {
  const grant: ModelGrant = {
    ...terms,
    number: state.grants.length + 1,
    remaining: terms.amount,
    expired: 0n,
    withdrawn: 0n,
    clawedBack: 0n,
    takenBack: 0n,
    writtenOff: 0n,
    writtenOffWithdrawn: 0n,
    status: 'scheduled',
  }
  state.grants.push(grant)
  if (grant.effectiveAt > now) {
    const split = { grant: grant.number, amount: 0n, remainingAfter: grant.remaining }
    state.append(writtenAt(state, now), 'schedule', [split])
  } else putInEffect(state, grant, writtenAt(state, now), kind)
  return grant
}

/** What is owed is settled first, unless the grant is restricted to features. */
function putInEffect(state: ModelState, grant: ModelGrant, at: number, kind: string): void {
  const settled = grant.features === null ? smaller(state.overdraft, grant.remaining) : 0n
  grant.remaining -= settled
  grant.status = grant.remaining > 0n ? 'available' : 'used_up'
  const split = { grant: grant.number, amount: grant.remaining, remainingAfter: grant.remaining }
  state.append(at, kind, [split], settled)
}
