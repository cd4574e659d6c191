import type { Order, OrderStatus, Page, QuoteRequest } from '@creditkit/sdk'
import { toUnits } from './amounts.ts'
import { quoteOf } from './catalogue.ts'
import { pageOf } from './lists.ts'
import { publish } from './stream.ts'
import { day, type World } from './world.ts'

/** How a scenario's top-ups go on: one step with each time that an order is asked for. */
export type TopUpCourse = OrderStatus[]

export const usualCourse: TopUpCourse = ['open', 'processing', 'granted']

/** Starts a top-up; undefined when what is asked for is not on sale. */
export function createOrder(
  world: World,
  request: QuoteRequest & { checkoutMode?: Order['checkoutMode']; paymentMethod?: string },
  now: number,
  origin: string,
): Order | undefined {
  const quote = quoteOf(world, request, now)
  if (!quote) return undefined
  const id = `order_${world.orders.size + 1}`
  const mode = request.paymentMethod ? 'saved_card' : (request.checkoutMode ?? 'hosted')
  const order: Order = {
    id,
    status: 'open',
    currency: quote.currency,
    resource: null,
    packageId: quote.packageId,
    packageName: quote.packageId && `${quote.credits} credits`,
    quantity: 1,
    credits: quote.credits,
    bonusCredits: quote.bonusCredits,
    totalCredits: quote.totalCredits,
    price: quote.price,
    paid: null,
    checkoutMode: mode,
    checkoutUrl: mode === 'embedded' ? null : `${origin}/checkout/${id}`,
    clientSecret: mode === 'embedded' ? `cs_scenario_${id}` : null,
    grantId: null,
    receiptUrl: null,
    failure: null,
    createdAt: new Date(now).toISOString(),
    updatedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + day).toISOString(),
  }
  world.orders.set(id, order)
  return order
}

/** The order as it is now, one step further than last time. An id unknown is one that was just paid for. */
export function advanceOrder(
  world: World,
  id: string,
  course: TopUpCourse,
  now: number,
  origin: string,
): Order {
  const known = world.orders.get(id)
  const order = known ?? createOrder(world, { packageId: 'medium' }, now, origin)
  if (!order) throw new Error('The medium package is always on sale.')
  if (!known) {
    world.orders.delete(order.id)
    order.id = id
  }
  const steps = world.steps.get(id) ?? 0
  world.steps.set(id, steps + 1)
  const status = course[Math.min(steps, course.length - 1)] ?? 'open'
  const next = status === order.status ? order : changed(world, order, status, now)
  world.orders.set(id, next)
  return next
}

/** A page of orders, newest first. */
export function ordersOf(world: World, query: URLSearchParams): Page<Order> {
  return pageOf([...world.orders.values()].toReversed(), query)
}

function changed(world: World, order: Order, status: OrderStatus, now: number): Order {
  const at = new Date(now).toISOString()
  const paid = ['paid', 'granted', 'partly_refunded', 'refunded', 'disputed'].includes(status)
  const next: Order = {
    ...order,
    status,
    checkoutUrl: null,
    clientSecret: null,
    updatedAt: at,
    paid: paid ? order.price : null,
    receiptUrl: paid ? `https://pay.example/receipts/${order.id}` : null,
    failure:
      status === 'failed'
        ? { code: 'card_declined', message: 'The card was declined. Nothing was charged.' }
        : null,
    expiresAt: null,
  }
  if (status === 'granted') next.grantId = grantFor(world, next, now)
  publish(world, { type: 'order.changed', order: next, at })
  return next
}

function grantFor(world: World, order: Order, now: number): string {
  const { ledger, recipe } = world
  const { id } = ledger.plan({
    amount: toUnits(order.totalCredits, recipe.currency.scale),
    effectiveAt: now,
    expiresAt: now + 365 * day,
    type: 'top_up',
    orderId: order.id,
    cost: Number(order.price.amount),
  })
  ledger.advance(now)
  return id
}
