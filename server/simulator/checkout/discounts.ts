import type Stripe from 'stripe'
import { invalid, missing } from '../http/errors.ts'
import { idOf } from '../payments/find.ts'
import type { World } from '../world.ts'

/** Whether a promotion code can be used now by this customer. */
const isUsable = (world: World, code: Stripe.PromotionCode, customer: string | null): boolean => {
  const coupon = world.state.coupons.get(idOf(code.promotion.coupon) ?? '')
  return (
    code.active &&
    coupon?.valid === true &&
    (code.expires_at === null || code.expires_at > world.now()) &&
    (code.max_redemptions === null || code.times_redeemed < code.max_redemptions) &&
    (code.customer === null || code.customer === customer)
  )
}

/** A session's discounts from its parameters. */
export const discountsFrom = (
  world: World,
  params: readonly { coupon?: string; promotion_code?: string }[] | undefined,
  customer: string | null,
): Stripe.Checkout.Session.Discount[] => {
  if (params === undefined) return []
  if (params.length > 1) throw invalid('You may only specify one discount.', 'discounts')
  return params.map((discount) => {
    if (discount.promotion_code !== undefined) {
      const param = 'discounts[0][promotion_code]'
      const code = world.state.promotionCodes.get(discount.promotion_code)
      if (!code) throw missing('promotion code', discount.promotion_code, param)
      if (!isUsable(world, code, customer)) throw invalid('This promotion code cannot be redeemed.', param)
      return { coupon: idOf(code.promotion.coupon) ?? '', promotion_code: code.id }
    }
    const coupon = world.state.coupons.get(discount.coupon ?? '')
    if (!coupon) throw missing('coupon', discount.coupon ?? '', 'discounts[0][coupon]')
    return { coupon: coupon.id, promotion_code: null }
  })
}

/** The code that a person typed; undefined where it cannot be used. */
export const findCode = (
  world: World,
  typed: string,
  customer: string | null,
): Stripe.PromotionCode | undefined =>
  world.state.promotionCodes
    .newestFirst()
    .find((code) => code.code.toLowerCase() === typed.trim().toLowerCase() && isUsable(world, code, customer))
