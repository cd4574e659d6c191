import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { fulfil } from './fulfil.ts'
import { findKeyByPayment, findKeyBySession, findOrder, type OrderRow } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { withOrder } from './return-url.ts'
import { settlePaymentIn } from './review-payment.ts'

/** Where looking again tells nothing that an event would not tell as well. */
const OVER: readonly OrderRow['status'][] = ['granted', 'partly_refunded', 'refunded', 'disputed']

/** @returns where on the host's site to go on. */
export type FinishReturn = (reference: string) => Promise<{ readonly location: string }>

/**
 * The customer is back from a payment page or from the bank, perhaps before any webhook. Looks at the payment at
 * once, and says where to go on: also when Stripe does not answer just now, for others will look again. Anyone may
 * call it, so only orders that we know lead to a question to Stripe, and one at a time for each.
 *
 * The reference is `session_id` of the return address, or `payment_intent`, which Stripe adds to it. It throws
 * TopUpError `not_found` for a payment of no order of ours.
 */
export function createReturnPage(context: Context): FinishReturn {
  const looks = new Map<string, Promise<void>>()

  const look = async (reference: string, isPage: boolean): Promise<void> => {
    try {
      await (isPage ? fulfil(context, reference, 'return page') : review(context, reference))
    } catch (error) {
      const message = 'A payment could not be looked at on return; the worker and the reconciler will.'
      context.log.warn({ error }, message)
    } finally {
      looks.delete(reference)
    }
  }

  return async (reference) => {
    const unknown = new TopUpError('not_found', 'There is no such top-up.')
    const isPage = /^cs_\w{1,200}$/.test(reference)
    if (!isPage && !/^pi_\w{1,200}$/.test(reference)) throw unknown
    const key = await (isPage ? findKeyBySession : findKeyByPayment)(context.pool, reference)
    const order = key && (await findOrder(context.pool, key))
    if (!order) throw unknown
    if (!OVER.includes(order.status)) {
      const looking = looks.get(reference) ?? look(reference, isPage)
      looks.set(reference, looking)
      await looking
    }
    return { location: withOrder(order.returnUrl, order.id) }
  }
}

async function review(context: Context, paymentId: string): Promise<void> {
  await changeAndNotify(context, (client) => settlePaymentIn(context, client, paymentId, 'return page'))
}
