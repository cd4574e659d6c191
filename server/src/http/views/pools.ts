import type * as z from 'zod'
import {
  formatAmount,
  type Entry,
  type ExpiryOutlook,
  type PoolSummary,
  type Rate,
} from '../../ledger/index.ts'
import type * as catalogue from '../schemas/catalogue.ts'
import type * as ledger from '../schemas/ledger.ts'
import type * as schemas from '../schemas/pools.ts'
import { viewRate } from './catalogue.ts'
import { viewEntry } from './ledger.ts'

export function viewPool(pool: PoolSummary, scale: number): z.input<typeof schemas.Pool> {
  const { customer, currency, resource, overdraftKind } = pool
  return {
    customer,
    currency,
    resource,
    balance: formatAmount(pool.balance, scale),
    held: formatAmount(pool.held, scale),
    available: formatAmount(pool.available, scale),
    overdraft: formatAmount(pool.overdraft, scale),
    overdraftLimit: formatAmount(pool.overdraftLimit, scale),
    overdraftKind,
    seq: pool.seq.toString(),
  }
}

export function viewExpiry(expiry: ExpiryOutlook, scale: number): z.input<typeof schemas.ExpiryOutlook> {
  return {
    grantId: expiry.grantId,
    category: expiry.category,
    expiresAt: expiry.expiresAt.toISOString(),
    remaining: formatAmount(expiry.remaining, scale),
    likelyUnused: formatAmount(expiry.likelyUnused, scale),
  }
}

/** What an entry came from: the grants of its splits, and the version of the rate. */
export interface EntryOrigin {
  readonly grants: readonly z.input<typeof ledger.Grant>[]
  readonly rate: Rate | null
}

export function viewAuditEntry(entry: Entry, scale: number): z.input<typeof schemas.AuditEntry> {
  return {
    ...viewEntry(entry, scale),
    customer: entry.customer,
    kind: entry.kind,
    heldAfter: formatAmount(entry.heldAfter, scale),
    occurredAt: entry.occurredAt?.toISOString() ?? null,
    idempotencyKey: entry.idempotencyKey,
  }
}

export function viewExplainedEntry(
  entry: Entry,
  scale: number,
  origin: EntryOrigin,
): z.input<typeof schemas.ExplainedEntry> {
  const rateVersion: z.input<typeof catalogue.Rate> | null = origin.rate && viewRate(origin.rate)
  return {
    ...viewAuditEntry(entry, scale),
    grants: [...origin.grants],
    rateVersion,
  }
}
