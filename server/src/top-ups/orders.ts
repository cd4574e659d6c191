import type pg from 'pg'
import type { Queryable } from '../database/pool.ts'

export type OrderStatus =
  | 'created'
  | 'open'
  | 'processing'
  | 'paid'
  | 'granted'
  | 'expired'
  | 'failed'
  | 'partly_refunded'
  | 'refunded'
  | 'disputed'

export type CheckoutMode = 'hosted' | 'embedded' | 'saved_card'

/** What was quoted, for a quantity of one: credits in the smallest unit, money in minor units. */
export interface Terms {
  readonly currency: string
  /** Digits after the point of the currency. */
  readonly scale: number
  /** '' where the pool is the customer's own. */
  readonly resource: string
  readonly packageId: string | null
  readonly packageName: string | null
  readonly credits: bigint
  readonly bonusCredits: bigint
  readonly moneyCurrency: string
  readonly price: bigint
  readonly expiresAfterDays: number | null
  readonly priority: number
  readonly maximumQuantity: number
}

/** A row of `creditkit.orders`; what each column means stands in its migration. */
export interface OrderRow extends Terms {
  readonly customer: string
  readonly id: string
  readonly status: OrderStatus
  readonly livemode: boolean
  readonly fingerprint: string
  readonly checkoutMode: CheckoutMode
  readonly paymentMethod: string | null
  readonly returnUrl: string
  readonly attempt: number
  readonly sessionId: string | null
  readonly checkoutUrl: string | null
  readonly clientSecret: string | null
  readonly sessionExpiresAt: Date | null
  readonly paymentId: string | null
  readonly declines: number
  readonly failureCode: string | null
  readonly failureMessage: string | null
  readonly receiptUrl: string | null
  readonly quantity: number
  readonly paidAmount: bigint | null
  readonly paidTax: bigint | null
  readonly grantId: string | null
  readonly grantedCredits: bigint | null
  readonly takenBackCredits: bigint
  readonly grantedAt: Date | null
  readonly checks: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface OrderKey {
  readonly customer: string
  readonly id: string
}

export const ORDER_COLUMNS = `
  customer, id, status, livemode, currency, scale, resource, package_id as "packageId", package_name as "packageName",
  credits, bonus_credits as "bonusCredits", money_currency as "moneyCurrency", price,
  expires_after_days as "expiresAfterDays", priority, maximum_quantity as "maximumQuantity", fingerprint,
  checkout_mode as "checkoutMode", payment_method as "paymentMethod", return_url as "returnUrl", attempt,
  session_id as "sessionId", checkout_url as "checkoutUrl", client_secret as "clientSecret",
  session_expires_at as "sessionExpiresAt", payment_id as "paymentId", declines,
  failure_code as "failureCode", failure_message as "failureMessage", receipt_url as "receiptUrl", quantity,
  paid_amount as "paidAmount", paid_tax as "paidTax", grant_id as "grantId",
  granted_credits as "grantedCredits", taken_back_credits as "takenBackCredits",
  granted_at as "grantedAt", checks,
  created_at as "createdAt", updated_at as "updatedAt"`

const FIND = `select ${ORDER_COLUMNS} from creditkit.orders where customer = $1::text and id = $2::uuid`

const FIND_BY_SESSION = `select customer, id from creditkit.orders where session_id = $1::text`

const FIND_BY_PAYMENT = `select customer, id from creditkit.orders where payment_id = $1::text`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The order, or null: also for an id that is none. */
export async function findOrder(database: Queryable, key: OrderKey): Promise<OrderRow | null> {
  if (!UUID.test(key.id)) return null
  const { rows } = await database.query<OrderRow>(FIND, [key.customer, key.id])
  return rows[0] ?? null
}

/**
 * Locks the order until the transaction ends. This is the one lock of a payment: whoever wants to apply what
 * Stripe says takes it first and asks Stripe only then, so that an older answer never comes after a newer one.
 */
export async function lockOrder(client: pg.PoolClient, key: OrderKey): Promise<OrderRow | null> {
  if (!UUID.test(key.id)) return null
  const { rows } = await client.query<OrderRow>(`${FIND} for update`, [key.customer, key.id])
  return rows[0] ?? null
}

export async function findKeyBySession(database: Queryable, sessionId: string): Promise<OrderKey | null> {
  const { rows } = await database.query<OrderKey>(FIND_BY_SESSION, [sessionId])
  return rows[0] ?? null
}

export async function findKeyByPayment(database: Queryable, paymentId: string): Promise<OrderKey | null> {
  const { rows } = await database.query<OrderKey>(FIND_BY_PAYMENT, [paymentId])
  return rows[0] ?? null
}
