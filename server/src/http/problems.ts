/** What every code means: the one table behind error answers, the API's description and the documentation. */
export const problems = {
  invalid_request: {
    status: 400,
    title: 'The request cannot be read',
    action: 'Send a well-formed request: address, headers, and JSON with every required field.',
  },
  unknown_field: {
    status: 400,
    title: 'A field is not known here',
    action: 'Remove the fields that `errors` names.',
  },
  invalid_return_path: {
    status: 400,
    title: 'The return path is not allowed',
    action: 'Send a path on the page’s own origin that starts with one slash, such as "/account".',
  },
  invalid_signature: {
    status: 400,
    title: 'The webhook’s signature does not match',
    action: 'Check that the webhook secret of this endpoint is the one in STRIPE_WEBHOOK_SECRET.',
  },
  idempotency_key_missing: {
    status: 400,
    title: 'The Idempotency-Key header is missing',
    action: 'Send a fresh unique Idempotency-Key, and the same one again when you retry.',
  },
  unauthenticated: {
    status: 401,
    title: 'The caller is not known',
    action:
      'Send `Authorization: Bearer …` with a session token (for /v1/me) or a secret key (for the rest).',
  },
  token_expired: {
    status: 401,
    title: 'The session has ended',
    action: 'Ask your backend for a new session and send the request again.',
  },
  token_revoked: {
    status: 401,
    title: 'The session was revoked',
    action: 'Ask your backend for a new session, if the customer is still signed in.',
  },
  insufficient_credits: {
    status: 402,
    title: 'Not enough credits',
    action:
      'Add credits or ask for less, with a new key: a key keeps its answer. `missing` says how many credits are short.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    action: 'Use a key or a session that may do this.',
  },
  insufficient_scope: {
    status: 403,
    title: 'The session or the key may not do this',
    action: 'Use one with the scope that the detail names.',
  },
  origin_not_allowed: {
    status: 403,
    title: 'The origin is not allowed',
    action:
      'Add the exact origin to CREDITKIT_ALLOWED_ORIGINS, and create the session for the origin that uses it.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    action: 'Check the address and the id.',
  },
  method_not_allowed: {
    status: 405,
    title: 'The method does not exist here',
    action: 'Use one of the methods in the Allow header.',
  },
  request_timeout: {
    status: 408,
    title: 'The request took too long to arrive',
    action: 'Send it again on a new connection, with the same Idempotency-Key.',
  },
  conflict: {
    status: 409,
    title: 'The request does not fit the present state',
    action: 'Read the present state, then decide again.',
  },
  idempotency_key_reused: {
    status: 409,
    title: 'The Idempotency-Key was used for another request',
    action: 'Use a fresh key for a new request; a retry must have exactly the same body.',
  },
  idempotency_key_in_use: {
    status: 409,
    title: 'A request with this Idempotency-Key is still running',
    action: 'Wait a moment and send the same request again with the same key.',
  },
  currency_in_use: {
    status: 409,
    title: 'The scale of a currency cannot change',
    action: 'Keep its scale, or create another currency: amounts go by it from the start.',
  },
  grant_closed: {
    status: 409,
    title: 'The grant is closed',
    action: 'Read the grant; nothing is left of it to change.',
  },
  grant_in_use: {
    status: 409,
    title: 'Some of the grant was used',
    action: 'Revoke what is left of it instead of voiding it.',
  },
  hold_closed: {
    status: 409,
    title: 'The hold is closed',
    action: 'Read the hold: it was settled or released, or has lapsed.',
  },
  limit_reached: {
    status: 409,
    title: 'The limit for this package is reached',
    action: 'Choose another package.',
  },
  rate_overlap: {
    status: 409,
    title: 'Such a rate begins at that time or later',
    action:
      'Choose a later effective date or other dimensions, or first withdraw the rate that has not begun.',
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    action: 'Send at most 100 kB (1 MB for a batch).',
  },
  header_too_large: {
    status: 431,
    title: 'The headers are too large',
    action: 'Send smaller headers.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The content type is not supported',
    action: 'Send JSON in UTF-8 with `Content-Type: application/json`.',
  },
  invalid_value: {
    status: 422,
    title: 'A value is not allowed',
    action: 'Correct the values: `errors` names them, unless the detail says it all.',
  },
  amount_below_minimum: {
    status: 422,
    title: 'The amount is below the minimum',
    action: 'Choose a larger amount.',
  },
  amount_above_maximum: {
    status: 422,
    title: 'The amount is above the maximum',
    action: 'Choose a smaller amount.',
  },
  currency_required: {
    status: 422,
    title: 'The currency is missing',
    action:
      'There is more than one currency, so add `currency` with the id of the one that is meant: to the body, or to the address of a GET (`?currency=…`); in a page once, on `<credit-provider>` or in `createCredits`. GET /v1/currencies lists them.',
  },
  unknown_currency: {
    status: 422,
    title: 'The currency does not exist',
    action: 'Create it with PUT /v1/currencies/{id}, or correct its id.',
  },
  unknown_feature: {
    status: 422,
    title: 'The feature does not exist',
    action: 'Create it with PUT /v1/features/{id}, or correct its id.',
  },
  no_rate: {
    status: 422,
    title: 'The feature has no rate',
    action: 'Add one with POST /v1/features/{id}/rates for this currency and these dimensions.',
  },
  feature_archived: {
    status: 422,
    title: 'The feature is archived',
    action: 'Bring it back with PUT /v1/features/{id} and `archived: false`, or use another one.',
  },
  too_late: {
    status: 422,
    title: 'The usage was reported too late',
    action: 'Report it within 7 days, or correct the balance with an adjustment.',
  },
  package_unavailable: {
    status: 422,
    title: 'The package is not on sale',
    action: 'Read the packages again and choose one that is on sale.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    action: 'Wait for the seconds in Retry-After, then try again.',
  },
  internal_error: {
    status: 500,
    title: 'Something went wrong on our side',
    action: 'Try again, with the same Idempotency-Key if there was one. If it stays, report the request id.',
  },
  stripe_unavailable: {
    status: 502,
    title: 'The payment service cannot be reached',
    action:
      'Try again in a moment, with the same Idempotency-Key if there was one: nothing is paid or refunded twice.',
  },
  overloaded: {
    status: 503,
    title: 'The server is busy',
    action:
      'Wait for the seconds in Retry-After, then try again, with the same Idempotency-Key if there was one.',
  },
} as const satisfies Record<string, { status: number; title: string; action: string }>

