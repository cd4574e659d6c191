import { CreditsError } from './error.ts'
import type { SessionToken } from './types.ts'

/** A host's backend that has not answered by then will not answer. */
const FETCH_TIMEOUT = 20_000
/** Even where the browser's clock is far ahead, a new session is not asked for more often than this. */
const MINIMUM_LIFE = 20_000
/** After a renewal that failed, while the session at hand is still good. */
const RENEWAL_PAUSE = 5000

/**
 * Keeps one session, fetched once for all callers at a time, and renewed before it ends. Given one that was
 * refused, it never gives that one again.
 */
export function keepSession(
  fetchSession: () => Promise<SessionToken>,
): (refused?: SessionToken) => Promise<SessionToken> {
  let session: SessionToken | undefined
  let renewAt = 0
  let endsAt = 0
  let pending: Promise<SessionToken> | undefined

  async function renew(): Promise<SessionToken> {
    try {
      const next = await Promise.race([
        Promise.resolve().then(fetchSession),
        new Promise<never>((_, reject) => setTimeout(reject, FETCH_TIMEOUT)),
      ])
      const now = Date.now()
      const end = next.token && Date.parse(next.expiresAt)
      if (!end) throw new Error('No token or expiresAt')
      endsAt = end
      renewAt = now + Math.max(MINIMUM_LIFE, (endsAt - now) * 0.75)
      return (session = next)
    } catch (cause) {
      renewAt = Date.now() + RENEWAL_PAUSE
      throw new CreditsError('session_failed', 'No session came. Sign in again, or try later.', 0, { cause })
    } finally {
      pending = undefined
    }
  }

  return async (refused) => {
    if (refused && refused === session) session = undefined
    if (session && Date.now() < renewAt) return session
    pending ??= renew()
    if (!session || Date.now() > endsAt) return pending
    // The one at hand is still good, so nobody waits for the next, nor fails with it.
    pending.catch(() => {})
    return session
  }
}
