import type * as z from 'zod'
import { formatAmount, type RecurringGrant } from '../../ledger/index.ts'
import type * as schemas from '../schemas/recurring-grants.ts'
import { viewMoney } from './ledger.ts'

export function viewRecurringGrant(
  grant: RecurringGrant,
  scale: number,
): z.input<typeof schemas.RecurringGrant> {
  const { rollover } = grant
  return {
    id: grant.id,
    customer: grant.customer,
    currency: grant.currency,
    resource: grant.resource,
    amount: formatAmount(grant.amount, scale),
    category: grant.category,
    priority: grant.priority,
    features: grant.features && [...grant.features],
    costBasis: viewMoney(grant.costBasis),
    period: { ...grant.period },
    timeZone: grant.timeZone,
    rollover:
      rollover.kind === 'up_to'
        ? { kind: rollover.kind, cap: formatAmount(rollover.cap, scale) }
        : { kind: rollover.kind },
    startsAt: grant.startsAt.toISOString(),
    endsAt: grant.endsAt?.toISOString() ?? null,
    nextAt: grant.nextAt?.toISOString() ?? null,
    createdAt: grant.createdAt.toISOString(),
    metadata: { ...grant.metadata },
  }
}
