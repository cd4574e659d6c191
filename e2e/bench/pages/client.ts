/** The client both widgets use, so that what differs is the widget. */
import { createCredits, type CreditsOptions } from '@creditkit/sdk'

export function client(updates: NonNullable<CreditsOptions['updates']>) {
  return createCredits({
    baseUrl: location.origin,
    updates,
    fetchSession: async () => (await fetch('/session')).json(),
  })
}