export type ProblemCode = keyof typeof problems

/** A place in the request and what is wrong there. */
export interface FieldError {
  path: string
  message: string
}

export interface ProblemExtras {
  errors?: FieldError[]
  missing?: string
  available?: string
  replayed?: boolean
  /** Seconds after which another try makes sense; also sent as Retry-After. */
  retryAfter?: number
  cause?: unknown
}

/** An error that a caller is told about, as `application/problem+json`. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly extras: ProblemExtras

  /** @param detail one sentence that says what to do; the table's own sentence unless given */
  constructor(code: ProblemCode, detail?: string, extras: ProblemExtras = {}) {
    super(detail ?? problems[code].action, extras.cause === undefined ? undefined : { cause: extras.cause })
    this.name = 'ProblemError'
    this.code = code
    this.status = problems[code].status
    this.extras = extras
  }
}

/** The document of RFC 9457 for one error. */
export function problemDocument(error: ProblemError, requestId: string): Record<string, unknown> {
  const { errors, missing, available, replayed, retryAfter } = error.extras
  return {
    type: `urn:creditkit:problem:${error.code}`,
    title: problems[error.code].title,
    status: error.status,
    code: error.code,
    detail: error.message,
    requestId,
    ...(errors && { errors }),
    ...(missing !== undefined && { missing }),
    ...(available !== undefined && { available }),
    ...(replayed && { replayed }),
    ...(retryAfter !== undefined && { retryAfter }),
  }
}
