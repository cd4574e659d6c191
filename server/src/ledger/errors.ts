/** What can be wrong with a request to the ledger. Codes are stable: callers and the HTTP API depend on them. */
export type LedgerErrorCode =
  | 'amount_too_fine'
  | 'amount_too_large'
  | 'clawback_exceeds_grant'
  | 'currency_in_use'
  | 'feature_archived'
  | 'grant_closed'
  | 'grant_in_use'
  | 'hold_closed'
  | 'idempotency_key_reused'
  | 'insufficient_credits'
  | 'invalid_amount'
  | 'invalid_expiry'
  | 'invalid_quantity'
  | 'invalid_rate'
  | 'invalid_time'
  | 'invalid_value'
  | 'ledger_closed'
  | 'no_rate'
  | 'overloaded'
  | 'rate_in_effect'
  | 'rate_overlap'
  | 'reinstatement_exceeds_clawback'
  | 'too_late'
  | 'unknown_currency'
  | 'unknown_feature'
  | 'unknown_grant'
  | 'unknown_hold'
  | 'unknown_rate'
  | 'unknown_recurring_grant'

/** Facts beside the message, for programs. Amounts are in the currency's smallest unit. */
export interface LedgerErrorDetails {
  /** `insufficient_credits`: what would have to be added. */
  readonly missing?: bigint
  /** `insufficient_credits`: what could have been taken. */
  readonly available?: bigint
  /** `insufficient_credits`: what was asked for. */
  readonly cost?: bigint
  /** The digits after the point of the currency that the amounts are in. */
  readonly scale?: number
  /** `overloaded`: seconds after which trying again makes sense. */
  readonly retryAfter?: number
  /** Whether this is the stored answer to an earlier request with the same key. */
  readonly replayed?: boolean
}

/** A request that the ledger refuses. Nothing was changed. The message says what to do. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError'
  readonly code: LedgerErrorCode
  readonly details: LedgerErrorDetails

  constructor(code: LedgerErrorCode, message: string, details: LedgerErrorDetails = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}
