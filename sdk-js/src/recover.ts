import { CreditsError } from './error.ts'
import { pause } from './pause.ts'
import { UNREACHED } from './request.ts'
import type { SessionToken } from './types.ts'
import type { Problem } from './wire.ts'

const ATTEMPTS = 3
/** Seconds. Told to wait longer than this, the caller is told so instead. */
const LONGEST_WAIT = 5
const NOT_OURS = 'Not a Creditkit answer. Check baseUrl.'

export interface Failed<T> {
  /** The answer that was a refusal, or what was thrown. */
  cause: unknown
  /** Does it once more. */
  attempt: (session: SessionToken) => Promise<T>
  /** The one with which it failed. */
  session: SessionToken
  getSession: (refused?: SessionToken) => Promise<SessionToken>
  once: boolean | undefined
  signal: AbortSignal
}

/** What is done where a call has failed: again where that helps, else it rejects with a CreditsError. */
export async function recover<T>({ getSession, attempt, once, signal, ...first }: Failed<T>): Promise<T> {
  let { cause, session } = first
  let refused: SessionToken | undefined
  for (let attempts = 1; ; attempts++) {
    /* oxlint-disable no-await-in-loop -- one attempt after another */
    const error = await toError(cause, signal)
    const { status, retryable, retryAfter } = error
    if (status === 401 && !refused) {
      // Revoked, or ended early by the server's clock. Nothing was done, so any call may go once more.
      refused = session
    } else {
      const wait = retryAfter ?? 2 ** attempts * (0.1 + Math.random() / 5)
      if (once || !retryable || attempts >= ATTEMPTS || wait > LONGEST_WAIT) throw error
      await pause(wait * 1000, signal)
    }
    session = await getSession(refused)
    try {
      return await attempt(session)
    } catch (next) {
      cause = next
    }
    /* oxlint-enable no-await-in-loop */
  }
}

async function toError(cause: unknown, signal: AbortSignal): Promise<CreditsError> {
  if (cause instanceof Response) {
    const problem = (await cause.json().catch(() => undefined)) as Problem | undefined
    const { code = 'invalid_answer', detail = NOT_OURS } = problem ?? {}
    return new CreditsError(code, detail, cause.status, { problem })
  }
  if (cause instanceof SyntaxError) return new CreditsError('invalid_answer', NOT_OURS, 200, { cause })
  const timeout = (cause as Error).name === 'TimeoutError'
  const code = signal.aborted ? 'aborted' : timeout ? 'timeout' : 'network'
  return new CreditsError(code, UNREACHED, 0, { cause })
}
