import {
  checkAmount,
  checkDuration,
  checkInstant,
  checkMetadata,
  checkPriority,
  checkSize,
  checkText,
} from './checks.ts'
import { isMoney } from './currencies.ts'
import { LedgerError } from './errors.ts'
import { type FullPoolKey, readPoolKey } from './pool-key.ts'
import type { Money } from './types/common.ts'
import type { GrantRequest } from './types/grant.ts'

const SOURCES = ['top_up', 'manual', 'recurring', 'import', 'adjustment']

/** The request as columns of `creditkit.grants`, in JSON. */
export function readGrant(request: GrantRequest): { key: FullPoolKey; columns: string } {
  const { effectiveAt, expiresAt, expiresAfter, source = 'manual' } = request
  if (expiresAt && expiresAfter) {
    throw new LedgerError('invalid_expiry', 'Give the expiry as an instant or as a duration, not both.')
  }
  if (effectiveAt && expiresAt && expiresAt <= effectiveAt) {
    throw new LedgerError('invalid_expiry', 'A grant expires after its effective instant and in the future.')
  }
  if (!SOURCES.includes(source))
    throw new LedgerError('invalid_value', `"${source}" is no source of a grant.`)
  const columns = {
    amount: checkAmount(request.amount).toString(),
    ...readTerms(request),
    effective_at: effectiveAt && checkInstant(effectiveAt, 'effective instant'),
    expires_at: expiresAt && checkInstant(expiresAt, 'expiry'),
    expires_after: expiresAfter && checkDuration(expiresAfter, 'expiry', effectiveAt),
    source,
    order_id: request.orderId,
    reason: request.reason,
    actor: request.actor,
    metadata: checkMetadata(request.metadata),
  }
  return { key: readPoolKey(request), columns: JSON.stringify(columns) }
}

/** What grants and recurring grants have in common, as columns. */
export function readTerms(
  request: Pick<GrantRequest, 'category' | 'priority' | 'features' | 'costBasis'>,
): Record<string, unknown> {
  const { category = 'promotional', priority = 0, features } = request
  if (category !== 'paid' && category !== 'promotional') {
    throw new LedgerError('invalid_value', 'The category is "paid" or "promotional".')
  }
  if (features && (features.length === 0 || features.length > 100)) {
    throw new LedgerError(
      'invalid_value',
      'A grant is restricted to 1 to 100 features, or to none by leaving them out.',
    )
  }
  return {
    category,
    priority: checkPriority(priority),
    features: features?.map((feature) => checkText(feature, 'feature', 64)),
    ...readCostBasis(request.costBasis),
  }
}

function readCostBasis(cost: Money | null | undefined): Record<string, unknown> {
  if (cost === undefined || cost === null) return {}
  if (checkSize(cost.amount, 'cost basis') < 0n || !isMoney(cost)) {
    throw new LedgerError(
      'invalid_value',
      'The cost basis is an amount of minor units, zero or more, a currency such as "usd" and a scale from 0 to 4.',
    )
  }
  return { cost_amount: cost.amount.toString(), cost_currency: cost.currency, cost_scale: cost.scale }
}
