import type { Problem } from './wire.ts'

export interface ErrorDetails {
  problem?: Problem | undefined
  cause?: unknown
}

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

  constructor(code: string, message: string, status = 0, details: ErrorDetails = {}) {
    super(message, details)
    const { problem } = details
    this.code = code
    this.status = status
    this.requestId = problem?.requestId
    this.retryAfter = problem?.retryAfter
    this.retryable = status >= 500 || !!this.retryAfter || (!status && code !== 'aborted')
    this.problem = problem
  }
}
