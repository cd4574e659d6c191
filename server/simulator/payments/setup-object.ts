import type Stripe from 'stripe'
import { newId, randomText } from '../state/ids.ts'
import type { World } from '../world.ts'

/** Keeps a new SetupIntent that waits for a payment method. */
export const createSetupIntent = (world: World, input: Partial<Stripe.SetupIntent>): Stripe.SetupIntent => {
  const id = newId.setupIntent()
  const intent: Stripe.SetupIntent = {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomText(25)}`,
    created: world.now(),
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: 'off_session',
    ...input,
  }
  world.state.setupIntents.insert(intent)
  world.emit('setup_intent.created', intent)
  return intent
}
