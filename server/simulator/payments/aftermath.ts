import type Stripe from 'stripe'
import { openDispute } from '../disputes/dispute-object.ts'
import { warnOfFraud } from '../fraud/early-fraud-warnings.ts'
import type { World } from '../world.ts'
import type { Aftermath } from './test-numbers.ts'

/** What follows by itself from a payment with some of the test cards, right after it. */
export const sendAftermath = (
  world: World,
  charge: Stripe.Charge,
  aftermath: Aftermath | undefined,
): void => {
  if (aftermath === 'dispute') world.later(() => openDispute(world, charge))
  if (aftermath === 'inquiry') world.later(() => openDispute(world, charge, { isInquiry: true }))
  if (aftermath === 'early_fraud_warning') world.later(() => warnOfFraud(world, charge))
}
