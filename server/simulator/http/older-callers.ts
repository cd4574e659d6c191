import type { FormFields } from './forms.ts'

/**
 * What callers that name no version of the API, such as the official CLI, still send: parameters of older versions.
 * They are turned into what became of them. Callers that name a version are refused such parameters, as by Stripe.
 */
export const asOfToday = (path: string, fields: FormFields): FormFields => {
  const { payment_method_types: _gone, ...known } = fields
  const { coupon, ...rest } = known
  const isPromotion = path === '/v1/promotion_codes' && typeof coupon === 'string'
  return isPromotion ? { ...rest, promotion: { type: 'coupon', coupon } } : known
}
