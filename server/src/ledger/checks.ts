import { LARGEST_AMOUNT } from './amount.ts'
import { LedgerError } from './errors.ts'
import type { Attributed, Dimensions, Metadata } from './types/common.ts'

const DURATION =
  /^P(?=\d|T\d)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/
/** The same with parts of any length. */
const ANY_DURATION = new RegExp(DURATION.source.replaceAll(/\{1,\d\}/g, '+'))
/** Of each part of a duration, in milliseconds, where it is longest. */
const LONGEST = [366, 31, 7, 1, 1 / 24, 1 / 1440, 1 / 86_400].map((days) => days * 86_400_000)
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Of the ledger's own notes in the metadata of its entries, which the report for finance reads. */
const RESERVED = 'creditkit.'

/** Years outside of these are typing errors, and Postgres and JavaScript write them differently. */
const FIRST_INSTANT = Date.UTC(1970, 0, 1)
const LAST_INSTANT = Date.UTC(9999, 0, 1)

/** The host's own id of a customer or resource, as addresses of the API can hold it. */
export const HOST_ID = {
  longest: 200,
  noSpacesAround: /^\S(?:.*\S)?$/,
  noRelativePath: /^(?!\.{1,2}$)/,
}

/** Of currencies and features, as the host names them. */
export const CURRENCY_ID = /^[a-z][a-z0-9_-]{0,31}$/
export const FEATURE_ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/

/** A dimension's or a metadata field's, as the API takes it: a report can be asked for by no other dimension. */
export const KEY_NAME = /^[A-Za-z0-9_.-]{1,40}$/

/** Letters as Postgres and JSON's schemas count them: JavaScript counts an emoji twice. */
export function isLonger(text: string, longest: number): boolean {
  return text.length > longest && Array.from(text).length > longest
}

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
  return typeof text === 'string' && !isLonger(text, longest) && !text.includes('\0') && text.isWellFormed()
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
    throw new LedgerError('invalid_time', `The ${what} is not a time between the years 1970 and 9998.`)
  }
  return instant
}

/** @throws LedgerError `invalid_time` for what is no duration, or may lead beyond the last instant. */
export function checkDuration(duration: string, what: string, from = new Date()): string {
  const match = DURATION.exec(duration)
  if (match === null) {
    throw new LedgerError(
      'invalid_time',
      ANY_DURATION.test(duration)
        ? `This duration is too long. Give one after which the ${what} is before the year 9999.`
        : `Write the ${what} as an ISO 8601 duration such as "P30D" or "PT12H".`,
    )
  }
  const parts = match
    .slice(1)
    .map((digits: string | undefined, index) => Number(digits ?? 0) * (LONGEST[index] ?? 0))
  checkInstant(new Date(parts.reduce((sum, part) => sum + part, from.getTime())), what)
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
  code: 'unknown_grant' | 'unknown_hold' | 'unknown_rate' | 'unknown_recurring_grant',
): string {
  if (typeof id !== 'string' || !UUID.test(id)) {
    throw new LedgerError(code, 'This customer has nothing with that id. Check the id.')
  }
  return id.toLowerCase()
}

/** At most 8 dimensions, values up to 128 characters. Null where there are none. */
export function checkDimensions(dimensions: Dimensions | undefined): Dimensions | null {
  const entries = Object.entries(dimensions ?? {})
  if (entries.length === 0) return null
  if (entries.length > 8) throw new LedgerError('invalid_value', 'A usage has at most 8 dimensions.')
  for (const [name, value] of entries) {
    if (!KEY_NAME.test(name)) {
      throw new LedgerError(
        'invalid_value',
        `Write the name of a dimension in 1 to 40 of A-Z, a-z, 0-9, "_", "." and "-", not "${name}".`,
      )
    }
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
