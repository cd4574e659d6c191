import { LARGEST_AMOUNT } from './amount.ts'
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
export function readCursor(cursor: string | null | undefined, parts: readonly CursorPart[]): string[] | null {
  if (cursor === undefined || cursor === null) return null
  const place = parse(cursor)
  const valid =
    Array.isArray(place) &&
    place.length === parts.length &&
    parts.every((isPart, index) => typeof place[index] === 'string' && isPart(place[index]))
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

/** Whether a text is what Postgres takes at this place of a cursor. */
type CursorPart = (text: string) => boolean

export const CURSOR_PARTS = {
  any: (text) => text.isWellFormed() && !text.includes('\0'),
  instant: (text) => {
    const at = new Date(text)
    return !Number.isNaN(at.getTime()) && at.toISOString() === text && /^\d{4}-/.test(text) && text >= '0001'
  },
  integer: (text) => /^\d{1,19}$/.test(text) && BigInt(text) <= LARGEST_AMOUNT,
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text),
} satisfies Record<string, CursorPart>
