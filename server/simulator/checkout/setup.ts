import type Stripe from 'stripe'
import { idOf } from '../payments/find.ts'
import { attachPaymentMethod } from '../payments/payment-method-object.ts'
import { createSetupIntent } from '../payments/setup-object.ts'
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
  const customer = idOf(session.customer)
  const { metadata, description } = world.state.sessionDetails.get(session.id)?.setupIntent ?? {}
  const intent = createSetupIntent(world, {
    customer,
    description: description ?? null,
    metadata: { ...(metadata as Stripe.Metadata | undefined) },
    payment_method: method.id,
    status: 'succeeded',
  })
  method.allow_redisplay = 'always'
  if (customer !== null) attachPaymentMethod(world, method, customer)
  const details = world.state.paymentMethodDetails.get(method.id)
  if (details) details.isSetUp = true
  session.setup_intent = intent.id
  world.emit('setup_intent.succeeded', intent)
  closeSetup(world, session, person)
  return { type: 'complete' }
}
