import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { fulfil } from './fulfil.ts'
import { findKeyBySession, findOrder } from './orders.ts'
import { withOrder } from './return-url.ts'

/**
 * The customer is back from the payment page, perhaps before any webhook. Looks at the payment at once, and says
 * where on the host's site to go on: also when Stripe does not answer just now, for others will look again.
 *
 * @throws TopUpError `not_found` for a payment page of no order of ours
 */
export async function finishReturn(
  context: Context,
  sessionId: string,
): Promise<{ readonly location: string }> {
  const unknown = new TopUpError('not_found', 'There is no such top-up.')
  if (!/^cs_\w{1,200}$/.test(sessionId)) throw unknown
  await fulfil(context, sessionId, 'return page').catch((error: unknown) => {
    context.log.warn(
      { error },
      'A payment could not be looked at on return; the worker and the reconciler will.',
    )
  })
  const key = await findKeyBySession(context.pool, sessionId)
  const order = key && (await findOrder(context.pool, key))
  if (!order) throw unknown
  return { location: withOrder(order.returnUrl, order.id) }
}
