/** Stable codes; the API answers with the same ones. */
export type TopUpErrorCode =
  | 'not_found'
  | 'conflict'
  | 'idempotency_key_reused'
  | 'invalid_value'
  | 'invalid_return_path'
  | 'origin_not_allowed'
  | 'amount_below_minimum'
  | 'amount_above_maximum'
  | 'currency_required'
  | 'unknown_currency'
  | 'package_unavailable'
  | 'limit_reached'
  | 'rate_limited'
  | 'stripe_unavailable'

export interface TopUpErrorDetails {
  /** The field of the request that is wrong. */
  readonly path?: string
  /** Seconds after which another try makes sense. */
  readonly retryAfter?: number
}

/** A refusal with a sentence that says what to do. */
export class TopUpError extends Error {
  override readonly name = 'TopUpError'
  readonly code: TopUpErrorCode
  readonly details: TopUpErrorDetails

  constructor(
    code: TopUpErrorCode,
    message: string,
    details: TopUpErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.code = code
    this.details = details
  }
}
