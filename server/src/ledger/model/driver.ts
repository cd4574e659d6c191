import { LedgerError } from '../errors.ts'
import type { Consumption, ConsumeRequest } from '../types/entry.ts'
import { type TestLedger, unique } from '../testing.ts'
import { Model, type Outcome } from './operations.ts'
import type { ModelGrant, ModelHold } from './state.ts'
import { amountOf, usageOf } from './steps.ts'
import { nextInstant } from './time.ts'

/** One step of a random history: what to do, and three numbers that say how. */
export interface Step {
  readonly operation: keyof typeof OPERATIONS
  readonly x: number
  readonly y: number
  readonly z: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 1)
const LATE_WINDOW = 7 * DAY

const CURRENCY = 'credits'
const RESTRICTIONS = [null, null, null, ['image'], ['text'], ['image', 'text']] as const
const WHEN_SHORT = ['refuse', 'refuse', 'partial', 'overdraft'] as const

/** Does each step to the model and to the ledger, and says where they differ. */
export class Driver {
  readonly room: TestLedger
  readonly customer = unique('model')
  readonly model = new Model(START)
  readonly grantIds: string[] = []
  readonly holdIds: string[] = []
  lastRequest: { readonly request: ConsumeRequest; readonly answer: Consumption } | undefined

  constructor(room: TestLedger) {
    this.room = room
  }

  async begin(): Promise<void> {
    await this.room.setClock(new Date(START))
  }

