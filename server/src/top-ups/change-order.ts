import type pg from 'pg'
import { ORDER_COLUMNS, type OrderRow } from './orders.ts'
import { writeOrderEvent } from './outbox.ts'

/** What may change in an order; the database refuses a step that the state machine does not have. */
export interface OrderChange extends Partial<
  Pick<
    OrderRow,
    | 'status'
    | 'attempt'
    | 'sessionId'
    | 'checkoutUrl'
    | 'clientSecret'
    | 'sessionExpiresAt'
    | 'paymentId'
    | 'declines'
    | 'failureCode'
    | 'failureMessage'
    | 'receiptUrl'
    | 'quantity'
    | 'paidAmount'
    | 'paidTax'
    | 'grantId'
    | 'grantedCredits'
    | 'takenBackCredits'
    | 'grantedAt'
  >
> {
  /** Who or what changed it, for the audit trail: "webhook", "return page", "reconciler", "customer". */
  readonly cause: string
}

const COLUMNS: Record<keyof OrderChange, string> = {
  cause: 'cause = $::text',
  status: 'status = $::text',
  attempt: 'attempt = $::integer',
  sessionId: 'session_id = $::text',
  checkoutUrl: 'checkout_url = $::text',
  clientSecret: 'client_secret = $::text',
  sessionExpiresAt: 'session_expires_at = $::timestamptz',
  paymentId: 'payment_id = $::text',
  declines: 'declines = $::integer',
  failureCode: 'failure_code = $::text',
  failureMessage: 'failure_message = $::text',
  receiptUrl: 'receipt_url = $::text',
  quantity: 'quantity = $::integer',
  paidAmount: 'paid_amount = $::bigint',
  paidTax: 'paid_tax = $::bigint',
  grantId: 'grant_id = $::text',
  grantedCredits: 'granted_credits = $::bigint',
  takenBackCredits: 'taken_back_credits = $::bigint',
  grantedAt: 'granted_at = $::timestamptz',
}

/**
 * Changes an order that the transaction has locked, and writes the event of it. Nothing happens where the order
 * is like that already.
 */
export async function changeOrder(
  client: pg.PoolClient,
  order: OrderRow,
  change: OrderChange,
): Promise<OrderRow> {
  const fields = Object.entries(change).filter(([name, value]) => differs(order, name, value))
  if (fields.every(([name]) => name === 'cause')) return order
  const assignments = fields.map(([name], index) =>
    COLUMNS[name as keyof OrderChange].replace('$', `$${index + 3}`),
  )
  const { rows } = await client.query<OrderRow>(
    `update creditkit.orders set ${assignments.join(', ')}
     where customer = $1::text and id = $2::uuid returning ${ORDER_COLUMNS}`,
    [order.customer, order.id, ...fields.map(([, value]) => value as unknown)],
  )
  const [changed] = rows
  if (!changed) throw new Error(`The order ${order.id} is not there any more.`)
  await writeOrderEvent(client, changed)
  return changed
}

function differs(order: OrderRow, name: string, value: unknown): boolean {
  if (name === 'cause') return true
  const before = order[name as keyof OrderRow]
  const same =
    before instanceof Date && value instanceof Date ? before.getTime() === value.getTime() : before === value
  return !same
}
