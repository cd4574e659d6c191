import { formatAmount } from '../ledger/index.ts'
import { type Money, money } from './money.ts'
import type { CheckoutMode, OrderRow, OrderStatus } from './orders.ts'

/** An order on the wire. */
export interface Order {
  id: string
  status: OrderStatus
  currency: string
  resource: string | null
  packageId: string | null
  packageName: string | null
  quantity: number
  credits: string
  bonusCredits: string
  totalCredits: string
  price: Money
  paid: Money | null
  checkoutMode: CheckoutMode
  checkoutUrl: string | null
  clientSecret: string | null
  grantId: string | null
  receiptUrl: string | null
  failure: { code: string; message: string } | null
  createdAt: string
  updatedAt: string
  expiresAt: string | null
}

/** The order as its customer sees it. */
export function viewOrder(order: OrderRow): Order {
  const { scale } = order
  const times = BigInt(order.quantity)
  const open = order.status === 'open'
  return {
    id: order.id,
    status: order.status,
    currency: order.currency,
    resource: order.resource === '' ? null : order.resource,
    packageId: order.packageId,
    packageName: order.packageName,
    quantity: order.quantity,
    credits: formatAmount(order.credits * times, scale),
    bonusCredits: formatAmount(order.bonusCredits * times, scale),
    totalCredits: formatAmount((order.credits + order.bonusCredits) * times, scale),
    price: money(order.price * times, order.moneyCurrency),
    paid: order.paidAmount === null ? null : money(order.paidAmount, order.moneyCurrency),
    checkoutMode: order.checkoutMode,
    checkoutUrl: open ? order.checkoutUrl : null,
    clientSecret: open ? order.clientSecret : null,
    grantId: order.grantId,
    receiptUrl: order.receiptUrl,
    failure: viewFailure(order),
    createdAt: order.createdAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
    expiresAt: open ? (order.sessionExpiresAt?.toISOString() ?? null) : null,
  }
}

function viewFailure(order: OrderRow): Order['failure'] {
  if (order.failureCode === null) return null
  return { code: order.failureCode, message: order.failureMessage ?? 'The payment did not go through.' }
}
