import type { FinancePeriod } from '../types/finance.ts'
import { DAY, type Driver, START } from './driver.ts'
import { type ModelGrant, sum } from './state.ts'

const DIGITS = 12
const UNIT = 10n ** BigInt(DIGITS)

type Column = 'sold' | 'recognised' | 'breakage' | 'refunded'

/** The report for finance says of all paid grants together what became of each. */
export async function compareFinance({ room, customer, model }: Driver): Promise<void> {
  const query = { customer, to: new Date(model.now + DAY) }
  const periods = await room.ledger.finance({ ...query, from: new Date(START) })
  const grants = model.state.grants.filter((grant) => grant.cost > 0n)
  const closing = valueOf(grants, (grant) => grant.remaining)
  expectNear('closing', parse(periods.at(-1)?.closing), closing, 0n)
  expectNear('opening', parse(periods[0]?.opening), 0n, 0n)
  const columns: Record<Column, (grant: ModelGrant) => bigint> = {
    sold: ({ amount }) => amount,
    recognised: (grant) => grant.amount - grant.remaining - brokenOf(grant) - refundedOf(grant),
    breakage: brokenOf,
    refunded: refundedOf,
  }
  for (const column of Object.keys(columns) as Column[]) {
    const total = sum(periods.map((period) => parse(period[column])))
    expectNear(column, total, valueOf(grants, columns[column]), BigInt(periods.length))
  }
  for (const [index, period] of periods.entries()) {
    const { opening, sold, recognised, breakage, refunded, closing: end } = inUnits(period)
    expectNear('the sum of a period', opening + sold - recognised - breakage - refunded, end, 0n)
    const next = periods[index + 1]
    if (next !== undefined) expectNear('the next opening', parse(next.opening), end, 0n)
  }
  // Whatever the report begins with, it says the same.
  const half = periods.slice(periods.length / 2)
  if (half[0] === undefined) return
  const later = await room.ledger.finance({ ...query, from: half[0].start })
  if (JSON.stringify(later) !== JSON.stringify(half)) {
    throw new Error(`From ${half[0].start.toISOString()} on the report for finance says something else.`)
  }
}

function brokenOf({ expired, writtenOff, writtenOffWithdrawn }: ModelGrant): bigint {
  return expired - (writtenOff - writtenOffWithdrawn)
}

function refundedOf({ withdrawn, clawedBack, writtenOffWithdrawn }: ModelGrant): bigint {
  return withdrawn + clawedBack - writtenOffWithdrawn
}

/** Σ credits × cost ÷ amount as one fraction, rounded once. */
function valueOf(grants: readonly ModelGrant[], credits: (grant: ModelGrant) => bigint): bigint {
  let [above, below] = [0n, 1n]
  for (const grant of grants) {
    above = above * grant.amount + credits(grant) * grant.cost * below
    below *= grant.amount
  }
  return (above * UNIT * 2n + (above < 0n ? -below : below)) / (below * 2n)
}

function inUnits(period: FinancePeriod): Record<Column | 'opening' | 'closing', bigint> {
  const { opening, sold, recognised, breakage, refunded, closing } = period
  return {
    opening: parse(opening),
    sold: parse(sold),
    recognised: parse(recognised),
    breakage: parse(breakage),
    refunded: parse(refunded),
    closing: parse(closing),
  }
}

function parse(decimal = '0'): bigint {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  const units = BigInt(whole) * UNIT + BigInt(fraction.padEnd(DIGITS, '0'))
  return decimal.startsWith('-') ? -units : units
}

function expectNear(what: string, actual: bigint, expected: bigint, tolerance: bigint): void {
  const difference = actual - expected
  if (difference > tolerance || -difference > tolerance) {
    throw new Error(`For finance ${what} is ${actual}, the model says ${expected}.`)
  }
}
