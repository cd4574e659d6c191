import type pg from 'pg'
import { withTransaction } from '../database/transaction.ts'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { GatewayError, type Reversal } from './gateway.ts'
import { attempt, unavailable } from './open-checkout.ts'
import { findOrder, lockOrder, type OrderKey, type OrderRow } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { checkStep, roundDownToStep } from './money.ts'
import { floor, rational } from './rational.ts'
import { refundReference } from './refund-requests.ts'
import { reviewPaymentIn } from './review-payment.ts'
import { takeBack } from './take-back.ts'

/** Asks for money to be given back. The credits follow by themselves, in proportion. */
export interface RefundRequest {
  readonly customer: string
  readonly orderId: string
  /** Minor units; `all`: what has not been refunded yet; `unused`: the share of the credits that are left. */
  readonly amount: string
  /** Of what the refund takes back in the ledger, and gives back if it fails: as is the actor. */
  readonly reason?: string | undefined
  readonly actor?: string | undefined
  readonly idempotencyKey: string
}

const FIND_REQUEST = `
  select order_id as "orderId", amount, attempt, reason, actor, refund_id as "refundId", true as repeated
  from creditkit.refund_requests
  where customer = $1::text and idempotency_key = $2::text`

const REMEMBER = `
  insert into creditkit.refund_requests (customer, idempotency_key, order_id, amount, reason, actor)
  values ($1::text, $2::text, $3::uuid, $4::bigint, $5::text, $6::text)`

const DONE = `
  update creditkit.refund_requests set refund_id = $3::text
  where customer = $1::text and idempotency_key = $2::text`

const FORGET = `
  delete from creditkit.refund_requests
  where customer = $1::text and idempotency_key = $2::text and refund_id is null`

// Asked for, and not known to be made: another one at the same time must leave its money alone. One that was never
// finished, because a server died over it, stands in the way no longer than this.
const UNDER_WAY = `
  select idempotency_key as "idempotencyKey", amount from creditkit.refund_requests
  where customer = $1::text and order_id = $2::uuid and refund_id is null
    and created_at > creditkit.now_ms() - interval '5 minutes'`

const NEXT_ATTEMPT = `
  update creditkit.refund_requests set attempt = attempt + 1
  where customer = $1::text and idempotency_key = $2::text and attempt = $3::integer`

interface Remembered {
  readonly orderId: string
  readonly amount: bigint
  readonly attempt: number
  readonly reason: string | null
  readonly actor: string | null
  readonly refundId: string | null
  /** Whether the same was asked for before. */
  readonly repeated: boolean
}

/**
 * Refunds an order, whole or in part, and takes the credits back. The amount is fixed before Stripe is asked, so
 * that a retry with the same key asks for the very same refund.
 *
 * @throws TopUpError `not_found`, `conflict` where there is nothing to refund, `amount_above_maximum`,
 *   `idempotency_key_reused`, `stripe_unavailable`
 */
export async function refundOrder(context: Context, request: RefundRequest): Promise<OrderRow> {
  const remembered = await remember(context, request)
  // As the order itself has its id, whatever the case in which it was asked for.
  const key = { customer: request.customer, id: remembered.orderId }
  const order = await findOrder(context.pool, key)
  const paymentId = order?.paymentId
  if (!paymentId) throw notFound()
  const refundId =
    remembered.refundId ??
    (await findRepeated(context, paymentId, request, remembered)) ??
    (await createRefund(context, key, paymentId, request, remembered))
  return await changeAndNotify(context, async (client) => {
    await client.query(DONE, [request.customer, request.idempotencyKey, refundId])
    // The refund is made, and its key finds it again: a Stripe that does not tell more is one to ask later.
    const outcome = await attempt(() => reviewPaymentIn(context, client, paymentId, request.actor ?? 'host'))
    return outcome.kind === 'settled' ? outcome.order : order
  })
}

async function remember(context: Context, request: RefundRequest): Promise<Remembered> {
  return await withTransaction(context.patientPool, async (client) => {
    const order = await lockOrder(client, { customer: request.customer, id: request.orderId })
    if (!order) throw notFound()
    const values = [request.customer, request.idempotencyKey]
    const [before] = (await client.query<Remembered>(FIND_REQUEST, values)).rows
    if (before && !isSame(before, { ...request, orderId: order.id })) {
      throw new TopUpError(
        'idempotency_key_reused',
        'This Idempotency-Key was used for another request. Use a new one.',
      )
    }
    if (before) return before
    const amount = await refundable(context, client, order, request.amount)
    const [reason, actor] = [request.reason ?? null, request.actor ?? null]
    await client.query(REMEMBER, [...values, order.id, amount, reason, actor])
    return { orderId: order.id, amount, attempt: 1, reason, actor, refundId: null, repeated: false }
  })
}

/** What `all` and `unused` came to then is not compared: only what was sent could be, and of that the sum was kept. */
function isSame(before: Remembered, { orderId, amount, reason, actor }: RefundRequest): boolean {
  return (
    before.orderId === orderId &&
    before.reason === (reason ?? null) &&
    before.actor === (actor ?? null) &&
    (!/^\d+$/.test(amount) || before.amount === BigInt(amount))
  )
}

