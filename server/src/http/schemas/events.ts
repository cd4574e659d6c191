import * as z from 'zod'
import { GrantStatus } from './ledger.ts'
import { Order } from './top-ups.ts'
import { Amount, Instant, page } from './values.ts'

const pool = { currency: z.string(), resource: z.string().nullable() }

export const BalanceChanged = z
  .strictObject({
    type: z.literal('balance.changed'),
    ...pool,
    seq: z.string(),
    balance: Amount,
    held: Amount,
    available: Amount,
    at: Instant,
  })
  .meta({ id: 'BalanceChanged' })

export const GrantChanged = z
  .strictObject({
    type: z.literal('grant.changed'),
    ...pool,
    grantId: z.string(),
    status: GrantStatus,
    seq: z.string(),
    at: Instant,
  })
  .meta({ id: 'GrantChanged' })

export const OrderChanged = z
  .strictObject({ type: z.literal('order.changed'), order: Order, at: Instant })
  .meta({ id: 'OrderChanged' })

export const AlertChanged = z
  .strictObject({
    type: z.enum(['alert.raised', 'alert.cleared']),
    alert: z.enum(['low', 'expiring', 'negative', 'held_up']).meta({
      description:
        'low: less is available than the currency’s `lowThreshold`, from the first credits on. expiring: credits expire within 7 days. ' +
        'negative: the balance is below zero. held_up: nothing is available, because of holds.',
    }),
    ...pool,
    at: Instant,
  })
  .meta({ id: 'AlertChanged', description: 'A state began or ended; told once each time.' })

export const StreamEvent = z.union([BalanceChanged, GrantChanged, OrderChanged, AlertChanged]).meta({
  id: 'StreamEvent',
  description: 'One message of the live stream; `type` is also the message’s event name.',
})

export const ActivityEvent = z
  .strictObject({ id: z.string(), customer: z.string(), event: StreamEvent })
  .meta({ id: 'ActivityEvent', description: 'Something that happened, as the activity log keeps it.' })

export const ActivityEventPage = page('ActivityEventPage', ActivityEvent)
