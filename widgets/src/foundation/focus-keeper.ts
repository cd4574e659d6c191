/**
 * Focus is never lost: when an update takes the focused element away, the heading (or whatever else carries
 * `tabindex="-1"`) of what came in its place gets the focus.
 */
import type { ReactiveController, ReactiveElement } from 'lit'

export class FocusKeeper implements ReactiveController {
  #focused: Element | null | undefined
  private readonly host: ReactiveElement

  constructor(host: ReactiveElement) {
    this.host = host
  }

  hostUpdate(): void {
    this.#focused = this.host.shadowRoot?.activeElement
  }

  hostUpdated(): void {
    if (!this.#focused || this.#focused.isConnected) return
    this.host.shadowRoot?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus()
  }
}
