import { changeOrder } from './change-order.ts'
import type { Context } from './context.ts'
import { TopUpError } from './errors.ts'
import { fulfil } from './fulfil.ts'
import { boughtByPackage, otherOpenOrders } from './limits.ts'
import { attempt } from './open-checkout.ts'
import { findOrder, lockOrder, type OrderKey, type OrderRow } from './orders.ts'
import { changeAndNotify } from './outbox.ts'
import { findPackage } from './packages.ts'

/**
 * Where a package is limited per customer, closes the customer's older open orders of it: otherwise two tabs
 * could buy it once each.
 *
 * @throws TopUpError `limit_reached` if one of them turned out to be paid
 */
export async function makeRoom(context: Context, order: OrderRow): Promise<void> {
  if (order.packageId === null) return
  const limit = (await findPackage(context.pool, order.packageId))?.perCustomerLimit ?? null
  if (limit === null) return
  const others = await otherOpenOrders(context.pool, order.customer, order.packageId, order.id)
  for (const id of others) {
    // oxlint-disable-next-line no-await-in-loop -- few, and each may be the one that was paid
    await close(context, { customer: order.customer, id })
  }
  const bought = (await boughtByPackage(context.pool, order.customer)).get(order.packageId) ?? 0
  if (bought < limit) return
  await close(context, order)
  throw new TopUpError('limit_reached', 'You have bought this package as often as it is offered.', {
    path: 'packageId',
  })
}

async function close(context: Context, key: OrderKey): Promise<void> {
  const { sessionId } = (await findOrder(context.pool, key)) ?? {}
  if (sessionId) {
    await attempt(() => context.gateway.expireCheckout(sessionId))
    await attempt(() => fulfil(context, sessionId, 'customer'))
    return
  }
  await changeAndNotify(context, async (client) => {
    const order = await lockOrder(client, key)
    if (order?.status !== 'created') return
    await changeOrder(client, order, { cause: 'customer', status: 'expired' })
  })
}
