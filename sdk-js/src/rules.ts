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

export type Rules<T> = Pick<CellOptions<T>, 'apply' | 'isOlder' | 'pollAfter'>

export const balanceRules: Rules<Balance> = {
  apply(old, event) {
    if (event.type !== 'balance.changed') return undefined
    const { currency, resource, seq, balance, held, available, at } = event
    if (currency !== old.currency.id || resource !== old.resource) return undefined
    return { ...old, seq, balance, held, available, asOf: at }
  },
  // A pool's counter tells which of two states is the later one.
  isOlder: (next, old) => next.customer === old.customer && BigInt(next.seq) < BigInt(old.seq),
}

export function orderRules(id: string): Rules<Order> {
  return {
    apply: (_, event) => (event.type === 'order.changed' && event.order.id === id ? event.order : undefined),
    isOlder: (next, old) => next.updatedAt < old.updatedAt,
    pollAfter: (order) => (UNSETTLED.includes(order.status) ? ORDER_INTERVAL : undefined),
  }
}
