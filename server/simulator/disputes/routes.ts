import type Stripe from 'stripe'
import { missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { idOf } from '../payments/find.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { closeDispute, submitEvidence } from './dispute-object.ts'

/** Evidence that decides a dispute in Stripe's test mode (https://docs.stripe.com/testing#disputes). */
const DECIDING: Readonly<Record<string, 'won' | 'lost'>> = {
  winning_evidence: 'won',
  losing_evidence: 'lost',
}

/** @throws Refusal `resource_missing` */
const requireDispute = (world: World, id: string): Stripe.Dispute => {
  const dispute = world.state.disputes.get(id)
  if (!dispute) throw missing('dispute', id)
  return dispute
}

const isWanted = (dispute: Stripe.Dispute, params: Stripe.DisputeListParams): boolean =>
  (params.charge === undefined || idOf(dispute.charge) === params.charge) &&
  (params.payment_intent === undefined || idOf(dispute.payment_intent) === params.payment_intent) &&
  isCreatedIn(dispute.created, params.created)

const update = (
  world: World,
  dispute: Stripe.Dispute,
  params: Stripe.DisputeUpdateParams,
): Stripe.Dispute => {
  const before = { evidence: { ...dispute.evidence }, metadata: dispute.metadata }
  if (params.metadata !== undefined) dispute.metadata = mergeMetadata(dispute.metadata, params.metadata)
  const { enhanced_evidence: _enhanced, appeal: _appeal, ...evidence } = params.evidence ?? {}
  Object.assign(dispute.evidence, evidence)
  if (params.submit ?? params.evidence !== undefined) {
    submitEvidence(world, dispute)
    const outcome = DECIDING[dispute.evidence.uncategorized_text ?? '']
    if (outcome) world.later(() => closeDispute(world, dispute, outcome))
    return dispute
  }
  world.emit('charge.dispute.updated', dispute, before)
  return dispute
}

/** https://docs.stripe.com/api/disputes */
export const disputeRoutes: readonly Route[] = [
  route('get', '/v1/disputes', 'DisputeListParams', ({ world, params }) =>
    page(
      world.state.disputes.newestFirst().filter((dispute) => isWanted(dispute, params)),
      params,
      '/v1/disputes',
      'dispute',
    ),
  ),
  route('get', '/v1/disputes/:id', 'DisputeRetrieveParams', ({ world, id }) => requireDispute(world, id)),
  route('post', '/v1/disputes/:id', 'DisputeUpdateParams', ({ world, id, params }) =>
    update(world, requireDispute(world, id), params),
  ),
  route('post', '/v1/disputes/:id/close', 'DisputeCloseParams', ({ world, id }) => {
    const dispute = requireDispute(world, id)
    closeDispute(world, dispute, 'lost')
    return dispute
  }),
]
