/**
 * Tells screen readers politely, and not at every tick: the first announcement comes after a short
 * calm, then at most one in `INTERVAL`, always the latest.
 *
 * Render `announcer.region()` once in the element's template, outside whatever comes and goes.
 */
import { html } from 'lit'
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit'

/** Calm before an announcement, in ms: numbers that still move are not read out. */
const CALM = 700
/** Least time between two announcements, in ms: long enough for a sentence. */
const INTERVAL = 5000

export class Announcer implements ReactiveController {
  #message = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #last = -INTERVAL
  private readonly host: ReactiveControllerHost

  constructor(host: ReactiveControllerHost) {
    this.host = host
    host.addController(this)
  }

  /** Reads `message` out when it is time, instead of any that still waits. */
  say(message: string): void {
    clearTimeout(this.#timer)
    const wait = Math.max(CALM, this.#last + INTERVAL - performance.now())
    this.#timer = setTimeout(() => {
      this.#last = performance.now()
      this.#message = message
      this.host.requestUpdate()
    }, wait)
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
  }

  region(): TemplateResult {
    return html`<div role="status" class="hidden">${this.#message}</div>`
  }
}
