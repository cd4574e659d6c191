import { unique } from '../testing.ts'
import { DAY, type Driver, HOUR } from './driver.ts'
import { clawBackWhatWasUsed, playClawback, playReinstatement } from './payments.ts'
import { RATE_MODELS, toRateRequest } from './rates.ts'
import { amountOf, type Numbers, settlementOf, usageOf, wholeUsage } from './steps.ts'
import { playTogether } from './together.ts'

/** One step of a random history: what to do, and three numbers that say how. */
export interface Step extends Numbers {
  readonly operation: keyof typeof OPERATIONS
}

type Operation = (driver: Driver, numbers: Numbers) => Promise<void>

const LATE_WINDOW = 7 * DAY
const WHEN_SHORT = ['refuse', 'refuse', 'partial', 'overdraft'] as const

/** Does a step to the model and to the ledger, and says where they differ. */
export async function play(driver: Driver, step: Step): Promise<void> {
  const operation: Operation = OPERATIONS[step.operation]
  await operation(driver, step)
  await driver.learnGrants()
}

async function consumeOne(driver: Driver, { x, y, z }: Numbers, at: Date | undefined): Promise<void> {
  const { wanted, usage } = usageOf(driver, x, y, at?.getTime() ?? driver.now)
  const whenShort = WHEN_SHORT[z % 4] ?? 'refuse'
  const request = { ...driver.key, ...usage, whenShort, at, idempotencyKey: unique() }
  const expected = driver.model.consume(wanted, whenShort, at?.getTime() ?? null)
  const answer = await driver.agree(expected, () => driver.room.ledger.consume(request))
  if (answer === undefined) return
  if (expected.ok && expected.amount !== answer.amount) {
    throw new Error(`The model takes ${expected.amount}, the ledger ${answer.amount}.`)
  }
  driver.lastRequest = { request, answer }
}

