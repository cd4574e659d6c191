/**
 * One timer for every relative time on the page. It runs only while somebody listens, and ticks on the
 * minute, since nothing is shown more finely than that.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { MINUTE } from './format/format.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

function schedule(): void {
  timer = setTimeout(
    () => {
      for (const tick of listeners) tick()
      schedule()
    },
    MINUTE - (Date.now() % MINUTE),
  )
}

/** Calls `listener` on every minute until the function returned is called. */
export function onMinute(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) schedule()
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) clearTimeout(timer)
  }
}

/** Updates its host on every minute. */
export class ClockController implements ReactiveController {
  #stop: (() => void) | undefined
  private readonly host: ReactiveControllerHost

  constructor(host: ReactiveControllerHost) {
    this.host = host
    host.addController(this)
  }

  hostConnected(): void {
    this.#stop = onMinute(() => this.host.requestUpdate())
  }

  hostDisconnected(): void {
    this.#stop?.()
  }
}
