/** Dispatches one of the events in `map.ts`; false when a listener prevented its default action. */
import type { CreditEventMap } from './map.ts'

export function emit<K extends keyof CreditEventMap>(
  target: EventTarget,
  type: K,
  detail: CreditEventMap[K]['detail'],
): boolean {
  return target.dispatchEvent(
    new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true }),
  )
}
