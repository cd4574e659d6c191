import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { fulfil } from './fulfil.ts'
import { boughtOf, limitOf, limitReached, olderOpenOrders } from './limits.ts'
import { attempt } from './open-checkout.ts'
import { lockOrder, type OrderKey, type OrderRow } from './orders.ts'
import { changeAndNotify } from './outbox.ts'

/**
 * Where a package is limited per customer, closes the customer's older payment pages for it: otherwise two tabs
 * could buy it once each. Of two orders at once the later one stays.
 *
 * @throws TopUpError `limit_reached` if one of them turned out to be paid, `conflict` if that leaves less than the
 *   order may take
 */
export async function makeRoom(context: Context, order: OrderRow): Promise<void> {
  const limit = await limitOf(context.pool, order.packageId)
  if (order.packageId === null || limit === null) return
  for (const id of await olderOpenOrders(context.pool, order)) {
    // oxlint-disable-next-line no-await-in-loop -- few, and each may be the one that was paid
    await close(context, { customer: order.customer, id })
  }
  const left = limit - (await boughtOf(context.pool, order.customer, order.packageId))
  if (left >= order.maximumQuantity) return
  await close(context, order)
  if (left <= 0) throw limitReached()
  throw new TopUpError('conflict', 'You have just bought some of this package. Try again.')
}

async function close(context: Context, key: OrderKey): Promise<void> {
  const sessionId = await changeAndNotify(context, async (client) => {
    const order = await lockOrder(client, key)
    // Whoever is making its page finds the order closed, and closes the page.
    if (order?.status === 'created' && order.sessionId === null)
      await changeOrder(client, order, { cause: 'customer', status: 'expired' })
    return order?.sessionId ?? null
  })
  if (sessionId === null) return
  await attempt(() => context.gateway.expireCheckout(sessionId))
  await attempt(() => fulfil(context, sessionId, 'customer'))
}
