import type { Checkout } from './gateway.ts'
import type { OrderRow } from './orders.ts'

/**
 * Compares a payment page with the order that it refers to. The reference alone proves nothing: a payment link
 * takes one from its address.
 *
 * @returns why the page is not the order's, or null where all is as it was sold
 */
export function findMismatch(
  order: OrderRow,
  checkout: Checkout,
  paymentCustomer: string | null,
): string | null {
  const [line, ...others] = checkout.lines
  if (checkout.livemode !== order.livemode) return 'the mode is not the order’s'
  if (checkout.reference?.orderId !== order.id || checkout.reference.customer !== order.customer) {
    return 'the reference is not the order’s'
  }
  if (order.sessionId !== null && order.sessionId !== checkout.id) return 'the order has another payment page'
  // A customer deleted in Stripe was made anew, so only a page that is not recorded yet is held against it.
  if (order.sessionId === null && checkout.paymentCustomer !== paymentCustomer)
    return 'the customer is not the order’s'
  if (checkout.moneyCurrency !== order.moneyCurrency) return 'the currency is not the order’s'
  if (!line || others.length > 0) return 'there is not exactly one line'
  if (line.moneyCurrency !== order.moneyCurrency || line.unitAmount !== order.price) {
    return 'the price is not the one quoted'
  }
  if (line.quantity < 1 || line.quantity > order.maximumQuantity) return 'the quantity is out of bounds'
  const subtotal = order.price * BigInt(line.quantity)
  if (line.amountSubtotal !== subtotal || checkout.amountSubtotal !== subtotal)
    return 'the subtotal does not add up'
  return null
}
