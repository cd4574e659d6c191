import type Stripe from 'stripe'
import { idOf } from '../payments/find.ts'
import { createSetupIntent } from '../payments/setup-object.ts'
import { completeSetup } from '../payments/setup-routes.ts'
import type { World } from '../world.ts'
import { closeSetup } from './complete.ts'
import type { PaymentOutcome, Person } from './complete.ts'

/** Saves a method for later through a session in `setup` mode. */
export const saveForSetup = (
  world: World,
  session: Stripe.Checkout.Session,
  method: Stripe.PaymentMethod,
  person: Person,
): PaymentOutcome => {
  const { metadata, description } = world.state.sessionDetails.get(session.id)?.setupIntent ?? {}
  const intent = createSetupIntent(world, {
    customer: idOf(session.customer),
    description: description ?? null,
    metadata: { ...(metadata as Stripe.Metadata | undefined) },
    payment_method: method.id,
  })
  method.allow_redisplay = 'always'
  session.setup_intent = intent.id
  completeSetup(world, intent)
  closeSetup(world, session, person)
  return { type: 'complete' }
}
