import type Stripe from 'stripe'
import { invalid } from '../http/errors.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { randomText } from '../state/ids.ts'
import { requireCustomer } from './customers.ts'

/** How long a customer session lasts (https://docs.stripe.com/api/customer_sessions). */
const HALF_AN_HOUR = 30 * 60

type ElementParameter = Stripe.CustomerSessionCreateParams.Components.PaymentElement

const featuresOf = (
  element: ElementParameter | undefined,
): Stripe.CustomerSession.Components.PaymentElement.Features | null =>
  element?.enabled
    ? {
        payment_method_allow_redisplay_filters: element.features?.payment_method_allow_redisplay_filters ?? [
          'always',
        ],
        payment_method_redisplay: element.features?.payment_method_redisplay ?? 'disabled',
        payment_method_redisplay_limit: element.features?.payment_method_redisplay_limit ?? null,
        payment_method_remove: element.features?.payment_method_remove ?? 'disabled',
        payment_method_save: element.features?.payment_method_save ?? 'disabled',
        payment_method_save_usage: element.features?.payment_method_save_usage ?? null,
      }
    : null

/** https://docs.stripe.com/api/customer_sessions */
export const customerSessionRoutes: readonly Route[] = [
  route('post', '/v1/customer_sessions', 'CustomerSessionCreateParams', ({ world, params }) => {
    const { customer, components } = params
    if (customer === undefined)
      throw invalid('Missing required param: customer.', 'customer', 'parameter_missing')
    const off = { enabled: false }
    return {
      object: 'customer_session',
      client_secret: `cuss_secret_${randomText(40)}`,
      components: {
        active_entitlements: off,
        buy_button: { enabled: components.buy_button?.enabled ?? false },
        customer_portal: off,
        customer_sheet: { enabled: false, features: null },
        mobile_payment_element: { enabled: false, features: null },
        payment_element: {
          enabled: components.payment_element?.enabled ?? false,
          features: featuresOf(components.payment_element),
        },
        pricing_table: { enabled: components.pricing_table?.enabled ?? false },
      },
      created: world.now(),
      customer: requireCustomer(world, customer, 'customer').id,
      customer_account: null,
      expires_at: world.now() + HALF_AN_HOUR,
      livemode: false,
    } satisfies Stripe.CustomerSession
  }),
]
