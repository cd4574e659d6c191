import { DatabaseError } from 'pg'
import { LedgerError, type LedgerErrorCode, type LedgerErrorDetails } from './errors.ts'

/** The SQLSTATE with which the ledger's SQL refuses; the hint is the code, the detail the facts. */
const REFUSED = 'CK002'

/** What depends on the state of a pool at one moment, so that a retry has to get the same answer. */
const STORED = new Set<LedgerErrorCode>([
  'clawback_exceeds_grant',
  'grant_closed',
  'grant_in_use',
  'hold_closed',
  'insufficient_credits',
  'reinstatement_exceeds_clawback',
])

export function isStoredRefusal(error: LedgerError): boolean {
  return STORED.has(error.code)
}

/** The LedgerError that an error of Postgres stands for; any other error as it is. */
export function toLedgerError(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  if (error.code === REFUSED) {
    const facts = JSON.parse(error.detail ?? '{}') as Record<string, string | number>
    return new LedgerError(error.hint as LedgerErrorCode, error.message, readFacts(facts))
  }
  if (error.code === '22003') {
    return new LedgerError(
      'amount_too_large',
      'The amounts add up to more than the ledger can hold. Give a smaller one.',
    )
  }
  // JavaScript knew it, or it would not have come so far.
  if (error.code === '22023' && error.message.startsWith('time zone')) {
    return new LedgerError(
      'invalid_value',
      'Postgres does not know this time zone. Use another such as Europe/Berlin.',
    )
  }
  if (error.code === '23503' && error.message.includes('currency')) {
    return new LedgerError('unknown_currency', 'There is no such currency. Create it first, or check the id.')
  }
  return error
}

function readFacts(facts: Record<string, string | number>): LedgerErrorDetails {
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' ? BigInt(value) : value,
  ])
  return Object.fromEntries(entries) as LedgerErrorDetails
}

const NOT_NOW = 'There are not enough credits. Add some, then try again with a new key.'
const NOT_THEN =
  'Of the credits that could be used at that time, not enough are left. Those of now could pay for it only as of now, with a new key.'

/** @param late of usage in the past, which credits of now cannot pay for */
export function insufficientCredits(
  cost: bigint,
  available: bigint,
  scale: number,
  replayed: boolean,
  late = false,
): LedgerError {
  return new LedgerError('insufficient_credits', late ? NOT_THEN : NOT_NOW, {
    cost,
    available,
    missing: cost - available,
    scale,
    replayed,
  })
}

/** Postgres's own classes for values that cannot be, constraints that are broken, and limits of its own. */
export function isBadValue(error: unknown): boolean {
  return error instanceof DatabaseError && /^(2[23]|54)/.test(error.code ?? '')
}

/** A transaction that lost a race is run again so many times. */
const ATTEMPTS = 5

/** Runs a transaction, and again where Postgres ended it for reasons of concurrency. */
export async function pastRaces<Result>(transaction: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next attempt only if this one lost a race
      return await transaction()
    } catch (error) {
      if (attempt === ATTEMPTS || !canRunAgain(error)) throw error
    }
  }
}

/** Whether Postgres ended a transaction for reasons of concurrency, so that it can simply be run again. */
export function canRunAgain(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false
  if (error.code === '40P01' || error.code === '40001') return true
  // Another transaction used the same key at the same time for another pool: the next run finds its answer.
  return error.code === '23505' && error.table === 'idempotency_keys'
}
