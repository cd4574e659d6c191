/** What a page's developer should know, and its customers should not have to. */
import type { CreditsError } from '@creditkit/sdk'
import { warnOnce } from '../warn.ts'

/** What the customer reads cannot tell the developer which of many reasons it was. */
export function adviseOnError({ code, message, cause }: CreditsError): void {
  if (code === 'session_failed') {
    warnOnce(`fetchSession failed: ${cause instanceof Error ? cause.message : 'no answer'}`)
  }
  if (code === 'network') warnOnce('No answer. Is the base URL right, the origin allowed?')
  // The server says what to add, and where.
  if (code === 'currency_required') warnOnce(message)
}

export function adviseOnClient({ localName }: Element): void {
  warnOnce(`<${localName}> needs a <credit-provider>, or baseUrl and fetchSession.`)
}
