import { CreditsError } from './error.ts'
import type { SessionToken } from './types.ts'

/** A host's backend that has not answered by then will not answer. */
const FETCH_TIMEOUT = 20_000
/** Even where the browser's clock is far ahead, a new session is not asked for more often than this. */
const MINIMUM_LIFE = 20_000

export interface SessionKeeper {
  /** A token that may be used now. Given one that was refused, never that one. */
  token: (refused?: string) => Promise<string>
}

/** Keeps one session, fetched once for all callers at a time, and renewed before it ends. */
export function keepSession(fetchSession: () => Promise<SessionToken>): SessionKeeper {
  let token: string | undefined
  let renewAt = 0
  let endsAt = 0
  let pending: Promise<string> | undefined

  async function renew(): Promise<string> {
    try {
      const session = await withTimeout(Promise.resolve().then(fetchSession), FETCH_TIMEOUT)
      const now = Date.now()
      endsAt = Date.parse(session.expiresAt)
      if (!session.token || !endsAt) throw new TypeError('It gave no token, or no expiresAt.')
      token = session.token
      renewAt = now + Math.max(MINIMUM_LIFE, (endsAt - now) * 0.75)
      return token
    } catch (cause) {
      renewAt = Date.now() + 5000
      throw new CreditsError('session_failed', 'fetchSession gave no session. Sign in again, or try later.', {
        cause,
      })
    } finally {
      pending = undefined
    }
  }

  return {
    token(refused) {
      if (refused && refused === token) token = undefined
      if (token && Date.now() < renewAt) return Promise.resolve(token)
      pending ??= renew()
      if (!token || Date.now() > endsAt - 5000) return pending
      // The one at hand is still good, so nobody waits for the next, nor fails with it.
      pending.catch(() => {})
      return Promise.resolve(token)
    },
  }
}

function withTimeout<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It did not answer in time.')), milliseconds)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
