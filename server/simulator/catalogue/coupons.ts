import type Stripe from 'stripe'
import { invalid, missing } from '../http/errors.ts'
import { isCreatedIn, page } from '../http/lists.ts'
import { bareRoute, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { newId } from '../state/ids.ts'
import { mergeMetadata } from '../state/metadata.ts'
import { checkCurrency } from '../state/money.ts'
import type { World } from '../world.ts'

/** @throws Refusal `resource_missing` */
export const requireCoupon = (world: World, id: string, param?: string): Stripe.Coupon => {
  const coupon = world.state.coupons.get(id)
  if (!coupon) throw missing('coupon', id, param)
  return coupon
}

const checkOff = (params: Stripe.CouponCreateParams): void => {
  if ((params.percent_off === undefined) === (params.amount_off === undefined)) {
    throw invalid('You must pass either `percent_off` or `amount_off`, and not both.', 'percent_off')
  }
  if (params.percent_off !== undefined && (params.percent_off <= 0 || params.percent_off > 100)) {
    throw invalid('Invalid percent_off: must be greater than 0 and at most 100.', 'percent_off')
  }
  if (params.amount_off !== undefined && params.amount_off < 1) {
    throw invalid('This value must be greater than or equal to 1.', 'amount_off', 'parameter_invalid_integer')
  }
  if (params.amount_off !== undefined && params.currency === undefined) {
    throw invalid('You must pass `currency` when passing `amount_off`.', 'currency', 'parameter_missing')
  }
}

const create = (world: World, params: Stripe.CouponCreateParams): Stripe.Coupon => {
  checkOff(params)
  if (params.id !== undefined && world.state.coupons.get(params.id)) {
    throw invalid('Coupon already exists.', 'id', 'resource_already_exists')
  }
  const coupon: Stripe.Coupon = {
    id: params.id ?? newId.coupon(),
    object: 'coupon',
    amount_off: params.amount_off ?? null,
    created: world.now(),
    currency: params.currency === undefined ? null : checkCurrency(params.currency),
    duration: params.duration ?? 'once',
    duration_in_months: params.duration_in_months ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    percent_off: params.percent_off ?? null,
    redeem_by: params.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  }
  world.state.coupons.insert(coupon)
  world.emit('coupon.created', coupon)
  return coupon
}

/** https://docs.stripe.com/api/coupons */
export const couponRoutes: readonly Route[] = [
  route('post', '/v1/coupons', 'CouponCreateParams', ({ world, params }) => create(world, params)),
  route('get', '/v1/coupons', 'CouponListParams', ({ world, params }) =>
    page(
      world.state.coupons.newestFirst().filter((coupon) => isCreatedIn(coupon.created, params.created)),
      params,
      '/v1/coupons',
      'coupon',
    ),
  ),
  route('get', '/v1/coupons/:id', 'CouponRetrieveParams', ({ world, id }) => requireCoupon(world, id)),
  route('post', '/v1/coupons/:id', 'CouponUpdateParams', ({ world, id, params }) => {
    const coupon = requireCoupon(world, id)
    if (params.name !== undefined) coupon.name = params.name
    if (params.metadata !== undefined) coupon.metadata = mergeMetadata(coupon.metadata, params.metadata)
    world.emit('coupon.updated', coupon)
    return coupon
  }),
  bareRoute('delete', '/v1/coupons/:id', ({ world, id }) => {
    const coupon = requireCoupon(world, id)
    coupon.valid = false
    world.state.coupons.remove(id)
    world.emit('coupon.deleted', coupon)
    return { id, object: 'coupon', deleted: true } satisfies Stripe.DeletedCoupon
  }),
]
