import { LARGEST_AMOUNT } from './amount.ts'
import { LedgerError } from './errors.ts'
import type { Attributed, Dimensions, Metadata } from './types/common.ts'

const DURATION =
  /^P(?=\d|T\d)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/
/** Seconds of a year, a month, a week, a day, an hour, a minute and a second, the first two about. */
const UNITS = [31_557_600, 2_629_800, 604_800, 86_400, 3600, 60, 1]
const LONGEST_YEARS = 1000
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Of the ledger's own notes in the metadata of its entries, which the report for finance reads. */
const RESERVED = 'creditkit.'

/** Years outside of these are typing errors, and Postgres and JavaScript write them differently. */
const FIRST_INSTANT = Date.UTC(1970, 0, 1)
const LAST_INSTANT = Date.UTC(9999, 0, 1)

export function checkText(text: string, what: string, longest = 255): string {
  if (text === '' || !isText(text, longest)) {
    throw new LedgerError('invalid_value', `Give the ${what} as a text of 1 to ${longest} characters.`)
  }
  return text
}

/** Who, why and for which order: texts that Postgres can keep, or nothing. */
export function checkAttribution(
  request: Attributed & { readonly orderId?: string | null | undefined },
): void {
  const { reason, actor, orderId } = request
  if (isNote(reason, 500) && isNote(actor, 255) && isNote(orderId, 255)) return
  throw new LedgerError(
    'invalid_value',
    'Reason, actor and order are texts, the reason of at most 500 characters, the others of 255.',
  )
}

function isNote(text: unknown, longest: number): boolean {
  return text === undefined || text === null || isText(text, longest)
}

/** What Postgres can keep as a text and in JSON. */
function isText(text: unknown, longest: number): boolean {
  return typeof text === 'string' && text.length <= longest && !text.includes('\0') && text.isWellFormed()
}

export function checkResource(resource: string | null | undefined): string {
  return resource === undefined || resource === null || resource === '' ? '' : checkText(resource, 'resource')
}

/** @throws LedgerError `invalid_amount` unless the amount is above zero, `amount_too_large` beyond 64 bits. */
export function checkAmount(amount: bigint, what = 'amount'): bigint {
  if (typeof amount !== 'bigint' || amount <= 0n) {
    throw new LedgerError('invalid_amount', `The ${what} has to be above zero.`)
  }
  return checkSize(amount, what)
}

export function checkSize(amount: bigint, what = 'amount'): bigint {
  if (amount > LARGEST_AMOUNT || amount < -LARGEST_AMOUNT) {
    throw new LedgerError('amount_too_large', `The ${what} is larger than the ledger can hold.`)
  }
  return amount
}

export function checkInstant(instant: Date, what: string): Date {
  const time = instant instanceof Date ? instant.getTime() : Number.NaN
  if (!(time >= FIRST_INSTANT && time < LAST_INSTANT)) {
    throw new LedgerError('invalid_time', `The ${what} is not a time between the years 1970 and 9999.`)
  }
  return instant
}

export function checkDuration(duration: string, what: string): string {
  const parts = DURATION.exec(duration)?.slice(1)
  const seconds = UNITS.reduce((sum, unit, index) => sum + unit * Number(parts?.[index] ?? 0), 0)
  // Beyond the year 9999 an instant is written in another way.
  if (parts === undefined || seconds > LONGEST_YEARS * 31_557_600) {
    throw new LedgerError(
      'invalid_time',
      `Write the ${what} as an ISO 8601 duration such as "P30D" or "PT12H", of ${LONGEST_YEARS} years at most.`,
    )
  }
  return duration
}

export function checkPriority(priority: number): number {
  if (!Number.isInteger(priority) || priority < -1000 || priority > 1000) {
    throw new LedgerError('invalid_value', 'The priority is a whole number from -1000 to 1000.')
  }
  return priority
}

/** @throws LedgerError with the code given for what cannot be an id of the ledger's. */
export function checkId(
  id: string,
  code: 'unknown_grant' | 'unknown_hold' | 'unknown_recurring_grant',
): string {
  if (typeof id !== 'string' || !UUID.test(id)) {
    throw new LedgerError(code, 'This customer has nothing with that id. Check the id.')
  }
  return id.toLowerCase()
}

/** At most 8 dimensions, names up to 64 characters, values up to 128. Null where there are none. */
export function checkDimensions(dimensions: Dimensions | undefined): Dimensions | null {
  const entries = Object.entries(dimensions ?? {})
  if (entries.length === 0) return null
  if (entries.length > 8) throw new LedgerError('invalid_value', 'A usage has at most 8 dimensions.')
  for (const [name, value] of entries) {
    checkText(name, 'name of a dimension', 64)
    checkText(value, `dimension ${name}`, 128)
  }
  return Object.fromEntries(entries)
}

/** At most 50 texts, names up to 64 characters, values up to 500. Null where there are none. */
export function checkMetadata(metadata: Metadata | undefined): Metadata | null {
  const entries = Object.entries(metadata ?? {})
  if (entries.length === 0) return null
  if (entries.length > 50) throw new LedgerError('invalid_value', 'Metadata has at most 50 fields.')
  for (const [name, value] of entries) {
    checkText(name, 'name of a metadata field', 64)
    if (name.startsWith(RESERVED)) {
      throw new LedgerError(
        'invalid_value',
        `Names of metadata that begin with "${RESERVED}" are the ledger's.`,
      )
    }
    if (!isText(value, 500)) {
      throw new LedgerError(
        'invalid_value',
        `The metadata field ${name} is a text of at most 500 characters.`,
      )
    }
  }
  return Object.fromEntries(entries)
}

export function checkTimeZone(timeZone: string): string {
  // Postgres reads an offset such as "+05:00" the other way round than JavaScript.
  if (!/^[a-z]/i.test(timeZone)) throw noTimeZone(timeZone)
  try {
    Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw noTimeZone(timeZone)
  }
  return timeZone
}

function noTimeZone(timeZone: string): LedgerError {
  return new LedgerError('invalid_value', `"${timeZone}" is not an IANA time zone such as "Europe/Berlin".`)
}
