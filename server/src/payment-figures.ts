import type { Figure } from './http/metrics.ts'
import type { StripeRoom, WorkerLog } from './stripe/index.ts'
import type { TopUpsRoom } from './top-ups/index.ts'

type Orders = Pick<TopUpsRoom, 'figures'>
type Inbox = Pick<StripeRoom, 'figures'>

/** An event that is not handled by then is not merely late: something is in its way. */
const LATE_SECONDS = 300

/** For Prometheus. */
export async function paymentFigures(topUps: Orders, stripe: Inbox): Promise<Figure[]> {
  const [orders, inbox] = await Promise.all([topUps.figures(), stripe.figures()])
  return [
    ...Object.entries(orders.ordersByStatus).map(([status, value]) => ({
      name: 'creditkit_orders',
      help: 'Orders by status.',
      value,
      labels: { status },
    })),
    {
      name: 'creditkit_payment_drift',
      help: 'Differences between Stripe and the orders.',
      value: orders.drift,
    },
    {
      name: 'creditkit_payment_events_pending',
      help: 'Events of Stripe’s to be handled.',
      value: inbox.pending,
    },
    { name: 'creditkit_payment_events_dead', help: 'Events that failed too often.', value: inbox.dead },
    {
      name: 'creditkit_payment_events_set_aside',
      help: 'Events about nothing of ours.',
      value: inbox.setAside,
    },
    {
      name: 'creditkit_payment_events_oldest_seconds',
      help: 'Age of the oldest event that is still to be handled.',
      value: inbox.oldestPendingSeconds,
    },
  ]
}

/** For the log: how orders and the inbox stand, as a warning where a person should look. */
export async function tellFigures(log: WorkerLog, topUps: Orders, stripe: Inbox): Promise<void> {
  const [{ ordersByStatus, drift }, inbox] = await Promise.all([topUps.figures(), stripe.figures()])
  const figures = { orders: ordersByStatus, drift, events: inbox }
  if (drift > 0 || inbox.dead > 0 || inbox.oldestPendingSeconds > LATE_SECONDS)
    log.warn(figures, 'Payments need a look')
  else log.info(figures, 'Payments are in order')
}
