import type Stripe from 'stripe'
import { invalid, missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { requireCharge } from '../payments/charge-routes.ts'
import { idOf } from '../payments/find.ts'
import { requireIntent } from '../payments/intent-routes.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { cancelRefund, createRefund, emitRefundUpdated } from './refund-object.ts'

/** @throws Refusal `resource_missing` */
const requireRefund = (world: World, id: string): Stripe.Refund => {
  const refund = world.state.refunds.get(id)
  if (!refund) throw missing('refund', id)
  return refund
}

const chargeOf = (world: World, params: Stripe.RefundCreateParams): Stripe.Charge => {
  if (params.charge !== undefined) return requireCharge(world, params.charge, 'charge')
  if (params.payment_intent === undefined) {
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
    )
  }
  const intent = requireIntent(world, params.payment_intent, 'payment_intent')
  const charge = idOf(intent.latest_charge)
  if (charge === null) {
    throw invalid(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      'payment_intent',
    )
  }
  return requireCharge(world, charge)
}

const isWanted = (refund: Stripe.Refund, params: Stripe.RefundListParams): boolean =>
  (params.charge === undefined || idOf(refund.charge) === params.charge) &&
  (params.payment_intent === undefined || idOf(refund.payment_intent) === params.payment_intent) &&
  isCreatedIn(refund.created, params.created)

/** https://docs.stripe.com/api/refunds */
export const refundRoutes: readonly Route[] = [
  route('post', '/v1/refunds', 'RefundCreateParams', ({ world, params }) =>
    createRefund(world, chargeOf(world, params), {
      amount: params.amount,
      reason: params.reason ?? null,
      metadata: mergeMetadata({}, params.metadata),
    }),
  ),
  route('get', '/v1/refunds', 'RefundListParams', ({ world, params }) =>
    page(
      world.state.refunds.newestFirst().filter((refund) => isWanted(refund, params)),
      params,
      '/v1/refunds',
      'refund',
    ),
  ),
  route('get', '/v1/refunds/:id', 'RefundRetrieveParams', ({ world, id }) => requireRefund(world, id)),
  route('post', '/v1/refunds/:id', 'RefundUpdateParams', ({ world, id, params }) => {
    const refund = requireRefund(world, id)
    const before = refund.metadata
    refund.metadata = mergeMetadata(refund.metadata, params.metadata ?? {})
    emitRefundUpdated(world, refund, { metadata: before })
    return refund
  }),
  route('post', '/v1/refunds/:id/cancel', 'RefundCancelParams', ({ world, id }) =>
    cancelRefund(world, requireRefund(world, id)),
  ),
]
