import { formatAmount, type GrantStatus } from '../ledger/index.ts'
import type { Order } from '../top-ups/index.ts'
import type { OutboxRow } from './outbox.ts'

interface PoolEvent {
  readonly currency: string
  readonly resource: string | null
  readonly at: string
}

export type AlertName = 'low' | 'expiring' | 'negative' | 'held_up'

type AlertEvent = PoolEvent & { readonly type: 'alert.raised' | 'alert.cleared'; readonly alert: AlertName }

/** What a live stream tells. Amounts are decimal strings. */
export type StreamEvent =
  | (PoolEvent & {
      readonly type: 'balance.changed'
      readonly seq: string
      readonly balance: string
      readonly held: string
      readonly available: string
    })
  | (PoolEvent & {
      readonly type: 'grant.changed'
      readonly grantId: string
      readonly status: GrantStatus
      readonly seq: string
    })
  | { readonly type: 'order.changed'; readonly order: Order; readonly at: string }
  | AlertEvent

/** What the ledger writes when a pool changes. Amounts are in the smallest unit. */
interface BalancePayload extends PoolEvent {
  /** Of the entry before; "0" where there was none. */
  readonly fromSeq: string
  /** Where no credits of the pool were ever in effect before. */
  readonly first?: true
  readonly seq: string
  readonly balance: string
  readonly held: string
  readonly available: string
  readonly previousAvailable: string
  /** Absent where nothing held has changed. */
  readonly previousHeld?: string
}

interface GrantPayload extends PoolEvent {
  readonly grantId: string
  readonly status: GrantStatus
  readonly seq: string
}

/**
 * What a row of the outbox tells: one event, and the alerts that it raises or clears. These follow from the row
 * alone, so every server tells the same.
 */
export function eventsOf(row: OutboxRow): StreamEvent[] {
  if (row.kind === 'balance') return balanceEvents(row)
  if (row.kind === 'grant') {
    const { currency, resource, grantId, status, seq, at } = row.payload as unknown as GrantPayload
    return [{ type: 'grant.changed', currency, resource, grantId, status, seq, at }]
  }
  return [row.payload as unknown as StreamEvent]
}

interface State {
  readonly available: bigint
  readonly held: bigint
}

const isNegative = ({ available, held }: State) => available + held < 0n
/** Holds alone stand between the customer and their credits. */
const isHeldUp = ({ available, held }: State) => available <= 0n && held > 0n

function balanceEvents(row: OutboxRow): StreamEvent[] {
  const payload = row.payload as unknown as BalancePayload
  const { currency, resource, seq, at } = payload
  const amount = (text: string) => formatAmount(BigInt(text), row.scale ?? 0)
  const now = { available: BigInt(payload.available), held: BigInt(payload.held) }
  const before = {
    available: BigInt(payload.previousAvailable),
    held: BigInt(payload.previousHeld ?? payload.held),
  }
  // Before its first credits a pool is in no state: few of them raise `low`, and enough clear nothing.
  const isNew = payload.first === true || payload.fromSeq === '0'
  const isEmpty = isNew && now.available === 0n && now.held === 0n
  const crossed = (alert: AlertName, is: (state: State) => boolean) =>
    crossing(alert, payload, !isNew && is(before), !isEmpty && is(now))
  const threshold = row.lowThreshold
  return [
    {
      type: 'balance.changed',
      currency,
      resource,
      seq,
      balance: amount(payload.balance),
      held: amount(payload.held),
      available: amount(payload.available),
      at,
    },
    ...(threshold === null ? [] : crossed('low', ({ available }) => available < threshold)),
    ...crossed('negative', isNegative),
    ...crossed('held_up', isHeldUp),
  ]
}

function crossing(
  alert: AlertName,
  { currency, resource, at }: PoolEvent,
  before: boolean,
  now: boolean,
): AlertEvent[] {
  if (before === now) return []
  return [{ type: now ? 'alert.raised' : 'alert.cleared', alert, currency, resource, at }]
}
