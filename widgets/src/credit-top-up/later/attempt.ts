/**
 * One click that charges a saved card, kept in the tab until its outcome is known: the same click sent again
 * under its key is answered with its order, however often, and after a reload too. So a lost answer costs nobody
 * a second payment.
 */
import type { CreditsError, TopUpRequest } from '@creditkit/sdk'
import { ATTEMPT, remember, remembered } from '../memory.ts'

export interface Attempt {
  readonly key: string
  readonly request: TopUpRequest
}

/** The attempt kept, if it asks for the same; else a new one. */
export function attemptFor(request: TopUpRequest, kept: Attempt | undefined): Attempt {
  const same = kept && JSON.stringify(kept.request) === JSON.stringify(request)
  return same ? kept : { key: crypto.getRandomValues(new Uint32Array(4)).join('-'), request }
}

/** Whether the card may have been charged all the same: no answer came, or none that says what happened. */
export function isUnsure({ code, status }: CreditsError): boolean {
  return code !== 'session_failed' && (status < 400 || status >= 500)
}

export function keepAttempt(pool: string, attempt: Attempt | undefined): void {
  remember(ATTEMPT, pool, attempt && JSON.stringify(attempt))
}

export function keptAttempt(pool: string): Attempt | undefined {
  try {
    return JSON.parse(remembered(ATTEMPT, pool) ?? '') as Attempt
  } catch {
    return undefined
  }
}
