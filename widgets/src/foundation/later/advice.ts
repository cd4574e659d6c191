/** What a page's developer should know, and its customers should not have to. */
import type { CreditsError } from '@creditkit/sdk'
import { warnOnce } from '../warn.ts'

/** What the customer reads cannot tell the developer which of many reasons it was. */
export function adviseOnError({ code, cause }: CreditsError): void {
  if (code === 'session_failed') {
    warnOnce(`fetchSession failed: ${cause instanceof Error ? cause.message : 'no answer'}`)
  }
  if (code === 'network') warnOnce('No answer. Is the base URL right, and this origin allowed?')
}

export function adviseOnClient({ localName }: Element): void {
  warnOnce(
    `<${localName}> has nobody to ask. Put it in a <credit-provider>, or set baseUrl and fetchSession.`,
  )
}