export const OPERATIONS = {
  grant: async (driver, { x, y, z }) => {
    // Some wait; some count for late usage of before they were made.
    const away = y % 4 === 0 ? y % 50 : y % 4 === 1 ? -(y % 200) : 0
    const effectiveAt = driver.now + away * HOUR
    const expiresAt = z % 3 === 0 ? Infinity : effectiveAt + (z % 100) * HOUR
    const restrictions = [['image'], ['text'], ['image', 'text'], ['text', driver.feature]]
    const features = restrictions[x % 8] ?? null
    const paid = y % 2 === 0
    const terms = {
      amount: amountOf(x),
      paid,
      cost: paid ? BigInt(z % 2000) : 0n,
      priority: (z % 3) - 1,
      effectiveAt,
      expiresAt,
      features,
    }
    const request = {
      ...driver.key,
      amount: terms.amount,
      category: paid ? 'paid' : 'promotional',
      costBasis: paid ? { amount: terms.cost, currency: 'usd', scale: 2 } : null,
      priority: terms.priority,
      effectiveAt: new Date(effectiveAt),
      expiresAt: expiresAt === Infinity ? null : new Date(expiresAt),
      features,
      idempotencyKey: unique(),
    } as const
    const expected = driver.model.grant({ ...terms, recurring: null })
    await driver.agree(expected, () => driver.room.ledger.grant(request), true)
  },
  rate: async (driver, { x, y, z }) => {
    const { rates } = driver.model
    const dimension = z % 2 === 0 ? null : 'a'
    const latest = rates.findLast((rate) => rate.dimension === dimension)?.effectiveAt ?? 0
    const rate = {
      version: rates.length + 1,
      model: RATE_MODELS[x % 4] ?? 'flat',
      size: BigInt((y % 30) + 1),
      prices: [x % 9 === 0 ? 0n : BigInt(y % 4000), BigInt(x % 3000)] as const,
      dimension,
      // Now and then at the instant of the one before, which is refused.
      effectiveAt: z % 7 === 0 ? latest : Math.max(latest + 1, driver.now - 36 * HOUR) + (z % 5) * 6 * HOUR,
    }
    const request = { feature: driver.feature, currency: driver.key.currency, ...toRateRequest(rate) }
    await driver.agree(driver.model.addRate(rate), () => driver.room.ledger.rates.add(request))
  },
  ask: async (driver, { x, y, z }) => {
    const at = driver.now + ((z % 200) - 100) * HOUR
    const { ledger } = driver.room
    const past = usageOf(driver, 3 + (x % 2), y, at)
    const request = {
      ...past.usage,
      currency: driver.key.currency,
      feature: driver.feature,
      at: new Date(at),
    }
    const outcome =
      past.wanted.cost === null ? ({ ok: false, code: 'no_rate' } as const) : ({ ok: true } as const)
    const quote = await driver.agree(outcome, () => ledger.rates.quote(request))
    if (quote !== undefined && quote.cost !== past.wanted.cost) {
      throw new Error(`The model quotes ${past.wanted.cost}, the ledger ${quote.cost}.`)
    }
    const { wanted, usage } = usageOf(driver, x, y, driver.now)
    if (wanted.cost === null) return
    const available = driver.model.state.available(wanted.feature, null)
    const check = await ledger.check({ ...driver.key, ...usage })
    const allowed = wanted.cost === 0n || wanted.cost <= available
    if (check.cost !== wanted.cost || check.available !== available || check.allowed !== allowed) {
      throw new Error(
        `The model: ${wanted.cost} of ${available}. The ledger: ${check.cost} of ${check.available}.`,
      )
    }
  },
  together: playTogether,
  recurring: async (driver, { x, y, z }) => {
    if (driver.model.state.recurring.length === 2) return
    const startsAt = driver.now + (x % 30) * HOUR
    const days = (y % 3) + 1
    const cap = z % 3 === 0 ? null : z % 3 === 1 ? 'all' : BigInt((z % 3000) + 1)
    const amount = amountOf(x)
    const expected = driver.model.recurring(amount, startsAt, days * DAY, cap)
    const rollover =
      cap === null ? { kind: 'none' } : cap === 'all' ? { kind: 'all' } : { kind: 'up_to', cap }
    const request = {
      ...driver.key,
      amount,
      startsAt: new Date(startsAt),
      period: { unit: 'day', count: days },
      rollover: rollover as { kind: 'none' },
      idempotencyKey: unique(),
    } as const
    const call = () => driver.room.ledger.recurringGrants.create(request)
    await driver.agree(expected, call, true)
  },
  consume: async (driver, step) => await consumeOne(driver, step, undefined),
  consumeLate: async (driver, step) => {
    const at = driver.now - ((step.z % (8 * 24)) * HOUR + (step.x % 2))
    if (driver.now - at > LATE_WINDOW) {
      const request = { ...driver.key, amount: 1n, at: new Date(at), idempotencyKey: unique() }
      await driver.agree({ ok: false, code: 'too_late' }, () => driver.room.ledger.consume(request))
    } else await consumeOne(driver, step, new Date(at))
  },
  burst: async (driver, { x, y, z }) => {
    const size = (x % 30) + 2
    // Among small amounts, some of what may have no rate, cost nothing or cost much.
    const uses = Array.from({ length: size }, (_, index) =>
      index % 5 === z % 10
        ? usageOf(driver, 3, y + index, driver.now)
        : wholeUsage(BigInt(((y + index * 37) % 300) + 1)),
    )
    const expected = uses.map(({ wanted }) => driver.model.consume(wanted, 'refuse', null))
    const requests = uses.map(({ usage }) => ({ ...driver.key, ...usage, idempotencyKey: unique() }))
    const outcomes = await driver.room.ledger.consumeBatch(requests)
    for (const [index, outcome] of outcomes.entries()) {
      const code = outcome.ok ? 'done' : outcome.error.code
      const [of] = expected.slice(index)
      if (code !== (of?.ok === false ? of.code : 'done'))
        throw new Error(`The model differs at ${index} of a burst of ${size}: ${code}.`)
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
    const { wanted, usage } = usageOf(driver, x, y, driver.now)
    const lapsesAt = driver.now + ((z % 40) + 1) * HOUR
    const expected = driver.model.hold(wanted, lapsesAt)
    const request = { ...driver.key, ...usage, lapsesAt: new Date(lapsesAt), idempotencyKey: unique() }
    const hold = await driver.agree(expected, () => driver.room.ledger.holds.create(request), true)
    if (hold !== undefined) driver.holdIds.push(hold.id)
  },
  settle: async (driver, { x, y, z }) => {
    const target = driver.holdAt(x)
    if (target === undefined) return
    const { wanted, by } = settlementOf(driver, target.hold, y)
    const expected = driver.model.settle(target.hold, wanted, z % 2 === 0)
    const { customer } = driver
    const whenShort = z % 2 === 0 ? 'overdraft' : 'refuse'
    const request = { customer, holdId: target.holdId, ...by, whenShort } as const
    await driver.agree(expected, () => driver.room.ledger.holds.settle(request))
  },
  release: async (driver, { x }) => {
    const target = driver.holdAt(x)
    if (target === undefined) return
    const expected = driver.model.release(target.hold)
    const { customer } = driver
    const request = { customer, holdId: target.holdId, idempotencyKey: unique() }
    await driver.agree(expected, () => driver.room.ledger.holds.release(request), true)
  },
  extendHold: async (driver, { x, y }) => {
    const target = driver.holdAt(x)
    if (target === undefined) return
    const lapsesAt = driver.now + ((y % 60) + 1) * HOUR
    const expected = driver.model.extendHold(target.hold, lapsesAt)
    const request = { customer: driver.customer, holdId: target.holdId, lapsesAt: new Date(lapsesAt) }
    await driver.agree(expected, () => driver.room.ledger.holds.extend(request))
  },
  withdraw: async (driver, { x, y }) => {
    const target = driver.grantAt(x)
    if (target === undefined) return
    const { customer } = driver
    const { grantId } = target
    const expected = driver.model.withdraw(target.grant, y % 2 === 0 ? 'void' : 'revocation')
    const { ledger } = driver.room
    const request = { customer, grantId, idempotencyKey: unique() }
    const call = () => (y % 2 === 0 ? ledger.voidGrant(request) : ledger.revokeGrant(request))
    await driver.agree(expected, call, true)
  },
  extend: async (driver, { x, y }) => {
    const target = driver.grantAt(x)
    if (target === undefined) return
    const expiresAt = driver.now + ((y % 200) + 1) * HOUR
    const expected = driver.model.extend(target.grant, expiresAt)
    const request = { customer: driver.customer, grantId: target.grantId, expiresAt: new Date(expiresAt) }
    await driver.agree(expected, () => driver.room.ledger.extendGrant(request))
  },
  prioritize: async (driver, { x, y }) => {
    const target = driver.grantAt(x)
    if (target === undefined) return
    const priority = (y % 5) - 2
    const expected = driver.model.prioritize(target.grant, priority)
    const request = { customer: driver.customer, grantId: target.grantId, priority }
    await driver.agree(expected, () => driver.room.ledger.changePriority(request))
  },
  adjust: async (driver, { x, y }) => {
    const amount = y % 2 === 0 ? amountOf(x) : -amountOf(x)
    const allowNegative = y % 3 === 0
    const expected = driver.model.adjust(amount, allowNegative)
    const note = { reason: 'a correction', idempotencyKey: unique() }
    const request = { ...driver.key, amount, allowNegative, ...note }
    await driver.agree(expected, () => driver.room.ledger.adjust(request), true)
  },
  clawback: playClawback,
  reinstate: playReinstatement,
  failedRefund: async (driver, numbers) => {
    await clawBackWhatWasUsed(driver, numbers)
    await OPERATIONS.grant(driver, numbers)
    await driver.learnGrants()
    await driver.moveClock(numbers.z, numbers.x)
    await driver.learnGrants()
    await playReinstatement(driver, numbers)
  },
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
  tick: async (driver, { x, y }) => await driver.moveClock(x, y),
} satisfies Record<string, Operation>
