import * as z from 'zod'
import { Rate } from './catalogue.ts'
import { EntryKind, Grant, LedgerEntry } from './ledger.ts'
import { Amount, Category, Instant, OverdraftKind, page } from './values.ts'

export const Pool = z
  .strictObject({
    customer: z.string(),
    currency: z.string(),
    resource: z.string().nullable(),
    balance: Amount,
    held: Amount.meta({ description: 'Reserved by holds.' }),
    available: Amount.meta({ description: 'Balance less what is held.' }),
    overdraft: Amount.meta({ description: 'What is owed.' }),
    overdraftLimit: Amount,
    overdraftKind: OverdraftKind,
    seq: z.string().meta({ description: 'The pool’s gapless counter.' }),
  })
  .meta({
    id: 'Pool',
    description: 'One customer’s balance in one currency and, optionally, of one resource.',
  })

export const PoolPage = page('PoolPage', Pool)

export const PastBalance = z
  .strictObject({
    customer: z.string(),
    currency: z.string(),
    resource: z.string().nullable(),
    at: Instant,
    balance: Amount,
    seq: z
      .string()
      .meta({ description: 'Of the last entry at or before that instant; "0": there was none.' }),
  })
  .meta({ id: 'PastBalance', description: 'A balance as it was at an instant.' })

export const ExpiryOutlook = z
  .strictObject({
    grantId: z.string(),
    category: Category,
    expiresAt: Instant.meta({
      description:
        'Of a grant that never expires: the next turn of its schedule, where the roll-over has a cap.',
    }),
    remaining: Amount.meta({
      description: 'What would expire then if nothing more were used: of a roll-over, what is above its cap.',
    }),
    likelyUnused: Amount.meta({
      description:
        'What will be left of that, if the pace of the last days stays. Restrictions to features are left aside.',
    }),
  })
  .meta({
    id: 'ExpiryOutlook',
    description: 'A grant of which credits will expire, and what is likely to go unused.',
  })

export const ExpiryOutlookPage = page('ExpiryOutlookPage', ExpiryOutlook)

export const AuditEntryKind = z
  .enum([...EntryKind.options, 'schedule', 'amendment', 'hold', 'release'])
  .meta({ id: 'AuditEntryKind', description: 'The last four move nothing.' })

export const AuditEntry = z
  .strictObject({
    ...LedgerEntry.shape,
    customer: z.string(),
    kind: AuditEntryKind,
    heldAfter: Amount,
    occurredAt: Instant.nullable().meta({ description: 'When the usage happened, if it was reported late.' }),
    idempotencyKey: z.string().nullable().meta({ description: 'Of the request that wrote it.' }),
  })
  .meta({ id: 'AuditEntry', description: 'A ledger entry with what a customer is not shown.' })

export const AuditEntryPage = page('AuditEntryPage', AuditEntry)

export const ExplainedEntry = z
  .strictObject({
    ...AuditEntry.shape,
    grants: z
      .array(Grant)
      .meta({ description: 'The grants of `splits` as they are now, the first hundred at most.' }),
    rateVersion: Rate.nullable().meta({ description: 'The version of the rate that was charged.' }),
  })
  .meta({ id: 'ExplainedEntry', description: 'A ledger entry, and why it is what it is.' })
