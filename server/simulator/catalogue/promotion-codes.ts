import type Stripe from 'stripe'
import { requireCustomer } from '../customers/customers.ts'
import { invalid, missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { idOf } from '../payments/find.ts'
import { newId, randomText } from '../state/ids.ts'
import { mergeMetadata } from '../state/metadata.ts'
import type { World } from '../world.ts'
import { requireCoupon } from './coupons.ts'

/** @throws Refusal `resource_missing` */
const requirePromotionCode = (world: World, id: string): Stripe.PromotionCode => {
  const code = world.state.promotionCodes.get(id)
  if (!code) throw missing('promotion code', id)
  return code
}

const create = (world: World, params: Stripe.PromotionCodeCreateParams): Stripe.PromotionCode => {
  const { coupon } = params.promotion
  if (coupon === undefined)
    throw invalid('Missing required param: promotion[coupon].', 'promotion[coupon]', 'parameter_missing')
  requireCoupon(world, coupon, 'promotion[coupon]')
  const text = params.code ?? randomText(8).toUpperCase()
  if (!/^[\w-]+$/.test(text))
    throw invalid('A promotion code may have letters, digits and dashes only.', 'code')
  const isTaken = world.state.promotionCodes
    .all()
    .some((code) => code.active && code.code.toLowerCase() === text.toLowerCase())
  if (isTaken)
    throw invalid(
      `An active promotion code with \`code: ${text}\` already exists.`,
      'code',
      'resource_already_exists',
    )
  const code: Stripe.PromotionCode = {
    id: newId.promotionCode(),
    object: 'promotion_code',
    active: params.active ?? true,
    code: text,
    created: world.now(),
    customer: params.customer === undefined ? null : requireCustomer(world, params.customer, 'customer').id,
    customer_account: null,
    expires_at: params.expires_at ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: mergeMetadata({}, params.metadata),
    promotion: { coupon, type: 'coupon' },
    restrictions: {
      first_time_transaction: params.restrictions?.first_time_transaction ?? false,
      minimum_amount: params.restrictions?.minimum_amount ?? null,
      minimum_amount_currency: params.restrictions?.minimum_amount_currency ?? null,
    },
    times_redeemed: 0,
  }
  world.state.promotionCodes.insert(code)
  world.emit('promotion_code.created', code)
  return code
}

const isWanted = (code: Stripe.PromotionCode, params: Stripe.PromotionCodeListParams): boolean =>
  (params.active === undefined || code.active === params.active) &&
  (params.code === undefined || code.code.toLowerCase() === params.code.toLowerCase()) &&
  (params.coupon === undefined || idOf(code.promotion.coupon) === params.coupon) &&
  (params.customer === undefined || idOf(code.customer) === params.customer) &&
  isCreatedIn(code.created, params.created)

/** https://docs.stripe.com/api/promotion_codes */
export const promotionCodeRoutes: readonly Route[] = [
  route('post', '/v1/promotion_codes', 'PromotionCodeCreateParams', ({ world, params }) =>
    create(world, params),
  ),
  route('get', '/v1/promotion_codes', 'PromotionCodeListParams', ({ world, params }) =>
    page(
      world.state.promotionCodes.newestFirst().filter((code) => isWanted(code, params)),
      params,
      '/v1/promotion_codes',
      'promotion code',
    ),
  ),
  route('get', '/v1/promotion_codes/:id', 'PromotionCodeRetrieveParams', ({ world, id }) =>
    requirePromotionCode(world, id),
  ),
  route('post', '/v1/promotion_codes/:id', 'PromotionCodeUpdateParams', ({ world, id, params }) => {
    const code = requirePromotionCode(world, id)
    if (params.active !== undefined) code.active = params.active
    if (params.metadata !== undefined) code.metadata = mergeMetadata(code.metadata, params.metadata)
    world.emit('promotion_code.updated', code)
    return code
  }),
]
