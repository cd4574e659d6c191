import { unique } from '../testing.ts'
import type { Driver } from './driver.ts'
import type { ModelGrant } from './state.ts'
import type { Numbers } from './steps.ts'

export async function playClawback(driver: Driver, { x, y }: Numbers): Promise<void> {
  const grant = chosen(driver.model.state.grants, x)
  if (grant !== undefined) await forPayment(driver, 'clawback', grant, shareOf(grant, y))
}

/** Mostly of a grant that was clawed back. */
export async function playReinstatement(driver: Driver, { x, y, z }: Numbers): Promise<void> {
  const { grants } = driver.model.state
  const clawedBack = z % 8 === 0 ? grants : grants.filter((grant) => grant.clawedBack > 0n)
  const grant = chosen(clawedBack, x)
  if (grant !== undefined) await forPayment(driver, 'reinstate', grant, shareOf(grant, y))
}

/** The rest of a grant of which something was used, so that it is owed. */
export async function clawBackWhatWasUsed(driver: Driver, { x }: Numbers): Promise<void> {
  const used = driver.model.state.grants.filter((grant) => {
    const { amount, remaining, expired, withdrawn, clawedBack } = grant
    return amount > remaining + expired + withdrawn + clawedBack
  })
  const grant = chosen(used, x)
  if (grant !== undefined) await forPayment(driver, 'clawback', grant, grant.amount - grant.clawedBack)
}

function chosen(grants: readonly ModelGrant[], number: number): ModelGrant | undefined {
  return grants[number % Math.max(1, grants.length)]
}

/** At times more than there is. */
function shareOf(grant: ModelGrant, number: number): bigint {
  return (grant.amount * BigInt((number % 12) + 1)) / 10n || 1n
}

async function forPayment(
  driver: Driver,
  kind: 'clawback' | 'reinstate',
  grant: ModelGrant,
  amount: bigint,
): Promise<void> {
  const expected = driver.model[kind](grant, amount)
  const { customer } = driver
  const grantId = driver.grantIds[grant.number - 1] ?? ''
  const request = { customer, grantId, amount, idempotencyKey: unique() }
  await driver.agree(expected, () => driver.room.ledger[kind](request), true)
}
