import type Stripe from 'stripe'
import { missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import type { World } from '../world.ts'
import { idOf } from './find.ts'

/** @throws Refusal `resource_missing` */
export const requireIntent = (world: World, id: string, param?: string): Stripe.PaymentIntent => {
  const intent = world.state.paymentIntents.get(id)
  if (!intent) throw missing('payment_intent', id, param)
  return intent
}

/** https://docs.stripe.com/api/payment_intents */
export const paymentIntentRoutes: readonly Route[] = [
  route('get', '/v1/payment_intents', 'PaymentIntentListParams', ({ world, params }) =>
    page(
      world.state.paymentIntents
        .newestFirst()
        .filter((intent) => params.customer === undefined || idOf(intent.customer) === params.customer)
        .filter((intent) => isCreatedIn(intent.created, params.created)),
      params,
      '/v1/payment_intents',
      'payment_intent',
    ),
  ),
  route('get', '/v1/payment_intents/:id', 'PaymentIntentRetrieveParams', ({ world, id }) =>
    requireIntent(world, id),
  ),
]
