import type { GrantStatus } from '../ledger/index.ts'
import type { Order } from '../top-ups/order-view.ts'
import type { OutboxRow } from './outbox.ts'

interface PoolEvent {
  readonly currency: string
  readonly resource: string | null
  readonly at: string
}

export type AlertName = 'low' | 'expiring' | 'negative' | 'held_up'

/** What a live stream tells. Amounts are decimal strings. */
export type StreamEvent =
  | (PoolEvent & {
      readonly type: 'balance.changed'
      readonly seq: string
      readonly balance: string
      readonly held: string
      readonly available: string
    })
  | (PoolEvent & {
      readonly type: 'grant.changed'
      readonly grantId: string
      readonly status: GrantStatus
      readonly seq: string
    })
  | { readonly type: 'order.changed'; readonly order: Order; readonly at: string }
  | (PoolEvent & { readonly type: 'alert.raised' | 'alert.cleared'; readonly alert: AlertName })

/** The event of a row. Rooms write their events in the form in which they are told. */
export function eventOf(row: OutboxRow): StreamEvent {
  return row.payload as unknown as StreamEvent
}
