import type * as z from 'zod'
import {
  formatAmount,
  type Check,
  type Consumption,
  type Currency,
  type Entry,
  type Grant,
  type MovementKind,
  type PoolState,
  type Usage,
} from '../../ledger/index.ts'
import type * as schemas from '../schemas/ledger.ts'

const instant = (date: Date) => date.toISOString()
const optionalInstant = (date: Date | null) => date?.toISOString() ?? null

type MoneyOfLedger = { readonly amount: bigint; readonly currency: string; readonly scale: number } | null

export const viewMoney = (value: MoneyOfLedger) => value && { ...value, amount: value.amount.toString() }

export function viewCurrency(currency: Currency): z.input<typeof schemas.Currency> {
  const { id, name, scale, unitCost } = currency
  return {
    id,
    name: { singular: name.singular, plural: name.plural },
    scale,
    unitCost: unitCost && { ...unitCost },
  }
}

/** @param pending credits of orders on their way, in the smallest unit */
export function viewBalance(pool: PoolState, pending: bigint): z.input<typeof schemas.Balance> {
  const { scale } = pool.currency
  const amount = (value: bigint) => formatAmount(value, scale)
  return {
    customer: pool.customer,
    currency: viewCurrency(pool.currency),
    resource: pool.resource,
    balance: amount(pool.balance),
    held: amount(pool.held),
    available: amount(pool.available),
    pending: amount(pending),
    overdraftLimit: amount(pool.overdraftLimit),
    byCategory: pool.byCategory.map(({ category, remaining }) => ({
      category,
      remaining: amount(remaining),
    })),
    granted: amount(pool.granted),
    used: amount(pool.used),
    value: viewMoney(pool.value),
    nextExpiry: pool.nextExpiry && {
      at: instant(pool.nextExpiry.at),
      amount: amount(pool.nextExpiry.amount),
    },
    runway: pool.runway && {
      seconds: pool.runway.seconds,
      runsOutAt: instant(pool.runway.runsOutAt),
      perDay: amount(pool.runway.perDay),
      windowDays: pool.runway.windowDays,
    },
    lowThreshold: pool.lowThreshold === null ? null : amount(pool.lowThreshold),
    seq: pool.seq.toString(),
    asOf: instant(pool.asOf),
  }
}

/** @param receiptUrl of the order that the grant came from */
export function viewGrant(
  grant: Grant,
  scale: number,
  receiptUrl: string | null,
): z.input<typeof schemas.Grant> {
  return {
    id: grant.id,
    currency: grant.currency,
    resource: grant.resource,
    amount: formatAmount(grant.amount, scale),
    remaining: formatAmount(grant.remaining, scale),
    category: grant.category,
    priority: grant.priority,
    status: grant.status,
    effectiveAt: instant(grant.effectiveAt),
    expiresAt: optionalInstant(grant.expiresAt),
    createdAt: instant(grant.createdAt),
    features: grant.features && [...grant.features],
    costBasis: viewMoney(grant.costBasis),
    source: { type: grant.source, orderId: grant.orderId, receiptUrl },
    reason: grant.reason,
    metadata: { ...grant.metadata },
  }
}

export function viewEntry(entry: Entry, scale: number): z.input<typeof schemas.LedgerEntry> {
  const amount = (value: bigint) => formatAmount(value, scale)
  return {
    seq: entry.seq.toString(),
    at: instant(entry.at),
    // Entries that move nothing are never listed.
    kind: entry.kind as MovementKind,
    currency: entry.currency,
    resource: entry.resource,
    amount: amount(entry.amount),
    balanceAfter: amount(entry.balanceAfter),
    splits: entry.splits.map((split) => ({
      grantId: split.grantId,
      category: split.category,
      amount: amount(split.amount),
      remainingAfter: amount(split.remainingAfter),
    })),
    overdraft: amount(entry.overdraft),
    feature: entry.feature,
    featureName: entry.featureName,
    quantity: entry.quantity,
    dimensions: { ...entry.dimensions },
    rate: entry.rate && { ...entry.rate },
    orderId: entry.orderId,
    holdId: entry.holdId,
    late: entry.late,
    reason: entry.reason,
    actor: entry.actor,
    metadata: { ...entry.metadata },
  }
}

export function viewUsage(usage: Usage, scale: number): z.input<typeof schemas.Usage> {
  const amount = (value: bigint) => formatAmount(value, scale)
  return {
    currency: usage.currency,
    from: instant(usage.from),
    to: instant(usage.to),
    timeZone: usage.timeZone,
    bucket: usage.bucket,
    groupBy: usage.groupBy,
    total: amount(usage.total),
    previousTotal: amount(usage.previousTotal),
    groups: usage.groups.map(({ key, name, total, previousTotal }) => ({
      key,
      name,
      total: amount(total),
      previousTotal: amount(previousTotal),
    })),
    buckets: usage.buckets.map(({ start, end, total, amounts }) => ({
      start: instant(start),
      end: instant(end),
      total: amount(total),
      amounts: Object.fromEntries(Object.entries(amounts).map(([key, value]) => [key, amount(value)])),
    })),
    asOf: instant(usage.asOf),
  }
}

export function viewConsumption(
  consumption: Consumption,
  scale: number,
): z.input<typeof schemas.Consumption> {
  const { entry, amount, balance, available, seq, replayed } = consumption
  return {
    entry: entry && viewEntry(entry, scale),
    amount: formatAmount(amount, scale),
    balance: formatAmount(balance, scale),
    available: formatAmount(available, scale),
    seq: seq.toString(),
    replayed,
  }
}

export function viewCheck(check: Check, scale: number): z.input<typeof schemas.Check> {
  return {
    allowed: check.allowed,
    cost: formatAmount(check.cost, scale),
    available: formatAmount(check.available, scale),
    remaining: formatAmount(check.remaining, scale),
    missing: formatAmount(check.missing, scale),
    seq: check.seq.toString(),
  }
}
