import {
  type ModelGrant,
  type ModelRecurring,
  type ModelSplit,
  type ModelState,
  NEVER,
  smaller,
  sum,
} from './state.ts'

/** Lets time pass: all that is due up to and including this moment, one instant after another. */
export function advance(state: ModelState, now: number): void {
  for (let instant = nextInstant(state); instant <= now; instant = nextInstant(state)) {
    passInstant(state, instant)
  }
}

/** When something next happens by itself. */
export function nextInstant(state: ModelState): number {
  return Math.min(
    NEVER,
    ...state.holds.filter((hold) => hold.status === 'open').map((hold) => hold.lapsesAt),
    ...state.recurring.map(nextTurn),
    ...state.grants.filter((grant) => grant.status === 'scheduled').map((grant) => grant.effectiveAt),
    ...state.inEffect().map((grant) => grant.expiresAt),
  )
}

/** Holds lapse, credits begin, others end, and caps take what is free then. Each in order of creation. */
function passInstant(state: ModelState, instant: number): void {
  for (const hold of state.holds.filter(
    ({ status, lapsesAt }) => status === 'open' && lapsesAt === instant,
  )) {
    hold.reserved.clear()
    hold.status = 'lapsed'
    state.append(writtenAt(state, instant), 'release', [])
  }
  const turning = state.recurring.filter((recurring) => nextTurn(recurring) === instant)
  for (const recurring of turning) turn(state, recurring)
  for (const grant of state.grants.filter(
    ({ status, effectiveAt }) => status === 'scheduled' && effectiveAt === instant,
  )) {
    putInEffect(state, grant, writtenAt(state, instant), 'grant')
  }
  for (const grant of state.inEffect().filter(({ expiresAt }) => expiresAt === instant)) expire(state, grant)
  for (const recurring of turning) capRollover(state, recurring, instant)
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

/** Of what its grants from before have left. */
function capRollover(state: ModelState, recurring: ModelRecurring, at: number): void {
  if (typeof recurring.cap !== 'bigint') return
  const own = state.inEffect().filter((grant) => grant.recurring === recurring && grant.effectiveAt < at)
  let excess = sum(own.map((grant) => grant.remaining)) - recurring.cap
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
