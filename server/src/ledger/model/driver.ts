import { isDeepStrictEqual } from 'node:util'
import { LedgerError } from '../errors.ts'
import type { Consumption, ConsumeRequest } from '../types/entry.ts'
import { type TestLedger, unique } from '../testing.ts'
import { Model, type Outcome } from './operations.ts'
import type { ModelGrant, ModelHold } from './state.ts'
import { nextInstant } from './time.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const START = Date.UTC(2026, 0, 1)

const CURRENCY = 'credits'

/** One history: the model and the ledger, and which of the ledger's ids stand for what in the model. */
export class Driver {
  readonly room: TestLedger
  readonly customer = unique('model')
  /** One whose rates change in the course of the history. */
  readonly feature = unique('feature')
  readonly model = new Model(START)
  readonly grantIds: string[] = []
  readonly holdIds: string[] = []
  /** Of holds that are made among other requests. */
  readonly holdBySeq = new Map<bigint, string>()
  lastRequest: { readonly request: ConsumeRequest; readonly answer: Consumption } | undefined

  constructor(room: TestLedger) {
    this.room = room
  }

  async begin(): Promise<void> {
    await this.room.setClock(new Date(START))
    await this.room.ledger.features.put({ id: this.feature, name: 'A feature' })
  }

  /** Grants that were made by themselves, or by many at once, get their ids here. */
  async learnGrants(): Promise<void> {
    const { data } = await this.room.ledger.grants(this.customer, { limit: 1000 })
    const known = new Set(this.grantIds)
    this.grantIds.push(...data.toReversed().flatMap((grant) => (known.has(grant.id) ? [] : [grant.id])))
  }

  /** Moves the clock: to, just before or just after the next instant at which something happens, or by a while. */
  async moveClock(x: number, y: number): Promise<void> {
    const next = nextInstant(this.model.state)
    const targets = [
      next - 1,
      next,
      next + 1,
      this.now + 1,
      this.now + (y % 72) * HOUR,
      this.now + (y % 40) * DAY,
    ]
    const target = targets[x % targets.length] ?? this.now
    // Beyond forty days a daily grant would fill the ledger.
    const to = Math.min(Math.max(target, this.now), this.now + 40 * DAY)
    this.model.tick(to)
    await this.room.setClock(new Date(to))
  }

  get key(): { customer: string; currency: string } {
    return { customer: this.customer, currency: CURRENCY }
  }

  get now(): number {
    return this.model.now
  }

  grantAt(number: number): { grant: ModelGrant; grantId: string } | undefined {
    const grant = this.model.state.grants[number % Math.max(1, this.model.state.grants.length)]
    return grant && { grant, grantId: this.grantIds[grant.number - 1] ?? '' }
  }

  holdAt(number: number): { hold: ModelHold; holdId: string } | undefined {
    const hold = this.model.state.holds[number % Math.max(1, this.model.state.holds.length)]
    return hold && { hold, holdId: this.holdIds[hold.index] ?? '' }
  }

  /**
   * Both have to refuse with the same code, or both to agree. `again`: a repetition with the same key gives the same
   * answer, and does nothing.
   */
  async agree<Result>(
    expected: Outcome,
    call: () => Promise<Result>,
    again = false,
  ): Promise<Result | undefined> {
    const first = await attempt(call)
    if (first.code !== (expected.ok ? undefined : expected.code)) {
      const answer = expected.ok ? 'does it' : `refuses it: ${expected.code}`
      throw new Error(`The model ${answer}. The ledger: ${first.code ?? 'does it'}.`)
    }
    if (again) {
      const second = await attempt(call)
      if (!isDeepStrictEqual(first, second)) throw new Error('A repetition is answered in another way.')
    }
    return first.result
  }
}

async function attempt<Result>(call: () => Promise<Result>): Promise<{ code?: string; result?: Result }> {
  try {
    return { result: await call() }
  } catch (error) {
    if (error instanceof LedgerError) return { code: error.code }
    throw error
  }
}
