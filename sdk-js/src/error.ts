import type { Problem } from './wire.ts'

/** Why a call failed. */
export class CreditsError extends Error {
  override readonly name = 'CreditsError'
  /**
   * The problem's stable code as the server gave it, or `network`, `timeout`, `aborted`, `session_failed`
   * (the host's `fetchSession` failed), `invalid_answer` (no answer of Creditkit's).
   */
  readonly code: string
  /** HTTP status; 0 without an answer. */
  readonly status: number
  readonly requestId: string | undefined
  /** The same call may succeed later. */
  readonly retryable: boolean
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | undefined
  readonly problem: Problem | undefined

  constructor(
    code: string,
    message: string,
    details: {
      status?: number
      problem?: Problem
      retryAfter?: number | undefined
      requestId?: string | undefined
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: details.cause })
    const status = details.status ?? 0
    this.code = code
    this.status = status
    this.requestId = details.problem?.requestId ?? details.requestId
    this.retryable = status ? status >= 500 || status === 408 || status === 429 : code !== 'aborted'
    this.retryAfter = details.problem?.retryAfter ?? details.retryAfter
    this.problem = details.problem
  }
}
