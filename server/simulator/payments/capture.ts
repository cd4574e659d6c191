import type Stripe from 'stripe'
import { invalid } from '../http/errors.ts'
import type { World } from '../world.ts'
import { markSucceeded } from './charge-object.ts'
import { idOf } from './find.ts'

/** Takes the money that an intent with `capture_method: manual` has only reserved, or a part of it. */
export const capturePayment = (
  world: World,
  intent: Stripe.PaymentIntent,
  amount: number,
): Stripe.PaymentIntent => {
  if (amount < 1 || amount > intent.amount_capturable) {
    throw invalid(
      `The requested capture amount is greater than the amount you can capture for this charge.`,
      'amount_to_capture',
      'amount_too_large',
    )
  }
  const charge = world.state.charges.get(idOf(intent.latest_charge) ?? '')
  if (!charge) throw new Error(`${intent.id} can be captured without a charge`)
  markSucceeded(world, charge, amount)
  world.emit('charge.captured', charge)
  intent.status = 'succeeded'
  intent.amount_received = amount
  intent.amount_capturable = 0
  world.emit('payment_intent.succeeded', intent)
  return intent
}
