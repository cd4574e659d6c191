import type { CreditsError } from './error.ts'
import { createListeners } from './listeners.ts'
import type { Message } from './live.ts'
import type { Resource, Snapshot } from './types.ts'

/** After the last subscriber has left: moving a widget in the page must not fetch again. */
const GRACE = 3000
/** Between the starts of two fetches that events ask for, so that a busy pool is not fetched for every event. */
const MINIMUM_INTERVAL = 1000
/** A burst of events becomes one fetch. */
const SETTLE = 60

export interface Cell<T> extends Resource<T> {
  /** How the connection stands. */
  receive: (message: Pick<Message, 'missed' | 'state'>) => void
  set: (data: T) => void
  /** `next` came later, but says what was true before `old`, and is not taken. */
  isOlder?: ((next: T, old: T) => boolean) | undefined
  stop: () => void
}

export interface CellOptions<T> {
  load: (signal: AbortSignal) => Promise<T>
  /** Called with the first subscriber; gives what to call some seconds after the last one has left. */
  start: () => () => void
  /** Milliseconds until it is fetched again without any event. */
  pollAfter?: ((data: T) => number | undefined) | undefined
}

export function createCell<T>(options: CellOptions<T>): Cell<T> {
  const listeners = createListeners<void>()
  let snapshot: Snapshot<T>
  let end: (() => void) | undefined
  let controller: AbortController | undefined
  let running: Promise<void> | undefined
  let again = false
  let offline = false
  let failures = 0
  let startedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let timerAt = Infinity
  let grace: ReturnType<typeof setTimeout> | undefined

  function update(change: Partial<Snapshot<T>>): void {
    const next = { ...snapshot, ...change }
    snapshot = Object.freeze({ ...next, stale: next.data !== undefined && (offline || !!next.error) })
    listeners.tell()
  }

  update({ status: 'idle', data: undefined, error: undefined, updatedAt: 0 })

  function set(next: T): void {
    const { data: old, status } = snapshot
    const same =
      JSON.stringify(old) === JSON.stringify(next) || (old !== undefined && cell.isOlder?.(next, old))
    if (same && status === 'ready') return
    update({
      status: 'ready',
      error: undefined,
      ...(!same && { data: freeze(next), updatedAt: Date.now() }),
    })
  }

  async function run(): Promise<void> {
    while (again) {
      again = false
      unschedule()
      controller = new AbortController()
      startedAt = Date.now()
      // Without asking, an error stays until there is an answer: no flicker between skeleton and error.
      if (snapshot.status === 'idle') update({ status: 'loading' })
      try {
        const fetched = await options.load(controller.signal)
        failures = 0
        set(fetched)
        const poll = options.pollAfter?.(fetched)
        if (poll) schedule(poll)
      } catch (cause) {
        const error = cause as CreditsError
        if (error.code === 'aborted') continue
        update({ status: 'error', error })
        if (error.retryable) schedule(Math.min(60_000, 5000 * 2 ** failures++) * (1 + Math.random()))
      }
    }
    running = undefined
  }

  function unschedule(): void {
    clearTimeout(timer)
    timerAt = Infinity
  }

  /** The earlier of two times wins. */
  function schedule(milliseconds: number): void {
    const at = Date.now() + milliseconds
    if (!end || at >= timerAt) return
    clearTimeout(timer)
    timerAt = at
    timer = setTimeout(() => void fetchAgain(), milliseconds)
  }

  function fetchAgain(): Promise<void> {
    again = true
    return (running ??= run())
  }

  function stop(): void {
    again = false
    clearTimeout(grace)
    unschedule()
    controller?.abort()
    end?.()
    end = undefined
  }

  const cell: Cell<T> = {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      const remove = listeners.add(listener)
      clearTimeout(grace)
      if (!end) {
        end = options.start()
        void fetchAgain()
      }
      return () => {
        remove()
        clearTimeout(grace)
        if (listeners.empty()) grace = setTimeout(stop, GRACE)
      }
    },
    refresh() {
      if (snapshot.data === undefined) update({ status: 'loading', error: undefined })
      return fetchAgain()
    },
    receive({ missed, state }) {
      if (state && offline !== (state === 'offline')) {
        offline = !offline
        update({})
      }
      if (missed || (snapshot.error && state === 'live')) {
        schedule(Math.max(SETTLE, startedAt + MINIMUM_INTERVAL - Date.now()))
      }
    },
    set,
    stop,
  }
  return cell
}

/** Freezes plain data to its leaves. */
function freeze<T>(data: T): T {
  if (typeof data === 'object' && data) Object.values(Object.freeze(data)).forEach(freeze)
  return data
}
