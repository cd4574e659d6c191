import { randomUUID } from 'node:crypto'
import { CreditsError } from '../error.ts'
import type { CreditsServer, Hold, SettleRequest } from './types.ts'
import { keyOfRequest, pastRefusals } from './work-key.ts'

/** Part of a hold's life after which it is extended by as much again: where that fails, there is time for another. */
const EXTEND_EVERY = 1 / 3
/** The longest delay of a timer. */
const LONGEST_DELAY = 2 ** 31 - 1

type Holds = Pick<CreditsServer['holds'], 'create' | 'get' | 'extend' | 'settle' | 'release'>

/** What an attempt at a work holds. */
interface Held {
  /** As it is now: open, or settled where the work is paid for. */
  readonly hold: Hold
  /** Milliseconds for which it was made. */
  readonly life: number
  /** Which of the work's keys made it. */
  readonly turn: number
}

/**
 * All attempts at a work share a hold, by the keys that make it. A hold is settled once and no other way, so one
 * attempt is charged, also of two at once. A key of the settlement could not do that: another attempt's settlement is
 * another request, and a key that was used for another request may have been refused.
 *
 * A hold that was released or has lapsed will never be settled. Only then comes the next.
 */
export function createWithHold(holds: Holds): CreditsServer['holds']['withHold'] {
  return async (request, work, { idempotencyKey, ...o } = {}) => {
    const key = idempotencyKey ?? randomUUID()

    async function reserve(first = 1): Promise<Held> {
      const { turn, answer } = await pastRefusals(
        key,
        (idempotencyKey) => holds.create(request, { ...o, idempotencyKey }),
        first,
      )
      const life = Date.parse(answer.lapsesAt) - Date.parse(answer.createdAt)
      // To a key that was used before, the answer is as old as its first use. Nobody else has a random one.
      const hold = idempotencyKey === undefined ? answer : await holds.get(answer.customer, answer.id, o)
      const isOver = hold.status === 'released' || hold.status === 'lapsed'
      return isOver ? await reserve(turn + 1) : { hold, life, turn }
    }

    async function settle(actual: SettleRequest): Promise<void> {
      const { hold, turn } = held
      if (hold.status === 'settled') return
      try {
        await holds.settle(hold.customer, hold.id, actual, { ...o, idempotencyKey: keyOfRequest(key) })
      } catch (error) {
        const isClosed = error instanceof CreditsError && error.code === 'hold_closed'
        if (!isClosed || idempotencyKey === undefined) throw error
        // Another attempt was charged, or it failed and let go of the hold.
        held = await reserve(turn)
        await settle(actual)
      }
    }

    let held = await reserve()
    const stop = keepAlive(held, holds)
    try {
      let actual: SettleRequest = {}
      const result = await work({
        hold: held.hold,
        costs: (said) => {
          actual = said
        },
      })
      await settle(actual)
      return result
    } catch (error) {
      const { status, customer, id } = held.hold
      // One that cannot be released lapses by itself.
      if (status !== 'settled') await holds.release(customer, id).catch(() => {})
      throw error
    } finally {
      stop()
    }
  }
}

/** Extends an open hold as long as its work goes on. @returns what ends that */
function keepAlive({ hold, life }: Held, holds: Holds): () => void {
  let timer: NodeJS.Timeout | undefined
  const plan = (left: number): void => {
    timer = setTimeout(
      () => {
        plan(life)
        const lapsesAt = new Date(Date.now() + life).toISOString()
        holds.extend(hold.customer, hold.id, { lapsesAt }).catch(() => {})
      },
      Math.min(left * EXTEND_EVERY, LONGEST_DELAY),
    ).unref()
  }
  // An earlier attempt may have made it long ago.
  if (hold.status !== 'settled') plan(Math.min(life, Date.parse(hold.lapsesAt) - Date.now()))
  return () => clearTimeout(timer)
}
