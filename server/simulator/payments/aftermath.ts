import type Stripe from 'stripe'
import type { World } from '../world.ts'
import type { Aftermath } from './test-numbers.ts'

/** What follows by itself from a payment with some of the test cards. */
export const sendAftermath = (
  _world: World,
  _charge: Stripe.Charge,
  aftermath: Aftermath | undefined,
): void => {
  if (aftermath === undefined) return
}
