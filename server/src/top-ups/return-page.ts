import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { fulfil } from './fulfil.ts'
import { findKeyByPayment, findKeyBySession, findOrder } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { withOrder } from './return-url.ts'
import { settlePaymentIn } from './review-payment.ts'

/**
 * The customer is back from a payment page or from the bank, perhaps before any webhook. Looks at the payment at
 * once, and says where on the host's site to go on: also when Stripe does not answer just now, for others will
 * look again.
 *
 * @param reference `session_id` of the return address, or `payment_intent`, which Stripe adds to it
 * @throws TopUpError `not_found` for a payment of no order of ours
 */
export async function finishReturn(
  context: Context,
  reference: string,
): Promise<{ readonly location: string }> {
  const unknown = new TopUpError('not_found', 'There is no such top-up.')
  const isPage = /^cs_\w{1,200}$/.test(reference)
  if (!isPage && !/^pi_\w{1,200}$/.test(reference)) throw unknown
  const look = isPage ? fulfil(context, reference, 'return page') : review(context, reference)
  await look.catch((error: unknown) => {
    context.log.warn(
      { error },
      'A payment could not be looked at on return; the worker and the reconciler will.',
    )
  })
  const find = isPage ? findKeyBySession : findKeyByPayment
  const key = await find(context.pool, reference)
  const order = key && (await findOrder(context.pool, key))
  if (!order) throw unknown
  return { location: withOrder(order.returnUrl, order.id) }
}

async function review(context: Context, paymentId: string): Promise<void> {
  await changeAndNotify(context, (client) => settlePaymentIn(context, client, paymentId, 'return page'))
}
