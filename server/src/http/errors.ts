import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { LedgerError, formatAmount, toLedgerError, type LedgerErrorCode } from '../ledger/index.ts'
import { SessionKeyReusedError } from '../sessions/index.ts'
import { TopUpError } from '../top-ups/index.ts'
import { requestIdOf } from './logging.ts'
import { ProblemError, problemDocument, type ProblemCode } from './problems.ts'

const ledgerProblems: Record<LedgerErrorCode, ProblemCode> = {
  amount_too_fine: 'invalid_value',
  amount_too_large: 'invalid_value',
  clawback_exceeds_grant: 'conflict',
  currency_in_use: 'currency_in_use',
  feature_archived: 'feature_archived',
  grant_closed: 'grant_closed',
  grant_in_use: 'grant_in_use',
  hold_closed: 'hold_closed',
  idempotency_key_reused: 'idempotency_key_reused',
  insufficient_credits: 'insufficient_credits',
  invalid_amount: 'invalid_value',
  invalid_expiry: 'invalid_value',
  invalid_quantity: 'invalid_value',
  invalid_rate: 'invalid_value',
  invalid_time: 'invalid_value',
  invalid_value: 'invalid_value',
  ledger_closed: 'overloaded',
  no_rate: 'no_rate',
  overloaded: 'overloaded',
  rate_in_effect: 'conflict',
  rate_overlap: 'rate_overlap',
  reinstatement_exceeds_clawback: 'conflict',
  too_late: 'too_late',
  unknown_currency: 'unknown_currency',
  unknown_feature: 'unknown_feature',
  unknown_grant: 'not_found',
  unknown_hold: 'not_found',
  unknown_rate: 'not_found',
  unknown_recurring_grant: 'not_found',
}

/** Body-parser's own errors, by their type, with a sentence where there is one that says more. */
const parserProblems: Record<string, readonly [ProblemCode, string?]> = {
  'entity.too.large': ['body_too_large'],
  'charset.unsupported': ['unsupported_media_type'],
  'encoding.unsupported': [
    'unsupported_media_type',
    'Send the body as it is, or packed by gzip, deflate or br.',
  ],
  'entity.parse.failed': [
    'invalid_request',
    'The body is not a JSON object. Send well-formed JSON, with double quotes.',
  ],
  'entity.verify.failed': ['invalid_request', 'The body is not UTF-8. Send JSON in UTF-8.'],
}

/** Node's codes for packed bodies that are not what they are said to be. */
const unpacking = /^(Z_|ERR_|ZSTD_)/

/** Postgres cannot be reached, is stopping, or has no connection to give. */
const unavailable = /^(08|53|57P|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT)/
const retryAfterSeconds = 2

/** Whatever was thrown, as a problem that a caller is told about. */
export function toProblem(thrown: unknown): ProblemError {
  const error = toLedgerError(thrown)
  if (error instanceof ProblemError) return error
  if (error instanceof LedgerError) return ledgerProblem(error)
  if (error instanceof TopUpError) return topUpProblem(error)
  if (error instanceof SessionKeyReusedError) return new ProblemError('idempotency_key_reused')
  const { type, status, code, message } = error as {
    type?: unknown
    status?: unknown
    code?: unknown
    message?: unknown
  }
  const known = typeof type === 'string' ? parserProblems[type] : undefined
  if (known) return new ProblemError(...known)
  if (status === 400 && typeof code === 'string' && unpacking.test(code)) {
    const detail = 'The body cannot be unpacked. Send what its Content-Encoding says, whole.'
    return new ProblemError('invalid_request', detail, { cause: error })
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ProblemError('invalid_request', undefined, { cause: error })
  }
  const cannotConnect =
    typeof message === 'string' &&
    /timeout exceeded when trying to connect|Connection terminated/.test(message)
  if (cannotConnect || (typeof code === 'string' && unavailable.test(code))) {
    return new ProblemError('overloaded', undefined, { retryAfter: retryAfterSeconds, cause: error })
  }
  return new ProblemError('internal_error', undefined, { cause: error })
}

function ledgerProblem(error: LedgerError): ProblemError {
  const { missing, available, scale = 0, replayed, retryAfter } = error.details
  const code = ledgerProblems[error.code]
  return new ProblemError(code, error.message, {
    cause: error,
    ...(missing !== undefined && { missing: formatAmount(missing, scale) }),
    ...(available !== undefined && { available: formatAmount(available, scale) }),
    ...(replayed && { replayed }),
    ...(code === 'overloaded' && { retryAfter: retryAfter ?? retryAfterSeconds }),
  })
}

function topUpProblem(error: TopUpError): ProblemError {
  const { path, retryAfter } = error.details
  return new ProblemError(error.code, error.message, {
    cause: error,
    ...(path !== undefined && { errors: [{ path: `body.${path}`, message: error.message }] }),
    ...(retryAfter !== undefined && { retryAfter }),
  })
}

/** Writes a problem as the answer. */
export function sendProblem(response: Response, problem: ProblemError, requestId: string): void {
  response.status(problem.status)
  if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer')
  if (problem.extras.retryAfter !== undefined) response.set('Retry-After', String(problem.extras.retryAfter))
  response.type('application/problem+json').send(JSON.stringify(problemDocument(problem, requestId)))
}

/** The last middleware: every error becomes a problem document, and what is our own fault goes to the log. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const problem = toProblem(error)
    const requestId = requestIdOf(request)
    response.locals['problem'] = problem.code
    if (problem.status >= 500) log.error({ requestId, err: problem.extras.cause ?? problem }, problem.code)
    if (response.headersSent) {
      response.destroy()
      return
    }
    sendProblem(response, problem, requestId)
  }
}
