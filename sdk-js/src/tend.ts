/** When a value that somebody follows is fetched again. */
import type { Followed } from './rules.ts'
import { rulesOf } from './rules.ts'
import type { Cell } from './store.ts'
import type { StreamEvent } from './wire.ts'

/** Between the starts of two fetches that events ask for, so that a busy pool is not fetched for every event. */
const MINIMUM_INTERVAL = 1000
/** A burst of events becomes one fetch. */
const SETTLE = 60

/** From now on it is fetched again in good time, after an error too. */
export function tend(one: Followed): void {
  const { path, cell } = one
  let failures = 0
  cell.ended = () => {
    const { data, error } = cell.getSnapshot()
    if (!error) {
      failures = 0
      const wait = data !== undefined && rulesOf(path).pollAfter?.(data)
      if (wait) plan(cell, wait)
    } else if (error.retryable) {
      plan(cell, Math.min(60_000, 5000 * 2 ** failures++) * (1 + Math.random()))
    }
  }
  if (cell.getSnapshot().status !== 'loading') cell.ended()
}

/** Applies an event to what somebody follows: at once what it says itself, the rest by another fetch. */
export function applyEvent(one: Followed, event: StreamEvent): void {
  const { path, query, cell } = one
  const { types, apply, isOlder } = rulesOf(path)
  const { data } = cell.getSnapshot()
  const changed = data === undefined ? undefined : apply?.(data, event)
  if (changed !== undefined) {
    // A fetch that was under way may still give what was true before.
    cell.isOlder = isOlder
    cell.set(changed)
  }
  const { currency } = 'order' in event ? event.order : event
  if (types.includes(event.type) && (!query.currency || query.currency === currency)) {
    fetchSoon(one)
  }
}

/** Something may have changed. */
export function fetchSoon({ cell }: Followed): void {
  plan(cell, Math.max(SETTLE, cell.startedAt + MINIMUM_INTERVAL - Date.now()))
}

/** The earlier of two times wins. */
function plan(cell: Cell<unknown>, milliseconds: number): void {
  const at = Date.now() + milliseconds
  if (cell.next && at >= cell.next.at) return
  clearTimeout(cell.next?.timer)
  cell.next = { at, timer: setTimeout(cell.again, milliseconds) }
}
