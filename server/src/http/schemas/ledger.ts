import * as z from 'zod'
import { Amount, Category, Dimensions, Instant, Metadata, Money, UnitPrice, page } from './values.ts'

export const Currency = z
  .strictObject({
    id: z.string(),
    name: z.strictObject({ singular: z.string(), plural: z.string() }),
    scale: z.int(),
    unitCost: UnitPrice.nullable(),
  })
  .meta({ id: 'Currency', description: 'A unit of credit.' })

export const Balance = z
  .strictObject({
    customer: z.string(),
    currency: Currency,
    resource: z.string().nullable(),
    balance: Amount.meta({
      description: 'What remains of the grants in effect, less the overdraft; may be negative.',
    }),
    held: Amount.meta({ description: 'Reserved by holds.' }),
    available: Amount.meta({ description: 'Balance less what is held.' }),
    pending: Amount.meta({
      description: 'Credits of orders that are paid or processing and not granted yet.',
    }),
    overdraftLimit: Amount,
    byCategory: z
      .array(z.strictObject({ category: Category, remaining: Amount }))
      .meta({ description: 'Of grants in effect; always both categories, paid first.' }),
    granted: Amount.meta({ description: 'The amount of the grants in effect that have something left.' }),
    used: Amount.meta({ description: '`granted` less what remains of the same grants.' }),
    value: Money.nullable().meta({
      description: 'What is available × unit cost, rounded half away from zero to a minor unit.',
    }),
    nextExpiry: z.strictObject({ at: Instant, amount: Amount }).nullable().meta({
      description: 'What a roll-over’s cap will take at the next turn expires too.',
    }),
    runway: z
      .strictObject({ seconds: z.int(), runsOutAt: Instant, perDay: Amount, windowDays: z.int() })
      .nullable()
      .meta({
        description:
          'How long the available credits last at the pace since the first usage of the last 30 days, `windowDays` begun ' +
          'days ago: those that expire next are used first, then those that a roll-over’s cap will take, and what is ' +
          'left of them then is lost. Grants that begin later, priorities, and restrictions to features are left ' +
          'aside. null: nothing was used.',
      }),
    lowThreshold: Amount.nullable(),
    seq: z.string().meta({ description: 'The pool’s gapless counter.' }),
    asOf: Instant,
  })
  .meta({ id: 'Balance' })

export const GrantStatus = z
  .enum(['available', 'scheduled', 'used_up', 'expired', 'voided', 'taken_back'])
  .meta({ id: 'GrantStatus' })

export const Grant = z
  .strictObject({
    id: z.string(),
    currency: z.string(),
    resource: z.string().nullable(),
    amount: Amount,
    remaining: Amount,
    category: Category,
    priority: z.int(),
    status: GrantStatus,
    effectiveAt: Instant,
    expiresAt: Instant.nullable(),
    createdAt: Instant,
    features: z.array(z.string()).nullable().meta({ description: 'null: any feature.' }),
    costBasis: Money.nullable().meta({ description: 'What was paid for the whole grant.' }),
    source: z.strictObject({
      type: z.enum(['top_up', 'manual', 'recurring', 'import', 'adjustment']),
      orderId: z.string().nullable(),
      receiptUrl: z.string().nullable(),
    }),
    reason: z.string().nullable(),
    metadata: Metadata,
  })
  .meta({ id: 'Grant', description: 'A block of credits.' })

export const GrantPage = page('GrantPage', Grant)

export const EntryKind = z
  .enum(['grant', 'consumption', 'expiry', 'void', 'revocation', 'adjustment', 'clawback', 'reinstatement'])
  .meta({ id: 'EntryKind' })

export const LedgerEntry = z
  .strictObject({
    seq: z.string(),
    at: Instant,
    kind: EntryKind,
    currency: z.string(),
    resource: z.string().nullable(),
    amount: Amount.meta({ description: 'Signed.' }),
    balanceAfter: Amount,
    splits: z.array(
      z.strictObject({ grantId: z.string(), category: Category, amount: Amount, remainingAfter: Amount }),
    ),
    overdraft: Amount.meta({
      description: 'The part of `amount` that went into overdraft (negative) or settled it.',
    }),
    feature: z.string().nullable(),
    featureName: z.string().nullable(),
    quantity: z.string().nullable(),
    dimensions: Dimensions,
    rate: z.strictObject({ id: z.string(), version: z.int(), description: z.string() }).nullable(),
    orderId: z.string().nullable(),
    holdId: z.string().nullable(),
    late: z.boolean(),
    reason: z.string().nullable(),
    actor: z.string().nullable(),
    metadata: Metadata.meta({
      description:
        'The host’s own notes; of what a refund or a dispute moved, Stripe’s id of it, as `refund` or `dispute`.',
    }),
  })
  .meta({ id: 'LedgerEntry', description: 'One change of a pool with its split over grants, never altered.' })

export const LedgerEntryPage = page('LedgerEntryPage', LedgerEntry)

export const Bucket = z.enum(['minute', 'hour', 'day', 'week', 'month']).meta({ id: 'Bucket' })

export const Usage = z
  .strictObject({
    currency: z.string(),
    from: Instant,
    to: Instant,
    timeZone: z.string(),
    bucket: Bucket,
    groupBy: z.string().meta({ description: '"feature" or "dimension.<name>".' }),
    total: Amount,
    previousTotal: Amount.meta({ description: 'Of the period of the same length just before.' }),
    groups: z
      .array(z.strictObject({ key: z.string(), name: z.string(), total: Amount, previousTotal: Amount }))
      .meta({ description: 'Largest first.' }),
    buckets: z
      .array(
        z.strictObject({
          start: Instant,
          end: Instant,
          total: Amount,
          amounts: z.record(z.string(), Amount),
        }),
      )
      .meta({ description: 'Without gaps; `amounts` has only keys that are not zero.' }),
    asOf: Instant,
  })
  .meta({ id: 'Usage' })

export const Consumption = z
  .strictObject({
    entry: LedgerEntry.nullable().meta({
      description: 'null where no entry was written: of a partial consumption that found nothing to take.',
    }),
    amount: Amount,
    balance: Amount,
    available: Amount,
    seq: z.string(),
    replayed: z.boolean().meta({ description: 'true when this key was answered before.' }),
  })
  .meta({ id: 'Consumption' })

export const Check = z
  .strictObject({
    allowed: z.boolean(),
    cost: Amount,
    available: Amount,
    remaining: Amount.meta({ description: 'Available afterwards, below zero in overdraft, if allowed.' }),
    missing: Amount.meta({
      description: '0 if allowed; else how much `cost` is above `available`, whatever overdraft is allowed.',
    }),
    seq: z.string(),
  })
  .meta({ id: 'Check', description: 'Whether there are credits enough, as of now.' })
