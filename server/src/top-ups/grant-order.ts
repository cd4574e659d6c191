import type pg from 'pg'
import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { moneyScale } from '../money-scale.ts'
import type { pageOf } from './open-checkout.ts'
import type { OrderRow } from './orders.ts'

/** What was really paid, in minor units. */
export interface Paid {
  /** What the grant is unique by: the payment, or the payment page where nothing was to pay. */
  readonly paymentId: string
  readonly quantity: number
  /** With tax, less discounts. */
  readonly amount: bigint
  readonly tax: bigint
  readonly receiptUrl: string | null
  /** The payment page, where there is one, as it is by now. */
  readonly page?: ReturnType<typeof pageOf>
}

/**
 * Grants a locked order what was quoted, times the quantity that was paid: never an amount from Stripe. The
 * ledger's key and the order's unique payment each make sure by themselves that it happens once.
 */
export async function grantOrder(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  paid: Paid,
  cause: string,
): Promise<OrderRow> {
  const { paymentId, quantity, receiptUrl } = paid
  const settled = await changeOrder(client, order, {
    cause,
    ...paid.page,
    status: 'paid',
    paymentId,
    quantity,
    receiptUrl,
    paidAmount: paid.amount,
    paidTax: paid.tax,
    failureCode: null,
    failureMessage: null,
  })
  const amount = (order.credits + order.bonusCredits) * BigInt(quantity)
  const currency = order.moneyCurrency
  const grant = await context.ledger.grant(
    {
      customer: order.customer,
      currency: order.currency,
      resource: order.resource,
      amount,
      // Credits that a code made free were given away, whatever they usually cost.
      category: paid.amount > 0n ? 'paid' : 'promotional',
      priority: order.priority,
      expiresAfter: order.expiresAfterDays === null ? null : `P${order.expiresAfterDays}D`,
      costBasis: { amount: paid.amount - paid.tax, currency, scale: moneyScale(currency) },
      source: 'top_up',
      orderId: order.id,
      reason: order.packageName,
      idempotencyKey: `payment:${paymentId}`,
    },
    client,
  )
  return await changeOrder(client, settled, {
    cause,
    status: 'granted',
    grantedAt: grant.createdAt,
    grantId: grant.id,
    grantedCredits: amount,
  })
}
