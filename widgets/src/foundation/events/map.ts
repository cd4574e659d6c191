/**
 * Every event of every element, with its detail: one map for HTML, JSX, tests and the docs.
 *
 * Outcomes and requests bubble and are composed. Those marked cancelable have a default action
 * that `preventDefault()` stops.
 */
import type { Balance, Check, CreditsError, Order } from '@creditkit/sdk'

export interface CreditErrorDetail {
  /** Stable code of the problem. */
  code: string
  /** A sentence a person can act on. */
  message: string
  /** Names the request in the server's log. */
  requestId: string | undefined
  /** Whether the same request may work later. */
  retryable: boolean
  error: CreditsError
}

export interface CreditEventMap {
  /** Somebody wants more credits. Cancelable: by default the connected top-up opens. */
  'credit-top-up-requested': CustomEvent<{ currency: string | undefined; resource: string | undefined }>
  /** The payment page is about to open. Cancelable: by default the browser goes to `url`. */
  'credit-checkout-requested': CustomEvent<{ order: Order; url: string }>
  /** The credits of an order are in the balance. */
  'credit-top-up-completed': CustomEvent<{ order: Order }>
  /** An order ended without credits, or could not be started. */
  'credit-top-up-failed': CustomEvent<{ order: Order | undefined; code: string; message: string }>
  /** The person came back without paying. */
  'credit-top-up-cancelled': CustomEvent<{ order: Order }>
  /** The balance shown has changed. Not dispatched for the first one. */
  'credit-balance-changed': CustomEvent<{ balance: Balance; previous: Balance }>
  /** The gate has opened or closed. */
  'credit-gate-changed': CustomEvent<{ allowed: boolean; check: Check }>
  /** An alert has appeared or gone. */
  'credit-alert-changed': CustomEvent<{ alert: 'low' | 'expiring' | 'negative' | 'held_up' | undefined }>
  /** Something could not be loaded. Cancelable: by default the element shows it, with a way to retry. */
  'credit-error': CustomEvent<CreditErrorDetail>
  /** No session could be had: the person has probably been signed out. */
  'credit-session-expired': CustomEvent<CreditErrorDetail>
}

declare global {
  interface HTMLElementEventMap extends CreditEventMap {}
  // The events bubble, so that a page may hear them all in one place.
  interface DocumentEventMap extends CreditEventMap {}
}
