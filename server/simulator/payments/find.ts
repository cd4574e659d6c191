import type Stripe from 'stripe'
import { missing } from '../http/errors.ts'
import type { World } from '../world.ts'
import { attachPaymentMethod, createPaymentMethod } from './payment-method-object.ts'
import { findToken } from './test-numbers.ts'

/** The id in a field that may hold the whole object. */
export const idOf = (value: string | { id: string } | null | undefined): string | null =>
  typeof value === 'string' ? value : (value?.id ?? null)

/**
 * The payment method by id, or a new one for a test token such as `pm_card_visa`; attached to `customer` where given.
 * @throws Refusal `resource_missing`
 */
export const requirePaymentMethod = (
  world: World,
  id: string,
  param?: string,
  customer?: string,
): Stripe.PaymentMethod => {
  const token = findToken(id)
  const method = token ? createPaymentMethod(world, token) : world.state.paymentMethods.get(id)
  if (!method) throw missing('PaymentMethod', id, param)
  if (customer !== undefined) attachPaymentMethod(world, method, customer)
  return method
}
