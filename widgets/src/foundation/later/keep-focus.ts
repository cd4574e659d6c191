/**
 * Focus is never lost: when an update takes the focused element away, the heading (or whatever else carries
 * `tabindex="-1"`) of what came in its place gets the focus; in a list, the first row that came.
 */
import type { ReactiveElement } from 'lit'

export function keepFocus(host: ReactiveElement): void {
  const all = (selector: string): NodeListOf<HTMLElement> => host.renderRoot.querySelectorAll(selector)
  let focused: HTMLElement | undefined
  let rows = 0
  host.addController({
    hostUpdate() {
      focused = all(':focus')[0]
      rows = all('.opener').length
    },
    hostUpdated() {
      if (focused?.isConnected === false) (all('[tabindex="-1"]')[0] ?? all('.opener')[rows])?.focus()
    },
  })
}