  async run(step: Step): Promise<void> {
    await OPERATIONS[step.operation](this, step)
    // Grants that were made by themselves get their ids here.
    const { data } = await this.room.ledger.grants(this.customer, { limit: 1000 })
    const known = new Set(this.grantIds)
    this.grantIds.push(...data.toReversed().flatMap((grant) => (known.has(grant.id) ? [] : [grant.id])))
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

  /** Both have to refuse with the same code, or both to agree. */
  async agree<Result>(expected: Outcome, call: Promise<Result>): Promise<Result | undefined> {
    try {
      const result = await call
      if (!expected.ok) throw new Error(`The ledger did what the model refuses: ${expected.code}.`)
      return result
    } catch (error) {
      const code = error instanceof LedgerError ? error.code : undefined
      if (code === undefined || expected.ok || expected.code !== code) {
        const answer = expected.ok ? 'does it' : `refuses it: ${expected.code}`
        throw new Error(`The model ${answer}. ${String(error)}`, { cause: error })
      }
      return undefined
    }
  }
}

type Operation = (driver: Driver, step: Step) => Promise<void>

async function consumeOne(driver: Driver, { x, y, z }: Step, at: Date | undefined): Promise<void> {
  const { wanted, usage } = usageOf(x, y)
  const whenShort = WHEN_SHORT[z % 4] ?? 'refuse'
  const request = { ...driver.key, ...usage, whenShort, at, idempotencyKey: unique() }
  const expected = driver.model.consume(wanted, whenShort, at?.getTime() ?? null)
  const answer = await driver.agree(expected, driver.room.ledger.consume(request))
  if (answer === undefined) return
  if (expected.ok && expected.amount !== answer.amount) {
    throw new Error(`The model takes ${expected.amount}, the ledger ${answer.amount}.`)
  }
  driver.lastRequest = { request, answer }
}

export const OPERATIONS = {
  grant: async (driver, { x, y, z }) => {
    const effectiveAt = y % 4 === 0 ? driver.now + (y % 50) * HOUR : driver.now
    const expiresAt = z % 3 === 0 ? Infinity : effectiveAt + (z % 100) * HOUR
    const features = RESTRICTIONS[x % 6] ?? null
    const terms = {
      amount: amountOf(x),
      paid: y % 2 === 0,
      priority: (z % 3) - 1,
      effectiveAt,
      expiresAt,
      features,
    }
    const request = {
      ...driver.key,
      amount: terms.amount,
      category: terms.paid ? 'paid' : 'promotional',
      priority: terms.priority,
      effectiveAt: new Date(effectiveAt),
      expiresAt: expiresAt === Infinity ? null : new Date(expiresAt),
      features,
      idempotencyKey: unique(),
    } as const
    const expected = driver.model.grant({ ...terms, recurring: null })
    const grant = await driver.agree(expected, driver.room.ledger.grant(request))
    if (grant === undefined) return
    driver.grantIds.push(grant.id)
    // A retry changes nothing and gets the same answer.
    const again = await driver.room.ledger.grant(request)
    if (again.id !== grant.id || again.seq !== grant.seq) throw new Error('A repeated grant is another one.')
  },
  recurring: async (driver, { x, y, z }) => {
    if (driver.model.state.recurring.length === 2) return
    const startsAt = driver.now + (x % 30) * HOUR
    const days = (y % 3) + 1
    const cap = z % 3 === 0 ? null : z % 3 === 1 ? 'all' : BigInt((z % 3000) + 1)
    const amount = amountOf(x)
    const expected = driver.model.recurring(amount, startsAt, days * DAY, cap)
    const rollover =
      cap === null ? { kind: 'none' } : cap === 'all' ? { kind: 'all' } : { kind: 'up_to', cap }
    const call = driver.room.ledger.recurringGrants.create({
      ...driver.key,
      amount,
      startsAt: new Date(startsAt),
      period: { unit: 'day', count: days },
      rollover: rollover as { kind: 'none' },
    })
    await driver.agree(expected, call)
  },
  consume: async (driver, step) => await consumeOne(driver, step, undefined),
  consumeLate: async (driver, step) => {
    const at = driver.now - ((step.z % (8 * 24)) * HOUR + (step.x % 2))
    if (driver.now - at > LATE_WINDOW) {
      const request = { ...driver.key, amount: 1n, at: new Date(at), idempotencyKey: unique() }
      await driver.agree({ ok: false, code: 'too_late' }, driver.room.ledger.consume(request))
    } else await consumeOne(driver, step, new Date(at))
  },
  burst: async (driver, { x, y }) => {
    const size = (x % 30) + 2
    const wanted = Array.from({ length: size }, (_, index) => BigInt(((y + index * 37) % 300) + 1))
    const expected = wanted.map((cost) => driver.model.consume({ feature: null, cost }, 'refuse', null))
    const requests = wanted.map((amount) => ({ ...driver.key, amount, idempotencyKey: unique() }))
    const outcomes = await driver.room.ledger.consumeBatch(requests)
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.ok !== expected[index]?.ok)
        throw new Error(`The model differs at ${index} of a burst of ${size}.`)
    }
  },
  retry: async (driver) => {
    if (driver.lastRequest === undefined) return
    const { request, answer } = driver.lastRequest
    const again = await driver.room.ledger.consume(request)
    if (!again.replayed || again.seq !== answer.seq || again.amount !== answer.amount) {
      throw new Error('A repeated consumption is another one.')
    }
  },
  hold: async (driver, { x, y, z }) => {
    const { wanted, usage } = usageOf(x, y)
    const lapsesAt = driver.now + ((z % 40) + 1) * HOUR
    const expected = driver.model.hold(wanted, lapsesAt)
    const call = driver.room.ledger.holds.create({ ...driver.key, ...usage, lapsesAt: new Date(lapsesAt) })
    const hold = await driver.agree(expected, call)
    if (hold !== undefined) driver.holdIds.push(hold.id)
  },
  settle: async (driver, { x, y, z }) => {
    const target = driver.holdAt(x)
    if (target === undefined) return
    const amount = (target.hold.amount * BigInt(y % 16)) / 10n
    const expected = driver.model.settle(target.hold, amount, z % 2 === 0)
    const { customer } = driver
    const whenShort = z % 2 === 0 ? 'overdraft' : 'refuse'
    await driver.agree(
      expected,
      driver.room.ledger.holds.settle({ customer, holdId: target.holdId, amount, whenShort }),
    )
  },
  release: async (driver, { x }) => {
    const target = driver.holdAt(x)
    if (target === undefined) return
    const expected = driver.model.release(target.hold)
    const { customer } = driver
    await driver.agree(expected, driver.room.ledger.holds.release({ customer, holdId: target.holdId }))
  },
  extendHold: async (driver, { x, y }) => {
    const target = driver.holdAt(x)
    if (target === undefined) return
    const lapsesAt = driver.now + ((y % 60) + 1) * HOUR
    const expected = driver.model.extendHold(target.hold, lapsesAt)
    const request = { customer: driver.customer, holdId: target.holdId, lapsesAt: new Date(lapsesAt) }
    await driver.agree(expected, driver.room.ledger.holds.extend(request))
  },
  withdraw: async (driver, { x, y }) => {
    const target = driver.grantAt(x)
    if (target === undefined) return
    const { customer } = driver
    const { grantId } = target
    const expected = driver.model.withdraw(target.grant, y % 2 === 0 ? 'void' : 'revocation')
    const { ledger } = driver.room
    const request = { customer, grantId }
    await driver.agree(expected, y % 2 === 0 ? ledger.voidGrant(request) : ledger.revokeGrant(request))
  },
  extend: async (driver, { x, y }) => {
    const target = driver.grantAt(x)
    if (target === undefined) return
    const expiresAt = driver.now + ((y % 200) + 1) * HOUR
    const expected = driver.model.extend(target.grant, expiresAt)
    const request = { customer: driver.customer, grantId: target.grantId, expiresAt: new Date(expiresAt) }
    await driver.agree(expected, driver.room.ledger.extendGrant(request))
  },
  prioritize: async (driver, { x, y }) => {
    const target = driver.grantAt(x)
    if (target === undefined) return
    const priority = (y % 5) - 2
    const expected = driver.model.prioritize(target.grant, priority)
    const request = { customer: driver.customer, grantId: target.grantId, priority }
    await driver.agree(expected, driver.room.ledger.changePriority(request))
  },
  adjust: async (driver, { x, y }) => {
    const amount = y % 2 === 0 ? amountOf(x) : -amountOf(x)
    const allowNegative = y % 3 === 0
    const expected = driver.model.adjust(amount, allowNegative)
    const request = { ...driver.key, amount, allowNegative, reason: 'a correction' }
    await driver.agree(expected, driver.room.ledger.adjust(request))
  },
  clawback: async (driver, { x, y }) => await forPayment(driver, 'clawback', x, y),
  reinstate: async (driver, { x, y }) => await forPayment(driver, 'reinstate', x, y),
  overdraft: async (driver, { x, y }) => {
    const { state } = driver.model
    state.limit = BigInt(x % 4000)
    state.soft = y % 2 === 0
    await driver.room.ledger.setOverdraft({
      ...driver.key,
      limit: state.limit,
      kind: state.soft ? 'soft' : 'hard',
    })
  },
  tick: async (driver, { x, y }) => {
    const next = nextInstant(driver.model.state)
    const targets = [
      next - 1,
      next,
      next + 1,
      driver.now + 1,
      driver.now + (y % 72) * HOUR,
      driver.now + (y % 40) * DAY,
    ]
    const target = targets[x % targets.length] ?? driver.now
    // Beyond forty days a daily grant would fill the ledger.
    const to = Math.min(Math.max(target, driver.now), driver.now + 40 * DAY)
    driver.model.tick(to)
    await driver.room.setClock(new Date(to))
  },
} satisfies Record<string, Operation>

async function forPayment(
  driver: Driver,
  kind: 'clawback' | 'reinstate',
  x: number,
  y: number,
): Promise<void> {
  const target = driver.grantAt(x)
  if (target === undefined) return
  const amount = (target.grant.amount * BigInt((y % 12) + 1)) / 10n || 1n
  const expected = driver.model[kind](target.grant, amount)
  const request = { customer: driver.customer, grantId: target.grantId, amount }
  await driver.agree(expected, driver.room.ledger[kind](request))
}
