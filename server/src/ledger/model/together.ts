import { LedgerError } from '../errors.ts'
import { unique } from '../testing.ts'
import { type Driver, HOUR } from './driver.ts'
import type { Outcome } from './operations.ts'
import { amountOf, type Numbers, usageOf } from './steps.ts'

/** A request of one of many clients, and what it means to the model. */
interface Call {
  /** @returns the number of the entry that it wrote. */
  readonly send: () => Promise<bigint>
  readonly does: () => Outcome
  /** The code with which the model would refuse it as things are. */
  readonly refusal: () => string | undefined
}

/**
 * The clock moves, and requests of many clients come at once, some of them twice. The numbers of their entries say in
 * which order they were carried out: in that order the model does the same, and what was refused is refused by the
 * model somewhere on the way.
 */
export async function playTogether(driver: Driver, { x, y, z }: Numbers): Promise<void> {
  await driver.moveClock(x, y)
  const calls = Array.from({ length: (z % 14) + 2 }, (_, index) =>
    callOf(driver, x + index * 7919, y + index * 104_729),
  )
  const repeated = calls.slice(0, 3)
  const [outcomes, again] = await Promise.all([sendAll(calls), sendAll(repeated)])
  for (const [index, outcome] of again.entries()) {
    if (outcome !== outcomes[index])
      throw new Error('Of two requests with one key each had an effect of its own.')
  }
  const answered = calls.map((call, index) => ({ call, outcome: outcomes[index] }))
  const refused = answered.filter(({ outcome }) => typeof outcome === 'string')
  const done = answered.flatMap(({ call, outcome }) =>
    typeof outcome === 'bigint' ? [{ call, outcome }] : [],
  )
  done.sort((a, b) => Number(a.outcome - b.outcome))
  let open = refused
  for (const { call } of done) {
    open = open.filter(({ call: other, outcome }) => other.refusal() !== outcome)
    if (!call.does().ok) throw new Error('The model refuses what was done among others.')
  }
  open = open.filter(({ call: other, outcome }) => other.refusal() !== outcome)
  if (open.length > 0) throw new Error(`The model does what was refused among others: ${open[0]?.outcome}.`)
}

/** @returns the number of an entry, or the code of a refusal, for each. */
async function sendAll(calls: readonly Call[]): Promise<(bigint | string)[]> {
  return await Promise.all(
    calls.map(async ({ send }) => {
      try {
        return await send()
      } catch (error) {
        if (error instanceof LedgerError) return error.code
        throw error
      }
    }),
  )
}

function callOf(driver: Driver, x: number, y: number): Call {
  const { model, room, key, customer } = driver
  const { state } = model
  const { ledger } = room
  const idempotencyKey = unique()
  const whole = { ...key, amount: amountOf(y), idempotencyKey }
  switch (x % 6) {
    case 0: {
      const terms = {
        amount: whole.amount,
        paid: false,
        cost: 0n,
        priority: 0,
        features: null,
        recurring: null,
      }
      const expiresAt = driver.now + ((x % 40) + 1) * HOUR
      return {
        send: async () => (await ledger.grant({ ...whole, expiresAt: new Date(expiresAt) })).seq,
        does: () => model.grant({ ...terms, effectiveAt: driver.now, expiresAt }),
        refusal: () => undefined,
      }
    }
    case 1: {
      const { wanted, usage } = usageOf(driver, y % 3, y, driver.now)
      const lapsesAt = driver.now + ((x % 40) + 1) * HOUR
      const request = { ...key, ...usage, lapsesAt: new Date(lapsesAt), idempotencyKey }
      const ids = driver.holdIds
      return {
        send: async () => {
          const { id, seq } = await ledger.holds.create(request)
          driver.holdBySeq.set(seq, id)
          return seq
        },
        does: () => {
          const outcome = model.hold(wanted, lapsesAt)
          ids.push(driver.holdBySeq.get(BigInt(state.entries.length)) ?? '')
          return outcome
        },
        refusal: () => {
          const available = state.available(wanted.feature, null)
          return short(wanted.cost ?? 0n, available > 0n ? available : 0n)
        },
      }
    }
    case 2: {
      const target = driver.holdAt(y)
      if (target === undefined) break
      const { hold, holdId } = target
      return {
        send: async () => (await ledger.holds.release({ customer, holdId, idempotencyKey })).seq,
        does: () => model.release(hold),
        refusal: () => (hold.status === 'open' ? undefined : 'hold_closed'),
      }
    }
    case 3: {
      const amount = -whole.amount
      return {
        send: async () => (await ledger.adjust({ ...whole, amount, reason: 'a correction' })).seq,
        does: () => model.adjust(amount, false),
        refusal: () => short(-amount, state.balance() - state.held()),
      }
    }
  }
  const { wanted, usage } = usageOf(driver, y, y, driver.now)
  return {
    send: async () => (await ledger.consume({ ...key, ...usage, idempotencyKey })).seq,
    does: () => model.consume(wanted, 'refuse', null),
    refusal: () =>
      wanted.cost === null ? 'no_rate' : short(wanted.cost, state.available(wanted.feature, null)),
  }
}

function short(cost: bigint, available: bigint): string | undefined {
  return cost > available ? 'insufficient_credits' : undefined
}