/** Stripe forgets a key after a day, and would make another refund for it: what was made before is looked for first. */
async function findRepeated(
  context: Context,
  paymentId: string,
  { idempotencyKey }: RefundRequest,
  { orderId, repeated }: Remembered,
): Promise<string | null> {
  if (!repeated) return null
  const reversals = await attempt(() => context.gateway.listReversals(paymentId))
  return findByReference(reversals, refundReference(orderId, idempotencyKey))
}

async function createRefund(
  context: Context,
  key: OrderKey,
  paymentId: string,
  request: RefundRequest,
  { amount, attempt: number }: Remembered,
): Promise<string> {
  const reference = refundReference(key.id, request.idempotencyKey)
  try {
    return await context.gateway.createRefund({
      customer: key.customer,
      orderId: key.id,
      paymentId,
      amount,
      reference,
      idempotencyKey: `refund:${reference}:${number}`,
    })
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    if (error.code !== 'unavailable') {
      await context.pool.query(FORGET, [request.customer, request.idempotencyKey])
      throw new TopUpError('conflict', `Stripe does not refund this: ${error.message}`, {}, { cause: error })
    }
    const made = await findMade(context, paymentId, reference)
    if (made) return made
    // Stripe would give the stored answer for a day; another key is safe, since no refund was made under this one.
    if (made === null && error.keySpent) {
      await context.pool.query(NEXT_ATTEMPT, [request.customer, request.idempotencyKey, number])
    }
    throw unavailable(error)
  }
}

/** The refund of a lost answer, null if none was made, undefined if Stripe does not say. */
async function findMade(
  context: Context,
  paymentId: string,
  reference: string,
): Promise<string | null | undefined> {
  try {
    return findByReference(await context.gateway.listReversals(paymentId), reference)
  } catch {
    return undefined
  }
}

function findByReference(reversals: readonly Reversal[], reference: string): string | null {
  return reversals.find((reversal) => reversal.reference === reference)?.id ?? null
}

async function refundable(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  asked: string,
): Promise<bigint> {
  if (order.grantId === null || order.paymentId === null || !order.paidAmount) {
    throw new TopUpError('conflict', 'Nothing was paid for this top-up, so there is nothing to refund.')
  }
  const { paymentId, paidAmount } = order
  const reversals = await attempt(() => context.gateway.listReversals(paymentId))
  const gone = reversals.reduce((sum, { effect, amount }) => (effect === 'live' ? sum + amount : sum), 0n)
  const underWay = await sumUnderWay(client, order, reversals)
  const left = paidAmount > gone + underWay ? paidAmount - gone - underWay : 0n
  const money = { paid: paidAmount, left, underWay }
  const amount = await amountAsked(context, client, order, money, asked)
  if (amount <= 0n) throw new TopUpError('conflict', 'There is nothing left to refund.')
  if (amount > left) {
    throw new TopUpError('amount_above_maximum', `At most ${left} minor units can still be refunded.`, {
      path: 'amount',
    })
  }
  return amount
}

/** Of what is asked for and not known to be made, that which Stripe has not made: the rest is among its refunds. */
async function sumUnderWay(
  client: pg.PoolClient,
  { customer, id }: OrderKey,
  reversals: readonly Reversal[],
): Promise<bigint> {
  const { rows } = await client.query<{ idempotencyKey: string; amount: bigint }>(UNDER_WAY, [customer, id])
  const open = rows.filter(
    ({ idempotencyKey }) => findByReference(reversals, refundReference(id, idempotencyKey)) === null,
  )
  return open.reduce((sum, { amount }) => sum + amount, 0n)
}

async function amountAsked(
  context: Context,
  client: pg.PoolClient,
  order: OrderRow,
  { paid, left, underWay }: { paid: bigint; left: bigint; underWay: bigint },
  asked: string,
): Promise<bigint> {
  if (asked === 'all') return left
  if (asked !== 'unused') return readMinorUnits(asked, order.moneyCurrency)
  // What was refunded at Stripe, and nobody has told yet, is not unused any more.
  await attempt(() => takeBack(context, client, order, 'refund'))
  const grant = await context.ledger.grantById(order.customer, order.grantId ?? '', client)
  const share = floor(rational(paid * grant.remaining, grant.amount))
  const unused = roundDownToStep(share, order.moneyCurrency) - underWay
  return unused < left ? unused : left
}

function readMinorUnits(text: string, moneyCurrency: string): bigint {
  if (/^\d{1,12}$/.test(text) && BigInt(text) > 0n) {
    checkStep(BigInt(text), moneyCurrency, 'amount')
    return BigInt(text)
  }
  throw new TopUpError('invalid_value', 'Send whole minor units above zero, "all" or "unused".', {
    path: 'amount',
  })
}

function notFound(): TopUpError {
  return new TopUpError('not_found', 'There is no such top-up.')
}
