import type Stripe from 'stripe'
import { missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { idOf } from '../payments/find.ts'
import { newId } from '../state/ids.ts'
import type { World } from '../world.ts'

/** The bank says that a charge may be fraudulent. */
export const warnOfFraud = (world: World, charge: Stripe.Charge): Stripe.Radar.EarlyFraudWarning => {
  const intent = idOf(charge.payment_intent)
  const warning: Stripe.Radar.EarlyFraudWarning = {
    id: newId.earlyFraudWarning(),
    object: 'radar.early_fraud_warning',
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: world.now(),
    fraud_type: 'unauthorized_use_of_card',
    livemode: false,
    ...(intent === null ? {} : { payment_intent: intent }),
  }
  world.state.earlyFraudWarnings.insert(warning)
  world.emit('radar.early_fraud_warning.created', warning)
  return warning
}

/** https://docs.stripe.com/api/radar/early_fraud_warnings */
export const earlyFraudWarningRoutes: readonly Route[] = [
  route('get', '/v1/radar/early_fraud_warnings', 'Radar.EarlyFraudWarningListParams', ({ world, params }) =>
    page(
      world.state.earlyFraudWarnings
        .newestFirst()
        .filter((warning) => params.charge === undefined || idOf(warning.charge) === params.charge)
        .filter(
          (warning) =>
            params.payment_intent === undefined || idOf(warning.payment_intent) === params.payment_intent,
        )
        .filter((warning) => isCreatedIn(warning.created, params.created)),
      params,
      '/v1/radar/early_fraud_warnings',
      'early fraud warning',
    ),
  ),
  route(
    'get',
    '/v1/radar/early_fraud_warnings/:id',
    'Radar.EarlyFraudWarningRetrieveParams',
    ({ world, id }) => {
      const warning = world.state.earlyFraudWarnings.get(id)
      if (!warning) throw missing('early fraud warning', id)
      return warning
    },
  ),
]
