import type Stripe from 'stripe'
import { missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { idOf } from './find.ts'

/** @throws Refusal `resource_missing` */
export const requireCharge = (world: World, id: string, param?: string): Stripe.Charge => {
  const charge = world.state.charges.get(id)
  if (!charge) throw missing('charge', id, param)
  return charge
}

/** https://docs.stripe.com/api/charges */
export const chargeRoutes: readonly Route[] = [
  route('get', '/v1/charges', 'ChargeListParams', ({ world, params }) =>
    page(
      world.state.charges
        .newestFirst()
        .filter((charge) => params.customer === undefined || idOf(charge.customer) === params.customer)
        .filter(
          (charge) =>
            params.payment_intent === undefined || idOf(charge.payment_intent) === params.payment_intent,
        )
        .filter((charge) => isCreatedIn(charge.created, params.created)),
      params,
      '/v1/charges',
      'charge',
    ),
  ),
  route('get', '/v1/charges/:id', 'ChargeRetrieveParams', ({ world, id }) => requireCharge(world, id)),
  route('post', '/v1/charges/:id', 'ChargeUpdateParams', ({ world, id, params }) => {
    const charge = requireCharge(world, id)
    if (params.description !== undefined) charge.description = params.description
    if (params.receipt_email !== undefined) charge.receipt_email = params.receipt_email
    if (params.metadata !== undefined) charge.metadata = mergeMetadata(charge.metadata, params.metadata)
    if (params.fraud_details)
      charge.fraud_details = { user_report: params.fraud_details.user_report || 'safe' }
    world.emit('charge.updated', charge)
    return charge
  }),
]
