import { LedgerError } from './errors.ts'

const DEFAULT_LIMIT = 50
const LARGEST_LIMIT = 1000

export function readLimit(limit: number | undefined): number {
  if (limit === undefined) return DEFAULT_LIMIT
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_LIMIT) {
    throw new LedgerError('invalid_value', `The limit is a whole number from 1 to ${LARGEST_LIMIT}.`)
  }
  return limit
}

/** The place of a page's last row, as an opaque text. */
export function writeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @throws LedgerError `invalid_value` for what `writeCursor` did not write. */
export function readCursor(cursor: string | null | undefined, parts: readonly RegExp[]): string[] | null {
  if (cursor === undefined || cursor === null) return null
  const place = parse(cursor)
  const valid =
    Array.isArray(place) &&
    place.length === parts.length &&
    parts.every((part, index) => typeof place[index] === 'string' && part.test(place[index]))
  if (!valid)
    throw new LedgerError('invalid_value', 'The cursor is not one of this list. Begin without a cursor.')
  return place as string[]
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** Cuts a page from one row more than it holds. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  toPlace: (row: Row) => readonly string[],
): { data: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > limit && last !== undefined ? writeCursor(toPlace(last)) : null
  return { data: shown.map(toItem), nextCursor }
}

export const CURSOR_PARTS = {
  any: /^[^\0]*$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
  integer: /^\d{1,19}$/,
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
}
