import type * as z from 'zod'
import { formatAmount, type Hold } from '../../ledger/index.ts'
import type * as schemas from '../schemas/holds.ts'

export function viewHold(hold: Hold, scale: number): z.input<typeof schemas.Hold> {
  const amount = (value: bigint) => formatAmount(value, scale)
  return {
    id: hold.id,
    customer: hold.customer,
    currency: hold.currency,
    resource: hold.resource,
    status: hold.status,
    amount: amount(hold.amount),
    reserved: amount(hold.reserved),
    feature: hold.feature,
    quantity: hold.quantity,
    dimensions: { ...hold.dimensions },
    createdAt: hold.createdAt.toISOString(),
    lapsesAt: hold.lapsesAt.toISOString(),
    closedAt: hold.closedAt?.toISOString() ?? null,
    settledAmount: hold.settledAmount === null ? null : amount(hold.settledAmount),
    reason: hold.reason,
    actor: hold.actor,
    metadata: { ...hold.metadata },
    balance: amount(hold.balance),
    available: amount(hold.available),
    seq: hold.seq.toString(),
  }
}
