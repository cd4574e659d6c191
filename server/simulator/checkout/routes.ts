import type Stripe from 'stripe'
import { invalid, missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { idOf } from '../payments/find.ts'
import type { World } from '../world.ts'
import { createSession } from './create.ts'
import { expireSession } from './expire.ts'
import { updateSession } from './update.ts'

/** @throws Refusal `resource_missing` */
export const requireSession = (world: World, id: string): Stripe.Checkout.Session => {
  const session = world.state.sessions.get(id)
  if (!session) throw missing('checkout.session', id)
  return session
}

const isWanted = (session: Stripe.Checkout.Session, params: Stripe.Checkout.SessionListParams): boolean =>
  (params.customer === undefined || idOf(session.customer) === params.customer) &&
  (params.payment_intent === undefined || idOf(session.payment_intent) === params.payment_intent) &&
  (params.status === undefined || session.status === params.status) &&
  (params.customer_details?.email === undefined ||
    session.customer_details?.email === params.customer_details.email) &&
  params.subscription === undefined &&
  params.payment_link === undefined &&
  isCreatedIn(session.created, params.created)

/** https://docs.stripe.com/api/checkout/sessions */
export const checkoutRoutes: readonly Route[] = [
  route('post', '/v1/checkout/sessions', 'Checkout.SessionCreateParams', ({ world, params }) =>
    createSession(world, params),
  ),
  route('get', '/v1/checkout/sessions', 'Checkout.SessionListParams', ({ world, params }) =>
    page(
      world.state.sessions.newestFirst().filter((session) => isWanted(session, params)),
      params,
      '/v1/checkout/sessions',
      'checkout.session',
    ),
  ),
  route('get', '/v1/checkout/sessions/:id', 'Checkout.SessionRetrieveParams', ({ world, id }) =>
    requireSession(world, id),
  ),
  route('post', '/v1/checkout/sessions/:id', 'Checkout.SessionUpdateParams', ({ world, id, params }) =>
    updateSession(world, requireSession(world, id), params),
  ),
  route(
    'get',
    '/v1/checkout/sessions/:id/line_items',
    'Checkout.SessionListLineItemsParams',
    ({ world, id, params }) => {
      const session = requireSession(world, id)
      const lines = world.state.sessionDetails.get(session.id)?.lines ?? []
      return page(lines, params, `/v1/checkout/sessions/${id}/line_items`, 'item')
    },
  ),
  route('post', '/v1/checkout/sessions/:id/expire', 'Checkout.SessionExpireParams', ({ world, id }) => {
    const session = requireSession(world, id)
    if (session.status !== 'open') {
      throw invalid(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      )
    }
    expireSession(world, session)
    return session
  }),
]
