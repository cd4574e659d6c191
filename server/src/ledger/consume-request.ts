import { normalizeQuantity } from './amount.ts'
import {
  checkAmount,
  checkAttribution,
  checkDimensions,
  checkInstant,
  checkMetadata,
  checkText,
} from './checks.ts'
import { LedgerError } from './errors.ts'
import { type FullPoolKey, readPoolKey } from './pool-key.ts'
import { canonicalText, eightByteHash, shortHash } from './request-hash.ts'
import type { Dimensions, Metadata } from './types/common.ts'
import type { ConsumeRequest, UsageRequest } from './types/entry.ts'

/** What is to be paid, as columns of `creditkit.consume_request`. */
export interface UsageColumns extends FullPoolKey {
  readonly feature: string | null
  readonly quantity: string | null
  readonly amount: string | null
  readonly dimensions: Dimensions | null
}

export interface ConsumeColumns extends UsageColumns {
  readonly key: string
  readonly key_hash: string
  readonly request_hash: string
  readonly occurred_at: Date | undefined
  readonly when_short: string
  readonly reason: string | null | undefined
  readonly actor: string | null | undefined
  readonly metadata: Metadata | null
}

const WHEN_SHORT = ['refuse', 'partial', 'overdraft']

export function readUsage(request: UsageRequest): UsageColumns {
  const { feature, quantity, amount } = request
  if (feature === undefined && amount === undefined) {
    throw new LedgerError('invalid_value', 'Give a feature or an amount.')
  }
  if (feature === undefined && quantity !== undefined) {
    throw new LedgerError('invalid_value', 'A quantity needs its feature.')
  }
  // By amount a quantity says how much was used, and is not needed.
  const counted = quantity ?? (amount === undefined ? '1' : undefined)
  return {
    ...readPoolKey(request),
    feature: feature === undefined ? null : checkText(feature, 'feature', 64),
    quantity: counted === undefined ? null : normalizeQuantity(counted),
    amount: amount === undefined ? null : checkAmount(amount).toString(),
    dimensions: checkDimensions(request.dimensions),
  }
}

export function readConsumption(request: ConsumeRequest): ConsumeColumns {
  const { whenShort = 'refuse', at, reason, actor } = request
  if (!WHEN_SHORT.includes(whenShort)) {
    throw new LedgerError('invalid_value', 'whenShort is "refuse", "partial" or "overdraft".')
  }
  const key = checkText(request.idempotencyKey, 'idempotency key')
  checkAttribution(request)
  const content = {
    ...readUsage(request),
    occurred_at: at && checkInstant(at, 'time of the usage'),
    when_short: whenShort,
    reason,
    actor,
    metadata: checkMetadata(request.metadata),
  }
  return {
    ...content,
    key,
    key_hash: shortHash(key),
    request_hash: eightByteHash(`consume\n${canonicalText(content)}`),
  }
}
