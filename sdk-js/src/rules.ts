/** What an event of the stream changes, by part of the API. */
import type { Cell } from './store.ts'
import type { Scope } from './types.ts'
import type { Balance, Order, StreamEvent } from './wire.ts'

/** A live value that somebody follows. */
export interface Followed {
  /** Below `/v1/me/`. */
  path: string
  query: Scope
  cell: Cell<unknown>
}

export interface Rules<T> {
  /** Events that may have changed what a fetch would give. */
  types: StreamEvent['type'][]
  /** What the event itself says about the data. */
  apply?: (data: T, event: StreamEvent) => T | undefined
  /** `next` came later, but says what was true before `old`. */
  isOlder?: (next: T, old: T) => boolean
  /** Milliseconds until it is fetched again without any event. */
  pollAfter?: (data: T) => number | undefined
}

const UNSETTLED: Order['status'][] = ['created', 'open', 'processing', 'paid']
/** Milliseconds between looks at an unsettled order: its event is the usual way, this the way round a fault. */
const ORDER_INTERVAL = 3000

const BALANCE: StreamEvent['type'][] = ['balance.changed']
const ORDER: StreamEvent['type'][] = ['order.changed']
const POOL: StreamEvent['type'][] = ['balance.changed', 'grant.changed']

const balanceRules: Rules<Balance> = {
  types: [...POOL, ...ORDER],
  apply(old, event) {
    if (event.type !== 'balance.changed') return undefined
    const { currency, resource, seq, balance, held, available, at } = event
    if (currency !== old.currency.id || resource !== old.resource) return undefined
    return { ...old, seq, balance, held, available, asOf: at }
  },
  // A pool's counter tells which of two states is the later one.
  isOlder: (next, old) => next.customer === old.customer && BigInt(next.seq) < BigInt(old.seq),
}

const orderRules: Rules<Order> = {
  types: [],
  apply: ({ id }, event) =>
    event.type === 'order.changed' && event.order.id === id ? event.order : undefined,
  isOlder: (next, old) => next.updatedAt < old.updatedAt,
  pollAfter: ({ status }) => (UNSETTLED.includes(status) ? ORDER_INTERVAL : undefined),
}

const parts: Record<string, unknown> = {
  balance: balanceRules,
  usage: { types: BALANCE },
  grants: { types: POOL },
  statement: { types: POOL },
  packages: { types: ORDER },
  check: { types: BALANCE },
}

export function rulesOf(path: string): Rules<unknown> {
  return (parts[path] ?? orderRules) as Rules<unknown>
}
