import type Stripe from 'stripe'
import { idOf } from '../payments/find.ts'
import type { World } from '../world.ts'

/** Closes a session that nobody paid. */
export const expireSession = (world: World, session: Stripe.Checkout.Session): void => {
  session.status = 'expired'
  session.url = null
  const intent = world.state.paymentIntents.get(idOf(session.payment_intent) ?? '')
  if (intent && ['requires_payment_method', 'requires_action'].includes(intent.status)) {
    intent.status = 'canceled'
    intent.canceled_at = world.now()
    intent.cancellation_reason = 'expired'
    intent.next_action = null
    world.emit('payment_intent.canceled', intent)
  }
  world.emit('checkout.session.expired', session)
}
