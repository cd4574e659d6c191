/** Where an order stands, as the customer is told. */
import type { Order, OrderStatus } from '@creditkit/sdk'
import type { OrderStage } from '../../foundation/localize/en/later/top-up.ts'

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
  if (!order) return 'checking'
  const stage = stages[order.status]
  // A saved card has no payment page: what such an order leads to is the bank's.
  return stage === 'open' && order.checkoutMode === 'saved_card' ? 'confirm' : stage
}

/** Paid nowhere yet: there is a page to go to. */
export function isOpen(stage: OrderStage): boolean {
  return stage === 'open' || stage === 'confirm'
}

/** Nothing more will come of the order by itself. */
export function isFinal(stage: OrderStage): boolean {
  return stage === 'granted' || stage === 'failed' || stage === 'expired' || stage === 'reversed'
}
