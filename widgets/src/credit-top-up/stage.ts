/** Where an order stands, as the customer is told. */
import type { Order, OrderStatus } from '@creditkit/sdk'
import type { OrderStage } from '../foundation/localize/en/top-up.ts'

const stages: Record<OrderStatus, OrderStage> = {
  created: 'open',
  open: 'open',
  processing: 'processing',
  paid: 'paid',
  granted: 'granted',
  expired: 'expired',
  failed: 'failed',
  partly_refunded: 'reversed',
  refunded: 'reversed',
  disputed: 'reversed',
}

export function stageOf(order: Order | undefined): OrderStage {
  return order ? stages[order.status] : 'checking'
}

/** Nothing more will come of the order by itself. */
export function isFinal(stage: OrderStage): boolean {
  return stage === 'granted' || stage === 'failed' || stage === 'expired' || stage === 'reversed'
}
