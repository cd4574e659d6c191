import type { CellOptions } from './store.ts'
import type { Balance, Order, StreamEvent } from './wire.ts'

type Type = StreamEvent['type']

export const BALANCE: Type[] = ['balance.changed']
export const ORDER: Type[] = ['order.changed']
export const POOL: Type[] = ['balance.changed', 'grant.changed']
export const CREDITS: Type[] = [...POOL, ...ORDER]

const UNSETTLED: Order['status'][] = ['created', 'open', 'processing', 'paid']
/** Milliseconds between looks at an unsettled order: its event is the usual way, this the way round a fault. */
const ORDER_INTERVAL = 3000

/** Events of these types, in the currency asked for or any. */
export function concerning({ currency }: { currency?: string }, types: Type[]) {
  return (event: StreamEvent): boolean =>
    types.includes(event.type) &&
    (!currency || currency === ('order' in event ? event.order.currency : event.currency))
}

type Rules<T> = Pick<CellOptions<T>, 'apply' | 'newer' | 'pollAfter'>

/** A pool's counter tells which of two states is the later one. */
export const balanceRules: Rules<Balance> = {
  apply(old, event) {
    if (event.type !== 'balance.changed') return undefined
    const { currency, resource, seq, balance, held, available, at } = event
    if (currency !== old.currency.id || resource !== old.resource || BigInt(seq) < BigInt(old.seq))
      return undefined
    return { ...old, seq, balance, held, available, asOf: at }
  },
  newer: (old, fetched) =>
    fetched.customer === old.customer &&
    fetched.currency.id === old.currency.id &&
    BigInt(fetched.seq) < BigInt(old.seq)
      ? old
      : fetched,
}

export function orderRules(id: string): Rules<Order> {
  return {
    apply: (old, event) =>
      event.type === 'order.changed' && event.order.id === id && event.order.updatedAt >= old.updatedAt
        ? event.order
        : undefined,
    newer: (old, fetched) => (fetched.updatedAt < old.updatedAt ? old : fetched),
    pollAfter: (order) => (UNSETTLED.includes(order.status) ? ORDER_INTERVAL : undefined),
  }
}
