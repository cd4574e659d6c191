import type { CreditsError } from './error.ts'
import type { Message } from './live.ts'
import type { Resource, Snapshot } from './types.ts'
import type { StreamEvent } from './wire.ts'

/** After the last subscriber has left: moving a widget in the page must not fetch again. */
const GRACE = 3000
/** Between the starts of two fetches that events ask for, so that a busy pool is not fetched for every event. */
const MINIMUM_INTERVAL = 1000
/** A burst of events becomes one fetch. */
const SETTLE = 60

export interface Cell<T> extends Resource<T> {
  receive: (message: Message) => void
  stop: () => void
}

export interface CellOptions<T> {
  load: (signal: AbortSignal) => Promise<T>
  /** Called with the first subscriber; gives what to call some seconds after the last one has left. */
  start: () => () => void
  /** The event may have changed what `load` gives. */
  concerns: (event: StreamEvent) => boolean
  /** What the event itself says about the data. */
  apply?: ((data: T, event: StreamEvent) => T | undefined) | undefined
  /** Chooses between what is there and what was fetched. */
  newer?: ((old: T, fetched: T) => T) | undefined
  /** Milliseconds until it is fetched again without any event. */
  pollAfter?: ((data: T) => number | undefined) | undefined
}

export function createCell<T>(options: CellOptions<T>): Cell<T> {
  const listeners = new Set<() => void>()
  let snapshot: Snapshot<T> = Object.freeze({
    status: 'idle',
    data: undefined,
    error: undefined,
    stale: false,
    updatedAt: 0,
  })
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
    const changed = { ...snapshot, ...change }
    const next = { ...changed, stale: changed.data !== undefined && (offline || !!changed.error) }
    if ((Object.keys(next) as (keyof Snapshot<T>)[]).every((key) => next[key] === snapshot[key])) return
    snapshot = Object.freeze(next)
    for (const listener of [...listeners]) listener()
  }

  function setData(data: T): void {
    const old = snapshot.data
    update({
      status: 'ready',
      data: JSON.stringify(old) === JSON.stringify(data) ? old : freeze(data),
      error: undefined,
      updatedAt: Date.now(),
    })
  }

  async function run(): Promise<void> {
    while (again) {
      again = false
      schedule(Infinity)
      controller = new AbortController()
      startedAt = Date.now()
      // Without asking, an error stays until there is an answer: no flicker between skeleton and error.
      if (snapshot.status === 'idle') update({ status: 'loading' })
      try {
        const fetched = await options.load(controller.signal)
        failures = 0
        setData(
          snapshot.data !== undefined && options.newer ? options.newer(snapshot.data, fetched) : fetched,
        )
        schedule(options.pollAfter?.(fetched) ?? Infinity)
      } catch (cause) {
        const error = cause as CreditsError
        if (error.code === 'aborted') update({ status: snapshot.data === undefined ? 'idle' : 'ready' })
        else {
          update({ status: 'error', error })
          if (error.retryable) schedule(Math.min(60_000, 5000 * 2 ** failures++) * (1 + Math.random()))
        }
      }
    }
    running = undefined
  }

  /** The earlier of two times wins; `Infinity` clears. */
  function schedule(milliseconds: number): void {
    const at = Date.now() + milliseconds
    if (milliseconds < Infinity && (!end || at >= timerAt)) return
    clearTimeout(timer)
    timerAt = at
    if (milliseconds < Infinity) timer = setTimeout(() => void fetchAgain(), milliseconds)
  }

  function fetchAgain(): Promise<void> {
    again = true
    return (running ??= run())
  }

  function stop(): void {
    again = false
    clearTimeout(grace)
    schedule(Infinity)
    controller?.abort()
    end?.()
    end = undefined
  }

  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      // A wrapper, so that the same function subscribed twice is two subscriptions.
      const own = (): void => listener()
      listeners.add(own)
      clearTimeout(grace)
      if (!end) {
        end = options.start()
        void fetchAgain()
      }
      return () => {
        if (listeners.delete(own) && !listeners.size) grace = setTimeout(stop, GRACE)
      }
    },
    refresh() {
      if (snapshot.data === undefined) update({ status: 'loading', error: undefined })
      return fetchAgain()
    },
    receive({ event, missed, state }) {
      if (state) {
        offline = state === 'offline'
        update({})
      }
      const { data, error } = snapshot
      const changed = event && data !== undefined ? options.apply?.(data, event) : undefined
      if (changed !== undefined) setData(changed)
      if (missed || (event && options.concerns(event)) || (error && state === 'live')) {
        schedule(Math.max(SETTLE, startedAt + MINIMUM_INTERVAL - Date.now()))
      }
    },
    stop,
  }
}

/** A value that is always there and set from outside. */
export function createValue<T>(initial: T): Resource<T> & { set: (data: T) => void } {
  const listeners = new Set<() => void>()
  const toSnapshot = (data: T): Snapshot<T> =>
    Object.freeze({ status: 'ready', data, error: undefined, stale: false, updatedAt: Date.now() })
  let snapshot = toSnapshot(initial)
  return {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      const own = (): void => listener()
      listeners.add(own)
      return () => listeners.delete(own)
    },
    refresh: () => Promise.resolve(),
    set(data) {
      if (data === snapshot.data) return
      snapshot = toSnapshot(data)
      for (const listener of [...listeners]) listener()
    },
  }
}

/** Freezes plain data to its leaves. */
function freeze<T>(data: T): T {
  if (typeof data === 'object' && data) Object.values(Object.freeze(data)).forEach(freeze)
  return data
}
