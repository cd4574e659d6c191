import type { CreditsError } from './error.ts'
import { createListeners } from './listeners.ts'
import type { Resource, Snapshot } from './types.ts'

/** After the last subscriber has left: moving a widget in the page must not fetch again. */
const GRACE = 3000

export interface Cell<T> extends Resource<T> {
  /** Fetches once more, where somebody wants the value. Without asking, an error stays until there is an answer. */
  again: () => void
  /** When the last fetch began, by `Date.now()`. */
  startedAt: number
  /** The next fetch that is planned, until one begins. */
  next?: { at: number; timer: ReturnType<typeof setTimeout> } | undefined
  /** Called when a fetch has ended. */
  ended?: () => void
  /** Whether the server can be reached; what is known is stale where not. */
  reach: (reached: boolean) => void
  set: (data: T) => void
  /** `next` came later, but says what was true before `old`, and is not taken. */
  isOlder?: ((next: T, old: T) => boolean) | undefined
  stop: () => void
}

export interface CellOptions<T> {
  load: (signal: AbortSignal) => Promise<T>
  /** Called with the first subscriber; gives what to call some seconds after the last one has left. */
  start: () => () => void
}

export function createCell<T>(options: CellOptions<T>): Cell<T> {
  const listeners = createListeners<void>()
  let snapshot: Snapshot<T>
  let end: (() => void) | undefined
  let controller: AbortController | undefined
  let running: Promise<void> | undefined
  let again = false
  let offline = false
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
      unplan()
      controller = new AbortController()
      cell.startedAt = Date.now()
      if (snapshot.status === 'idle') update({ status: 'loading' })
      try {
        set(await options.load(controller.signal))
      } catch (cause) {
        const error = cause as CreditsError
        if (error.code === 'aborted') continue
        update({ status: 'error', error })
      }
      cell.ended?.()
    }
    running = undefined
  }

  function unplan(): void {
    clearTimeout(cell.next?.timer)
    cell.next = undefined
  }

  function fetchAgain(): Promise<void> {
    again = true
    return (running ??= run())
  }

  function stop(): void {
    again = false
    clearTimeout(grace)
    unplan()
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
    again() {
      if (end) void fetchAgain()
    },
    startedAt: 0,
    reach(reached) {
      if (offline !== reached) return
      offline = !reached
      update({})
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
